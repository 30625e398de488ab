"""One goal, from the priority to the evidence."""
