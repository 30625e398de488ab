"""The record's questions, each a small named function over one connection."""
