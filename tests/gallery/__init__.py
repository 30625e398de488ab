"""Pictures of every page in every state, from a fixed demo record."""
