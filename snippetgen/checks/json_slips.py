"""SG311 to SG316: slips in a body that was meant to be JSON.

In: the tolerant reading of a `Reading`'s JSON body. Out: one warning for each kind of slip, at its
first place.
"""

from collections.abc import Iterator

from snippetgen.checks.causes import TAKEN_APART
from snippetgen.checks.marks import marks_of
from snippetgen.checks.meant_json import PlacedSlip, slips_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.json_text.nodes import SlipKind
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request import Body
from snippetgen.words.command import MarkKind

_LITERALS = {"True": "true", "False": "false", "None": "null"}
_OMITTED = regex(r"…|\.{2,}+")
_BROKEN: dict[SlipKind, str] = {
    "missing comma": "a comma is missing before this place: write it",
    "missing colon": "a colon is missing between a name and its value: write it",
    "missing value": "a name has no value: write one",
    "wrong bracket": "this bracket does not fit the one that opened: write ] for [ and } for {",
    "bare word": "{text} stands without quotes, for they were lost, or the shell took them away "
    "because the body stands in double quotes too: write single quotes around the body",
    "control character": "a line break or another control character stands inside a string: "
    "write \\n or \\t, or join the lines",
    "bad escape": "this backslash begins no escape of JSON: write \\\\ for a backslash",
    "bad number": "{text} is no number of JSON: write it without +, leading zeros or a bare point",
    "extra text": "text stands where the JSON allows none: delete it",
    "curly quote": "a curly quote stands where JSON needs a straight one: write it",
    "odd space": "an odd or invisible character stands between the parts: delete it",
}


@rule("SG311", "trailing-comma", "warning", where=(MarkKind.TRAILING_COMMA, "odd JSON"))
def trailing_comma(reading: Reading) -> Iterator[Flaw]:
    """A comma stands before a closing bracket of the JSON body.

    What happened: the last member was deleted, or the comma was left as a programming language
    allows. Gumloop's own documentation has one.

    How to tell: `,` directly before `}` or `]`.

    Repair: delete the comma. It is read so, where it is all that keeps the body from being JSON.
    """
    marks = marks_of(reading, MarkKind.TRAILING_COMMA)
    spans = [mark.span for mark in marks]
    spans += [slip.span for slip in slips_of(reading, "trailing comma")]
    if spans:
        more = f" (and {len(spans) - 1} more)" if len(spans) > 1 else ""
        yield Flaw(
            spans[0],
            f"The comma before a closing bracket of the JSON body{more} is not allowed there: "
            "delete it.",
            tuple(Edit(span, "") for span in spans),
            "safe" if len(marks) == len(spans) else "unsafe",
        )


@rule("SG312", "json-comment", "warning", where=("odd JSON",))
def json_comment(reading: Reading) -> Iterator[Flaw]:
    """A comment stands in the JSON body.

    What happened: an explanation was left in the example, or a line was commented out.

    How to tell: `//`, `/*` or `#` outside the body's strings. JSON has no comments.

    Repair: delete the comment.
    """
    yield from _first(reading, "comment", "A comment{more} stands in the JSON body: delete it.")


@rule("SG313", "single-quoted-json", "warning", where=("odd JSON",))
def single_quoted_json(reading: Reading) -> Iterator[Flaw]:
    r"""Strings of the JSON body stand in single quotes.

    What happened: the body was printed by Python or JavaScript, which write strings so, or the two
    kinds of quotes were exchanged to suit the shell.

    How to tell: `'` around names or values. JSON has only `"`.

    Repair: write `"` around strings, and single quotes around the whole body; in cmd `\"` inside
    `"…"`.
    """
    yield from _first(
        reading,
        "single quote",
        "A string of the JSON body{more} stands in single quotes, and JSON has only double ones: "
        "write \" in the body, and the shell's single quotes around it.",
    )


