"""Dashes that a page or a word processor put in the place of an option's `-` or `--`.

In: a word as it was lexed. Out: the word with plain dashes, and a mark for each that was not.
Looks only at what stands outside quotes, and never past an option's name.
"""

from snippetgen.options import OptionTable, option_table
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.command import Mark, MarkKind
from snippetgen.words.typography import DASHES
from snippetgen.words.word import Word

_HEAD = regex(f"[-{DASHES}]++")
_PLAIN = str.maketrans(DASHES, "-" * len(DASHES))
_JOINED = "\u2014\u2015"  # em dash and bar, which a word processor writes for `--`
_LONGEST_NAME = 40


def straighten(word: Word) -> tuple[Word, tuple[Mark, ...]]:
    """Read the typographic dashes of an option as the plain ones that were meant.

    Whether `-` or `--` was meant is told by which of the two gives an option. A word that is none
    comes back as it is.
    """
    head = _HEAD.match(word.text)
    if head is None or head[0] == "-":
        return word, ()
    name = word.text[head.end() : head.end() + _LONGEST_NAME].partition("=")[0]
    edits = _head_edits(head[0], name)
    if edits is None or not _is_bare(word, 0, head.end()):
        return word, ()
    edits += _name_edits(word, head.end(), name)
    marks = (Mark(MarkKind.DASH, word.source(start, end), text) for start, end, text in edits)
    return (word.edited(edits), tuple(marks)) if edits else (word, ())


def _head_edits(head: str, name: str) -> list[tuple[int, int, str]] | None:
    if head.isascii():
        return [] if head == "--" else None
    meant = _meant(head, name, option_table())
    return [(0, len(head), meant)] if meant else None


def _name_edits(word: Word, start: int, name: str) -> list[tuple[int, int, str]]:
    if name.isascii() or not _is_option(name) or not _is_bare(word, start, start + len(name)):
        return []
    places = (start + place for place, char in enumerate(name) if char in DASHES)
    return [(place, place + 1, "-") for place in places]


def _meant(head: str, name: str, table: OptionTable) -> str:
    """Give the `-` or `--` that was meant, nothing where the word is no option."""
    if len(name) > 1 and _is_option(name):
        return "--"
    begins = len(name) > 1 and name.islower() and bool(table.fitting(name))
    if (len(head) > 1 or head in _JOINED) and begins:
        return "--"
    if _is_cluster(name, table):
        return "-"
    is_word = name[:1].isascii() and name[:1].isalpha()
    return ("--" if len(name) > 1 else "-") if is_word else ""


def _is_option(name: str) -> bool:
    plain = name.translate(_PLAIN)
    found = option_table().fitting(plain)
    return len(found) == 1 and plain.endswith(found[0].name)


def _is_cluster(letters: str, table: OptionTable) -> bool:
    for place, letter in enumerate(letters):
        option = table.by_letter.get(letter)
        if option is None or (option.arity == "optional" and place + 1 < len(letters)):
            return False
        if option.takes_argument:
            return True
    return bool(letters)


def _is_bare(word: Word, start: int, end: int) -> bool:
    """Say whether a part stands in the paste as it is, from the word's first character on."""
    first = word.span.start
    return word.source(start, end) == Span(first + start, first + end)
