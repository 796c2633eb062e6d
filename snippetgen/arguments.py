"""Stage 3, first half: the words of a command as curl's own option parser would take them.

In: a `Command`. Out: `Arguments`. The table is `options.toml`; nothing else knows curl's options.
"""

from dataclasses import dataclass
from typing import Literal

from snippetgen.paste import Span
from snippetgen.words.command import Mark
from snippetgen.words.word import Word

OptionClass = Literal["carried", "harmless", "changes", "unknown", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Option:
    """One option as it stood: its long name, its spelling in the paste, and its argument.

    `missing` says that it takes an argument and the command ended before one.
    `near` names the options meant: all that an ambiguous prefix fits, the nearest of an unknown.
    """

    name: str
    kind: OptionClass
    span: Span
    argument: Word | None = None
    missing: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arguments:
    """The options in order and the URLs in order (positional, `--url`), of the first request only.

    `extra` are the spans of what follows `--next` or `-:`; `marks` what was read through here.
    """

    options: tuple[Option, ...]
    urls: tuple[Word, ...]
    extra: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
