"""Stage 3: what curl would send, and all that it takes to know."""

from snippetgen.request.build import Request, build_request
from snippetgen.request.parts import Basic, Body, BodyKind, FilePart, Pair, Transfer, Uncarried

__all__ = [
    "Basic",
    "Body",
    "BodyKind",
    "FilePart",
    "Pair",
    "Request",
    "Transfer",
    "Uncarried",
    "build_request",
]
