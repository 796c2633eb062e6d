"""Where in a command a character stands: in a quoted text, which is content, or outside.

In: a `Reading`. Out: the spans of its quoted texts, and whether a place lies in one of them. It
refuses to judge.
"""

from bisect import bisect_right
from collections.abc import Iterator

from snippetgen.checks.fact import fact
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.words.word import Quote


@fact
def contents(reading: Reading) -> list[Span]:
    """Give what stands between straight quotes that close, in order; a URL is no such content."""
    words = reading.command.words if reading.command else ()
    urls = {word.span for word in reading.arguments.urls} if reading.arguments else set()
    quotes = (quote for word in words if word.span not in urls for quote in word.quotes)
    found = [Span(_inside(one), one.closed) for one in quotes if _is_straight(one) and one.closed]
    return sorted(found, key=lambda span: span.start)


def holder(spans: list[Span], offset: int) -> Span | None:
    """Give the span that an offset lies in, of spans in order that do not overlap."""
    number = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[number] if number >= 0 and offset < spans[number].end else None


def headers(reading: Reading) -> Iterator[Span]:
    """Give the places of the headers that the command writes."""
    for option in reading.arguments.options if reading.arguments else ():
        if option.name == "header" and option.argument:
            yield option.argument.span


def _inside(quote: Quote) -> int:
    return quote.opened + len(quote.mark)


def _is_straight(quote: Quote) -> bool:
    return quote.mark[-1:] in ("'", '"')
