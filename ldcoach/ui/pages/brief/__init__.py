"""The brief to a sponsor, before it leaves."""
