"""What a manager can do: one public method for each act; each returns what changed."""
