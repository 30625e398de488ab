"""What a manager does from beginning to end, through the real pages."""
