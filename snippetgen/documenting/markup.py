"""Texts as Markdown, MDX and YAML: what the templates of a page bring anybody's words in with.

In: a text. Out: `Code` that reads as that text wherever Markdown is read, and is nothing else
there. What means something to Markdown stands as a character reference, which CommonMark (0.31,
2.5), GitHub's tables, MDX and Python-Markdown all read as the character itself; a backslash they do
not agree on.
"""

import re
from collections.abc import Callable

from snippetgen.call.encodings import json_quoted
from snippetgen.documenting.model import Tab
from snippetgen.patterns import regex
from snippetgen.rendering.code import Code
from snippetgen.report.visible import visible

_BREAKS = regex(r"[ \r\n]+")
# A `_` within a word, a `:` before a blank and a `-` alone mean nothing to anyone; at the head of a
# line most marks do, and MDX has two words.
_MARKUP = regex(
    r"[#$&*<=>@\[\\\]^`{|}~]|(?<![^\W_])_|_(?![^\W_])|:(?=\S)|(?<=-)-|\A[!%+,\-./:;?]|\A\d++[.)]"
    r"|\A[ei](?=(?:xport|mport)\b)"
)
# What no Markdown reads anything into within a code span, in a cell of a table too.
_PLAIN = regex(r"(?!.*\{[{%#])[A-Za-z0-9._~/?#@$&*+,;=%\"'()\[\]{}:! -]+")
_UNSAFE = regex(r"[^\w ,;/()-]|_|\A | \Z")
_TICKS = regex(r"`+")
_NO_REMARK = regex(r"[^\w ./-]|--+")
_NO_INFO = regex(r"[`{}\r\n]")
_REFERENCED = regex(r"[&<>\"'{}`|\\]")


def text(words: str) -> Code:
    """Give words for a heading, a paragraph or a cell of a table: one line of plain text."""
    return Code(_MARKUP.sub(_references, one_line(words).strip(" ")))


def code_span(words: str) -> Code:
    """Give a value as code within a line or a cell, `words` as they are but for line breaks."""
    if not words:
        return Code("")
    shown = one_line(words)
    if _PLAIN.fullmatch(shown) and shown == shown.strip(" "):
        return Code(f"`{shown}`")
    return Code(f"<code>{_UNSAFE.sub(_references, shown)}</code>")


def attribute(words: str) -> Code:
    """Give words for a quoted attribute, of HTML, of JSX, or of a tab's title."""
    return Code(f'"{_REFERENCED.sub(_references, one_line(words))}"')


def yaml(words: str) -> Code:
    """Give words as a YAML string in one line: JSON is YAML (YAML 1.2.2, 1.2)."""
    return Code(json_quoted(one_line(words).strip(" ")))


def remark(words: str) -> Code:
    """Give words for a comment of HTML, JSX or YAML, none of which they can end."""
    return Code(_NO_REMARK.sub("?", words))


def fence(tab: Tab, label: str = "") -> Code:
    """Give a tab's code in a fence that is longer than any run of backticks in it.

    `label` stands behind the language, where a format takes its tabs' titles from there.
    """
    longest = max(map(len, _TICKS.findall(tab.code)), default=0)
    ticks = "`" * max(3, longest + 1)
    info = " ".join(filter(None, (_info(tab.language), _info(label))))
    return Code(f"{ticks}{info}\n{tab.code.strip(chr(10))}\n{ticks}")


def prefixed(block: str, lead: str) -> Code:
    """Put the same lead before every line, cut where nothing follows it."""
    lines = (f"{lead}{line}" if line else lead.rstrip(" \t") for line in block.split("\n"))
    return Code("\n".join(lines))


def one_line(words: str) -> str:
    """Give words in one line, what does not print spelled out."""
    return visible(_BREAKS.sub(" ", words.expandtabs(1)))


def number(item: int) -> Code:
    """Give a number."""
    return Code(int(item))


def _info(words: str) -> str:
    return _NO_INFO.sub("", words).strip(" ")


def _references(found: re.Match[str]) -> str:
    return "".join(char if char.isdigit() else _reference(char) for char in found[0])


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


FILTERS: dict[str, Callable[..., str]] = {
    "text": text,
    "code": code_span,
    "attribute": attribute,
    "yaml": yaml,
    "remark": remark,
    "fence": fence,
    "number": number,
}
"""What templates of pages have beside `block`, `indent` and `join`."""
