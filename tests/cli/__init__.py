"""The command line as a shell would see it: what it prints where, and how it ends."""
