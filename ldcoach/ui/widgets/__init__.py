"""Reusable pieces that know nothing of the record."""
