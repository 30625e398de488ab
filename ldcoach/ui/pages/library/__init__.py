"""Guides, to read, to copy and to change."""
