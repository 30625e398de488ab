"""Documents: letters, lines, pages, tags, charts and files."""
