"""The view of L&D: many digests in, one picture out."""
