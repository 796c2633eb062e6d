"""The samples of an OpenAPI description: a call in every language, beside the operation it is."""
