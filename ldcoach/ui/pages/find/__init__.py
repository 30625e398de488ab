"""Find or do."""
