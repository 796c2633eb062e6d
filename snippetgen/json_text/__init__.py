"""A tolerant JSON reader; nothing else in this package parses JSON."""

from snippetgen.json_text.nodes import (
    Document,
    Member,
    Node,
    NodeKind,
    Slip,
    SlipKind,
    member,
    walk,
)
from snippetgen.json_text.plain import Plain, plain
from snippetgen.json_text.reader import read_json

__all__ = [
    "Document",
    "Member",
    "Node",
    "NodeKind",
    "Plain",
    "Slip",
    "SlipKind",
    "member",
    "plain",
    "read_json",
    "walk",
]