@rule("SG314", "python-literal", "warning", where=("odd JSON",))
def python_literal(reading: Reading) -> Iterator[Flaw]:
    """A word of Python stands in the JSON body.

    What happened: the body was printed by Python instead of by its `json.dumps`.

    How to tell: `True`, `False`, `None`, `NaN` or `Infinity` outside strings.

    Repair: write `true`, `false` or `null`. JSON has no word for NaN and Infinity.
    """
    slips = slips_of(reading, "python literal")
    if slips:
        meant = _LITERALS.get(slips[0].text)
        cure = f"write {meant}" if meant else "JSON has no word for it; write null or a number"
        known = [slip for slip in slips if slip.text in _LITERALS]
        yield Flaw(
            slips[0].span,
            f"{quoted(slips[0].text)} in the JSON body is Python's spelling, not JSON's: {cure}.",
            tuple(Edit(slip.span, _LITERALS[slip.text]) for slip in known),
            "unsafe",
        )


@rule("SG315", "repeated-json-key", "warning", where=("odd JSON",))
def repeated_json_key(reading: Reading) -> Iterator[Flaw]:
    """A name stands twice in one object of the JSON body.

    What happened: a line was copied to be changed and kept its name, or two snippets were merged.

    How to tell: the same name before two values. Most servers keep the last and drop the first
    without a word.

    Repair: delete one of the two, or give it the name that was meant.
    """
    for slip in slips_of(reading, "repeated key")[:1]:
        yield Flaw(
            slip.span,
            f"The name {quoted(slip.text)} stands twice in one object of the JSON body, and most "
            "servers drop one of the values: delete or rename one.",
        )


@rule(
    "SG316",
    "broken-json",
    "warning",
    after=(*TAKEN_APART, "SG121", "SG124", "SG214", "SG117", "SG118", "SG204", "SG306", "SG307"),
    anywhere=True,
    where=("odd JSON",),
)
def broken_json(reading: Reading) -> Iterator[Flaw]:
    """The body is no JSON, though it was meant to be.

    What happened: a bracket, a comma or a quote was lost or mistyped, or the shell took the inner
    quotes away because the body stands in the same kind of quotes.

    How to tell: the message names the first place. The service answers 400. Several whole
    documents, each on lines of its own, are no flaw: other services take them so (NDJSON).

    Repair: as the message says; then look at the body as the shell sends it:
    `echo '{…}' | python3 -m json.tool`.
    """
    slips = sorted(slips_of(reading, *_BROKEN), key=lambda slip: slip.span.start)
    for slip in slips[:1]:
        why = _why(reading, slip)
        yield Flaw(slip.span, f"The body is not JSON: {why}.")
    body = reading.request.body if reading.request else None
    if body and body.text and _is_no_json(body):
        span = body.text.source(0, min(1, len(body.text.text)))
        message = "The headers announce JSON, and the body is none: write JSON, or another type."
        yield Flaw(span, message)


def _first(reading: Reading, kind: SlipKind, message: str) -> Iterator[Flaw]:
    """Give one flaw for all slips of a kind, at the first; `{more}` counts the others."""
    slips = slips_of(reading, kind)
    if slips:
        more = f" (and {len(slips) - 1} more)" if len(slips) > 1 else ""
        yield Flaw(slips[0].span, message.replace("{more}", more))


def _why(reading: Reading, slip: PlacedSlip) -> str:
    """Give what is wrong at a slip, and the cure."""
    text = reading.request.body.text if reading.request else None
    is_in_double = text is not None and any(one.mark == '"' for one in text.quotes)
    if slip.kind == "bare word" and _OMITTED.fullmatch(slip.text):
        return "dots stand for a part that the page left out: write it, or delete them"
    if slip.kind == "bare word" and slip.text.startswith("="):
        return "= stands where JSON has a colon: write :"
    if slip.kind == "bare word" and text is not None and text.quotes and not is_in_double:
        return f'{quoted(slip.text)} stands without quotes: write " around it'
    return _BROKEN[slip.kind].replace("{text}", quoted(slip.text))


def _is_no_json(body: Body) -> bool:
    """Say whether a body that is declared to be JSON does not even begin like it."""
    is_read = body.json is not None and body.json.root is not None
    text = body.text
    blank = text is None or not text.text.strip() or bool(text.expansions)
    return body.kind == "json" and not is_read and not blank
