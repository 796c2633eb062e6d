"""Stage 1, second half: where the commands of a paste stand.

In: a `Paste`. Out: a `Start` for each command, in order. Knows prompts, fences, gutters and
what a command's head looks like; decodes nothing.
"""

import re
from dataclasses import dataclass
from typing import Literal

from snippetgen.paste import Paste, Span
from snippetgen.words.command import Dialect, Mark


@dataclass(frozen=True, slots=True)
class Start:
    """Where one command begins, and how far a lexer may read.

    `offset` is where `curl` stands (for a bare URL or a command whose head was lost: where its
    first word stands). `limit`: no character from there on belongs to it (a closing fence, the end
    of an indented block, the paste's end). `stop`: the start of the next line that starts a command,
    or `limit`; an open quote never runs past it. `lead`: what stands at the head of each later line
    and is no part of the command (a prompt, a gutter, the indentation of its block), or None.
    """

    offset: int
    limit: int
    stop: int
    dialect: Dialect = "sh"
    kind: Literal["command", "url", "headless"] = "command"
    lead: re.Pattern[str] | None = None
    fence: Span | None = None
    marks: tuple[Mark, ...] = ()


def find_commands(paste: Paste) -> tuple[Start, ...]:
    """Find every command of a paste, in order."""
    raise NotImplementedError
