"""Texts as HTML: what the template of an HTML page brings anybody's words in with.

In: a text, or a tab. Out: `Code` that reads as that text in HTML and is nothing else there; code in
spans that say what each piece is to its language. It refuses to know a theme: the page's style
sheet gives the spans their colours. Pygments is loaded only where a page is made.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from snippetgen.documenting.markup import one_line
from snippetgen.documenting.model import Tab
from snippetgen.patterns import regex
from snippetgen.rendering.code import Code, require_code

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_REFERENCED = regex(r"[&<>\"'\r]")
_LONGEST = 100_000  # more than that nobody reads in colours
_BLANKS = regex(r"\s{500}")  # some lexers take time in the square of a run of blanks
_CLASSES = (
    ("Comment", "c"),
    ("Keyword.Type", "t"),
    ("Keyword", "k"),
    ("Operator.Word", "k"),
    ("Literal.String", "s"),
    ("Literal.Number", "m"),
    ("Name.Function", "n"),
    ("Name.Class", "t"),
    ("Name.Namespace", "t"),
    ("Name.Builtin", "t"),
    ("Name.Exception", "t"),
    ("Name.Variable", "n"),
)


def html(words: str) -> Code:
    """Give words for an element: one line of plain text."""
    return _escaped(one_line(words).strip(" "))


def highlighted(tab: Tab) -> Code:
    """Give a tab's code in spans; a browser reads the very code out of them, byte for byte.

    Where the language has no lexer, its lexer does not give the code back, or would take too long,
    there are no spans.
    """
    lexer = _lexer(tab.language)
    if lexer is None or len(tab.code) > _LONGEST or _BLANKS.search(tab.code):
        return _escaped(tab.code)
    pieces = [(str(kind).removeprefix("Token."), text) for kind, text in lexer.get_tokens(tab.code)]
    if "".join(text for _, text in pieces) != tab.code:
        return _escaped(tab.code)
    return Code("".join(_spans(pieces)))


def source_hash(code: str) -> Code:
    """Give what a Content-Security-Policy calls a style or a script that stands in the page."""
    digest = sha256(require_code(code).encode()).digest()
    return Code(f"sha256-{b64encode(digest).decode()}")


def _spans(pieces: list[tuple[str, str]]) -> Iterator[str]:
    classed = ((_class(kind), text) for kind, text in pieces)
    for name, group in groupby(classed, key=lambda piece: piece[0]):
        text = _escaped("".join(part for _, part in group))
        yield f'<span class="{name}">{text}</span>' if name and text else text


@cache
def _class(kind: str) -> str:
    for prefix, name in _CLASSES:
        if kind == prefix or kind.startswith(f"{prefix}."):
            return name
    return ""


@cache
def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _escaped(text: str) -> Code:
    return Code(_REFERENCED.sub(lambda found: f"&#{ord(found[0])};", text))


FILTERS: dict[str, Callable[..., str]] = {
    "html": html,
    "highlighted": highlighted,
    "sha256": source_hash,
}
"""What templates of HTML pages have beside the filters of `markup.py`."""
