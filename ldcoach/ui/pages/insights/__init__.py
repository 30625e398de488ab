"""The manager's own mirror."""
