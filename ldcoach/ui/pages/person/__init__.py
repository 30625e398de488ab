"""One person: what you have together, and what is known."""
