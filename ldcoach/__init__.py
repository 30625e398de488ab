"""LDCoach guides people managers through structured 1-2-1s."""

__version__ = "0.1.0"
