"""Show and ask, in a terminal; no rules live here."""
