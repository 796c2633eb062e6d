"""Stage 7: a call in every language becomes a page, or a block in a page that stands already."""
