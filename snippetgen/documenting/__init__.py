"""Stage 7: a call in every language becomes a page, or a block in a page that stands already."""

OPENAPI = "openapi"
"""The one format that is no folder of templates: it is written into a file that stands already."""
