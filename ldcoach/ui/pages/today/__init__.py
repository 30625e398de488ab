"""Today: the next 1-2-1, what was promised, a quick note."""
