"""The people of the team, as a list."""
