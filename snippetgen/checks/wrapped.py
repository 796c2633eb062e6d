"""SG213: values that stand on two lines.

In: the words of a `Reading`, and the line after a URL. Out: a flaw where a line break stands inside
a value that has none, with the edit that joins its parts.
"""

from collections.abc import Iterator

from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.identifiers import misfit
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.word import Word

_BREAK = regex(r"[ \t]*+(?:\r\n|\r|\n)[ \t]*+")
_NEXT_LINE = regex(r"(?:\r\n|\r|\n)[ \t]*+(?=(?P<rest>[\w%.~=&?-]++))")
_PARAMETERS = regex(r"[\w%.~-]*+[?&]\w++=")
_LAST_VALUE = regex(r"[?&](\w++)=([^&=]*+)\Z")


@rule(
    "SG213",
    "wrapped-value",
    "error",
    after=("SG117", "SG204", "SG203"),
    anywhere=True,
    where=("line break", "more text"),
)
def wrapped_value(reading: Reading) -> Iterator[Flaw]:
    """A value that has no blanks is broken over two lines.

    What happened: a terminal or a mail program wrapped a long line, and the line break was copied
    as if it stood in the text.

    How to tell: a URL, a header, a key or an id goes on at the beginning of the next line.

    Repair: join the two lines, with nothing between them.
    """
    for what, word in _values(reading):
        is_broken = "\n" in word.text or "\r" in word.text
        found = _BREAK.search(word.text) if is_broken else None
        if found:
            yield _flaw(reading, what, word.source(*found.span()))
    unquoted = _after_url(reading)
    if unquoted:
        yield _flaw(reading, "URL", unquoted)


def _flaw(reading: Reading, what: str, span: Span) -> Flaw:
    line = reading.paste.position(span.start)[0]
    return Flaw(
        span,
        f"The {what} is broken at the end of line {line} and goes on in the next: a terminal or a "
        "page wrapped it. Join the two lines.",
        (Edit(span, ""),),
        "unsafe",
    )


def _values(reading: Reading) -> Iterator[tuple[str, Word]]:
    """Give the values that have no line break of their own, each with what it is called."""
    if reading.arguments:
        yield from (("URL", word) for word in reading.arguments.urls)
        for option in reading.arguments.options:
            if option.name == "header" and option.argument:
                yield "header", option.argument
    if reading.webhook:
        ids = (reading.webhook.user_id, reading.webhook.saved_item_id, reading.webhook.run_id)
        for value in (reading.webhook.api_key.value, *ids):
            yield from ((one.name, one.word) for one in value.places if one.where == "body")


def _after_url(reading: Reading) -> Span | None:
    """Give the line break after an unquoted URL that ends the command and goes on behind it."""
    command, start = reading.command, reading.start
    url = reading.arguments.urls[-1] if reading.arguments and reading.arguments.urls else None
    if command is None or start is None or url is None or url.span.end != command.span.end:
        return None
    found = _NEXT_LINE.match(reading.paste.text, command.span.end, start.stop)
    return Span(*found.span()) if found and _goes_on(url.text, found["rest"]) else None


def _goes_on(url: str, rest: str) -> bool:
    """Say whether a line begins with the rest of a URL: parameters, or the rest of an id."""
    if _PARAMETERS.match(rest):
        return True
    last = _LAST_VALUE.search(url)
    if last is None or misfit(last[1], last[2]) != "cut":
        return False
    return misfit(last[1], last[2] + rest.partition("&")[0]) is None
