"""The encrypted record: tables, queries, search and migrations."""
