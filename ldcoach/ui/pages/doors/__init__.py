"""Before the record is open: the first run, unlocking, and what to do when it does not open."""
