"""Reads a URL that no command stands around: nothing in it means anything to a shell.

In: a paste and where its URL stands. Out: a `Command` of one word. It refuses to know URLs.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import Command
from snippetgen.words.cursor import BLANK, INVISIBLE, cursor_at

if TYPE_CHECKING:
    from snippetgen.find import Start

_PLAIN = regex(rf"[^{BLANK}{INVISIBLE}]++")


def lex_url(paste: Paste, start: "Start") -> Command:
    """Read the URL as it stands, without odd spaces and invisible characters, which are marked."""
    cursor = cursor_at(paste, start)
    builder = WordBuilder(paste.text, cursor.at)
    first = cursor.at
    while cursor.at < cursor.end:
        if plain := _PLAIN.match(cursor.text, cursor.at, cursor.end):
            builder.literal(cursor.at, plain.end())
            cursor.at = plain.end()
        else:
            cursor.skip_gap(blanks=True)
    word = builder.build(cursor.end)
    marks = tuple(replace(mark, meant="") for mark in cursor.marks)  # no blank belongs there
    return Command(start.dialect, Span(first, cursor.end), (word,), marks=marks)
