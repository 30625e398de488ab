"""Feedback that was seen, and what waits to be said."""
