"""Stage 5: a request as a program makes it. `model` holds what templates see, `build` makes it."""
