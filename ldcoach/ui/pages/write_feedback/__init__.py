"""Writing one piece of feedback, with the coach beside it."""
