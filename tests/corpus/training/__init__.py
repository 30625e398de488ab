"""Trains the weights of the evidence from labelled texts."""
