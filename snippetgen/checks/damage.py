"""SG101 to SG105, SG107 and SG127: characters that a page or a program changed on the way.

In: the marks of a `Reading`. Out: a flaw for each kind of character, at its first place, with edits
for all of them. What these find was read as it was meant, where that is certain.
"""

from collections.abc import Iterator

from snippetgen.checks.marks import marks_of, read_through
from snippetgen.checks.rule import Edit, Flaw, Severity, rule
from snippetgen.checks.shown import character, quoted
from snippetgen.checks.within import contents, headers, holder
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.words.command import MarkKind
from snippetgen.words.typography import BIDI, STRAIGHT

# HTML's entities that need no semicolon (WHATWG, 13.5), as far as their signs are no letters.
_ENTITIES = (
    "¢:cent £:pound ¤:curren ¥:yen ¦:brvbar §:sect ¨:uml ©:copy ª:ordf «:laquo ¬:not ®:reg "
    "¯:macr °:deg ±:plusmn ²:sup2 ³:sup3 ´:acute µ:micro ¶:para ·:middot ¸:cedil ¹:sup1 "
    "º:ordm »:raquo ¼:frac14 ½:frac12 ¾:frac34 ¿:iquest ×:times ÷:divide"
)
_SIGNS = dict(pair.split(":") for pair in _ENTITIES.split())
_BIDI = regex(f"[{BIDI}]")
# Of UAX 9, what turns all the letters behind it, and what ends that.
_TURNING, _ENDING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_LEGACY = regex(rf"([{''.join(_SIGNS)}])([A-Za-z0-9_.\[\]-]*+)(?==)")


@rule("SG101", "curly-quote", "warning", after=("SG120",), where=(MarkKind.CURLY_QUOTE,))
def curly_quote(reading: Reading) -> Iterator[Flaw]:
    """A curly quote stands where a shell needs a straight one.

    What happened: a word processor, a chat or a web page turned `"` and `'` into curly ones. No
    shell takes those for quotes: it passes them on as letters, and cuts the text at its blanks.

    How to tell: the marks lean, and the opening one differs from the closing one.

    Repair: write `"` or `'`. The command is read as if they stood there. Curly quotes inside a
    quoted text, as in an apostrophe, are its content and stay.
    """
    yield from read_through(
        reading,
        MarkKind.CURLY_QUOTE,
        lambda found, others: (
            f"A curly quote {found}{others} is no quote to a shell: "
            f"write {STRAIGHT.get(found[-1:], 'a straight one')} in its place."
        ),
    )


@rule("SG102", "odd-space", "warning", after=("SG120",), where=(MarkKind.ODD_SPACE,))
def odd_space(reading: Reading) -> Iterator[Flaw]:
    """A blank that is not the space bar's stands in the command.

    What happened: a page or an editor wrote a no-break space, or another of Unicode's spaces, to
    hold words together or to indent. A shell takes it for a letter and glues two words into one; a
    server refuses it in a URL, a key or an id.

    How to tell: nothing is to be seen. `cat -A FILE` shows `M-BM- ` for a no-break space.

    Repair: type the blank anew; inside a URL, a key or an id, delete it. It is read so.
    """
    yield from read_through(
        reading,
        MarkKind.ODD_SPACE,
        lambda found, others: (
            f"A {_named(found)}{others} stands where only a plain blank, or nothing, can: "
            "delete it, and type a blank where one belongs."
        ),
    )


@rule("SG103", "zero-width-character", "warning", after=("SG120",), where=(MarkKind.ZERO_WIDTH,))
def zero_width(reading: Reading) -> Iterator[Flaw]:
    """A character without width stands in the command.

    What happened: a page put a zero-width space, a joiner, a soft hyphen or a byte order mark into
    the text to say where a line may break. It was copied with the rest. In a key or an id it makes
    another one, which the service does not know.

    How to tell: nothing is to be seen. The cursor needs two steps to pass one letter.

    Repair: delete it. It is read as nothing.
    """
    yield from read_through(
        reading,
        MarkKind.ZERO_WIDTH,
        lambda found, others: (
            f"An invisible {_named(found)}{others} stands in the command, which a server takes "
            "for part of the value: delete it."
        ),
    )


