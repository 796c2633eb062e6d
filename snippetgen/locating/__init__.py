"""Stage 1, second half, in parts; `snippetgen.find` joins them."""
