"""A sample record of fictional people: told stories, and years of ordinary 1-2-1s around them."""
