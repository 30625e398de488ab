"""The record's safety: backups, recovery kit, keys."""
