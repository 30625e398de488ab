"""The goals, as a list."""
