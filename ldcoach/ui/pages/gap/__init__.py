"""One gap and its path."""
