"""The 1-2-1s that are planned, and their calendar."""