@rule("SG104", "bidirectional-control", "warning", where=(MarkKind.BIDI,))
def bidirectional_control(reading: Reading) -> Iterator[Flaw]:
    """A control character of right-to-left writing stands in the command.

    What happened: a page or a chat that mixes directions of writing put in an invisible mark. It
    was copied with the rest, and may also make a text look other than it is: what turns the letters
    behind it can show one id and send another.

    How to tell: nothing is to be seen, or letters stand in another order than they are sent in.

    Repair: delete it, and read the command once more. It is read as nothing.
    """
    yield from read_through(
        reading,
        MarkKind.BIDI,
        lambda found, others: (
            f"An invisible {_named(found)}{others} stands in the command and can make it look "
            "other than it is: delete it and read the command again."
        ),
    )


@rule("SG105", "typographic-dash", "warning", after=("SG120",), where=(MarkKind.DASH,))
def typographic_dash(reading: Reading) -> Iterator[Flaw]:
    """A typographic dash stands where an option needs `-` or `--`.

    What happened: a word processor or a chat turned `-` into an en dash, or `--` into one em dash.
    curl takes only the plain one for the head of an option, and the word for a URL.

    How to tell: the dash is a little wider, and two of them have become one.

    Repair: write `-` before a single letter and `--` before a name. It is read so.
    """
    yield from read_through(
        reading,
        MarkKind.DASH,
        lambda found, others: (
            f"The dash {found}{others} at the head of an option is a typographic one, so curl "
            "takes the word for a URL: write - before a letter and -- before a name."
        ),
    )


@rule("SG107", "legacy-entity", "warning", where=("odd characters",))
def legacy_entity(reading: Reading) -> Iterator[Flaw]:
    """A sign stands in the query where a page took `&copy=` or its like for an entity.

    What happened: HTML knows `&copy`, `&curren`, `&sect` and others without a semicolon. A page
    that holds `?a=1&copy=2` unescaped shows `?a=1©=2`, and `&currency=` as `¤cy=`.

    How to tell: a sign such as `©`, `®`, `¤`, `§`, `¶` or `×` before a name and a `=`.

    Repair: write the ampersand and the letters again: `&copy=`. The sign is sent as it stands,
    since only its author knows what was meant.
    """
    query = reading.request.query if reading.request else None
    if query is None:
        return
    for found in _LEGACY.finditer(masked(query)):
        span, name = query.source(*found.span(1)), f"&{_SIGNS[found[1]]}"
        yield Flaw(
            span,
            f"The sign {found[1]} in the URL was probably {name}, the beginning of "
            f"{quoted(name + found[2] + '=')}, before a page showed it as one sign: write that.",
            (Edit(span, name),),
            "unsafe",
        )


@rule("SG127", "turned-text", "warning", where=("odd characters",))
def turned_text(reading: Reading) -> Iterator[Flaw]:
    """A control character of right-to-left writing stands in a text that is sent.

    What happened: it came with a text that mixes directions of writing, and may belong there; or
    somebody put it in, so that the text is shown in another order than it is sent in.

    How to tell: nothing is to be seen. A warning: it turns the letters of a header, or those behind
    the text that it stands in. A note: a mark, or an embedding or isolate that ends in its text.

    Repair: delete it where the text does not need it. It is sent as it stands.
    """
    if reading.paste.text.isascii():
        return
    span = reading.command.span if reading.command else Span(0, 0)
    texts, own = contents(reading), list(headers(reading))
    read = {at for mark in marks_of(reading, MarkKind.BIDI) for at in _places(mark.span)}
    open_texts = {text for text in texts if _is_open(reading.paste.text, text)}
    given: set[Severity] = set()
    for found in _BIDI.finditer(reading.paste.text, span.start, span.end):
        text = holder(texts, found.start())
        if text is None or found.start() in read:
            continue
        is_turned = text in open_texts or holder(own, found.start()) is not None
        severity: Severity = "warning" if is_turned and found[0] in _TURNING else "note"
        if severity not in given:
            given.add(severity)
            yield Flaw(
                Span(*found.span()),
                f"An invisible {character(found[0])} stands in this text and is sent with it; it "
                "can make it look other than it is: delete it where the text does not need it.",
                severity=severity,
            )


def _is_open(text: str, span: Span) -> bool:
    """Say whether a text turns more than it turns back, so that what is behind it is turned too."""
    depth = 0
    for found in _BIDI.finditer(text, span.start, span.end):
        depth += (found[0] in _TURNING) - (found[0] in _ENDING and depth > 0)
    return depth > 0


def _places(span: Span) -> range:
    return range(span.start, span.end)


def _named(found: str) -> str:
    return character(found[0]) if found[0] != "%" else f"percent-encoded character {quoted(found)}"
