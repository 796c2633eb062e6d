"""Stage 1, second half: where the commands of a paste stand.

In: a `Paste`. Out: a `Start` for each command, in order. Knows prompts, fences, gutters and
what a command's head looks like; decodes nothing.
"""

import re
from typing import Literal

from msgspec import Struct

from snippetgen.locating.dialect import dialect_of
from snippetgen.locating.lone import is_lone_head
from snippetgen.paste import Paste, Span
from snippetgen.words.command import Dialect, Mark


class Start(Struct, frozen=True, gc=False):
    """Where one command begins, and how far a lexer may read.

    `offset` is where `curl` stands (for a bare URL or a command whose head was lost: where its
    first word stands). `limit`: no character from there on belongs to it (a closing fence, the end
    of an indented block, the paste's end). `stop`: the start of the next line that starts a
    command, or `limit`; an open quote never runs past it. `lead`: what stands at the head of each
    later line and is no part of the command (a prompt, a gutter, the indentation of its block), or
    None. `fence`: the whole fenced block that the command stands in.
    """

    offset: int
    limit: int
    stop: int
    dialect: Dialect = "sh"
    kind: Literal["command", "url", "headless"] = "command"
    lead: re.Pattern[str] | None = None
    fence: Span | None = None
    marks: tuple[Mark, ...] = ()

    def reach(self, text: str) -> tuple[int, int, int]:
        """Give where the command starts, where its last line ends, how far a lexer may read."""
        at, limit, size = self.offset, self.stop, len(text)
        if not at <= limit <= self.limit <= size:  # `find_commands` gives none such
            at = min(at, size)
            limit = max(at, min(limit, self.limit, size))
        end = limit
        while end > at and text[end - 1] in "\r\n":
            end -= 1
        return at, end, limit


def find_commands(paste: Paste) -> tuple[Start, ...]:
    """Find every command of a paste, in order.

    Where the paste is nothing but a URL, that is its one start. A command whose head was lost is
    found where a block, or the whole paste, holds no other. Never raises.
    """
    text = paste.text
    if not paste.is_markdown and is_lone_head(text):
        return (Start(0, len(text), len(text), dialect_of(text, 0, len(text), "", "")),)
    from snippetgen.locating.search import search

    return search(paste)
