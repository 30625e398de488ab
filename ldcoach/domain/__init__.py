"""What a good 1-2-1 is: frozen values and pure functions, with no clock, file, database or window."""
