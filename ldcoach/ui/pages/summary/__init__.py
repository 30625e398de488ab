"""The development summary, before it leaves."""
