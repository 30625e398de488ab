"""Show and ask, in Qt; no rules live here."""
