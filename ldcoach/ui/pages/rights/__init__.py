"""A person's rights: access, handover, erasure, and what has been kept for long."""
