"""Proof by running: what generated programs send, held against what real curl sends."""
