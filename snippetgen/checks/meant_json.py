"""The body of a reading where it was meant to be JSON, and what is wrong with it, slip by slip.

In: a `Reading`. Out: the body's text and its JSON; its slips with their places in the paste. A slip
beside a shell's variable is none, for only the shell knows what will stand there; nor is a
template's variable, which is a flaw of its own.
"""

from bisect import bisect_right

from msgspec import Struct

from snippetgen.checks.fact import fact
from snippetgen.json_text.nodes import Document, Slip, SlipKind
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.word import Word

TEMPLATE_VARIABLE = regex(r"\{\{[ \t]*+[\w$][\w$. -]{0,60}\}\}")
"""What Postman, Insomnia, Bruno and their like fill in before they send."""

_ABSENT = Document(None)
# A second document on a line of its own, as bulk interfaces take them (NDJSON).
_NEXT_DOCUMENT = regex(r"[ \t]*+\r?\n[ \t\r\n]*+[{\[]")


class PlacedSlip(Struct, frozen=True):
    """A slip with its place in the paste, and the text of the body that stands there."""

    span: Span
    text: str
    kind: SlipKind


@fact
def judged(reading: Reading) -> tuple[Word | None, Document]:
    """Give the body's text and its JSON, where it was meant to be JSON; else None.

    It was where its content type says so, and where it looks like JSON and no header names a type.
    """
    request = reading.request
    text = request.body.text if request else None
    document = request.body.json if request else None
    if request is None or text is None or document is None or document.root is None:
        return None, _ABSENT
    if reading.webhook is None and _is_one_of_many(text, document):
        return None, _ABSENT
    if request.body.kind == "json":
        return text, document
    implied = request.body.kind == "form" and not _names_type(reading)
    members = document.root.kind == "object" and document.root.members
    looks_so = document.is_json or members or reading.webhook is not None
    is_container = document.root.kind in ("object", "array")
    return (text, document) if implied and looks_so and is_container else (None, _ABSENT)


def slips_of(reading: Reading, *kinds: SlipKind) -> list[PlacedSlip]:
    """Give the slips of these kinds in the order of the text, those beside a variable aside."""
    text, document = judged(reading)
    if text is None or not document.slips:
        return []
    return [
        PlacedSlip(text.source(slip.start, slip.end), text.text[slip.start : slip.end], slip.kind)
        for slip in document.slips
        if slip.kind in kinds
        and not _is_beside_expansion(text, slip)
        and not TEMPLATE_VARIABLE.fullmatch(text.text, slip.start, slip.end)
    ]


def _is_one_of_many(text: Word, document: Document) -> bool:
    """Say whether all that is wrong with a body is that whole documents follow the first."""
    kinds = [slip.kind for slip in document.slips]
    if document.root is None or kinds != ["extra text"]:
        return False
    follows = _NEXT_DOCUMENT.match(text.text, document.root.end)
    return follows is not None and text.text.rstrip().endswith(("}", "]"))


def _names_type(reading: Reading) -> bool:
    """Say whether a header of the command itself names the content type, or removes it."""
    options = reading.arguments.options if reading.arguments else ()
    headers = (one.argument.text for one in options if one.name == "header" and one.argument)
    return any(text.lower().startswith("content-type") for text in headers)


def _is_beside_expansion(text: Word, slip: Slip) -> bool:
    number = bisect_right(text.expansions, slip.end, key=lambda one: one.start) - 1
    return number >= 0 and text.expansions[number].end >= slip.start
