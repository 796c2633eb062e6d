"""Stage 6: a call and a target make code."""
