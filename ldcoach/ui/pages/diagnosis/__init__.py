"""Finding what keeps a result away."""
