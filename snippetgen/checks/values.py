"""The keys and ids of a reading, each with where it stood, for the rules that judge them.

In: a `Reading`. Out: the places of a value that the snippet itself spells out; words for a message.
It refuses to judge.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from snippetgen.checks.fact import fact
from snippetgen.endpoints import is_placeholder
from snippetgen.identifiers import Misfit, misfit
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.webhook import Place, Value, Webhook
from snippetgen.words.word import Word

# What a page shows for the part of a value that it clips or hides.
_CLIPPED = regex(r"…|\.{2,}+|[•●∙·*]{2,}+|[xX]{5,}+")
# The same in a secret of any kind, which may have such characters of its own.
_SURELY_CLIPPED = regex(r"…|\.{3,}+|[•●]{2,}+|\*{4,}+")

_IN = {"query": "in the query", "body": "in the body"}

IDS = ("user_id", "saved_item_id", "run_id", "project_id")


class Literal(Struct, frozen=True):
    """A key or an id that the snippet spells out: its name, its text, its place in words.

    `is_shaped`: it is one of Gumloop's, of which the shape is known.
    """

    name: str
    text: str
    where: str
    word: Word
    is_shaped: bool = True

    @property
    def is_placeholder(self) -> bool:
        """Say whether documentation's stand-in was left in its place."""
        return is_placeholder(self.text)

    @property
    def is_clipped(self) -> bool:
        """Say whether dots or a mask stand for a part of it."""
        pattern = _CLIPPED if self.is_shaped else _SURELY_CLIPPED
        return pattern.search(self.text) is not None and not self.is_placeholder

    @property
    def called(self) -> str:
        """Give what a message calls it: `The user_id in the query`."""
        name = "API key" if self.name == "api_key" else self.name
        return f"The {name} {self.where}" if self.is_shaped else f"The secret {self.where}"


def is_stand_in(text: str) -> bool:
    """Say whether a text is a placeholder, or may be one that was clipped or masked."""
    return _CLIPPED.search(text) is not None or is_placeholder(text)


def has_stand_in(texts: list[str]) -> bool:
    """Say whether one of some texts is a stand-in.

    Nearly all are letters and digits, at least one of these: no stand-in has a digit and no sign,
    save for a row of x.
    """
    together = "".join(texts)
    may_be: Iterable[str] = texts
    if together.isascii() and together.encode().isalnum() and "xxxxx" not in together.lower():
        may_be = filter(str.isalpha, texts)
    return any(map(is_stand_in, may_be))


@fact
def values_of(reading: Reading) -> dict[str, Value]:
    """Give the key and the ids of a webhook by name; none where the request is no webhook's."""
    return dict(values_in(reading.webhook)) if reading.webhook else {}


def values_in(webhook: Webhook) -> tuple[tuple[str, Value], ...]:
    """Give the key and the ids of a webhook, each with its name."""
    run: tuple[tuple[str, Value], ...] = (("run_id", webhook.run_id),)
    if webhook.endpoint == "start_pipeline":  # there a run_id is an input like any other
        run = ()
    return (
        ("api_key", webhook.api_key.value),
        ("user_id", webhook.user_id),
        ("saved_item_id", webhook.saved_item_id),
        *run,
        ("project_id", webhook.project_id),
    )


def literals(reading: Reading, *names: str) -> Iterator[Literal]:
    """Give each place where a key or an id of these names is spelled out, without variables."""
    return (one for one in every_literal(reading) if one.name in names)


@fact
def whole_literals(reading: Reading) -> tuple[tuple[Literal, Misfit | None], ...]:
    """Give each key and id that is spelled out in full, with how it misses its shape."""
    whole = [
        (one, misfit(one.name, one.text))
        for one in every_literal(reading)
        if not is_stand_in(one.text)
    ]
    return tuple(whole)


@fact
def secrets(reading: Reading) -> tuple[Literal, ...]:
    """Give every secret that is spelled out, in a request to any service."""
    return tuple(_secrets(reading))


@fact
def every_literal(reading: Reading) -> tuple[Literal, ...]:
    """Give each place where a key or an id is spelled out, without variables."""
    found = [
        Literal(name, place.text, where(place), place.word)
        for name, value in values_of(reading).items()
        for place in value.places
        if not place.variable and not place.word.expansions
    ]
    return tuple(found)


def _secrets(reading: Reading) -> Iterator[Literal]:
    for secret in reading.secrets:
        if not secret.is_outside:
            line = reading.paste.position(secret.word.span.start)[0]
            yield Literal("api_key", secret.text, f"on line {line}", secret.word, is_shaped=False)


def earlier(one: Literal, first: Literal) -> str:
    """Give half a sentence that tells the first of two places from the other."""
    return "one before it" if one.where == first.where else f"one {first.where}"


def url_span(reading: Reading) -> Span:
    """Give the place of the URL, where what is missing from a request would have stood."""
    if reading.arguments and reading.arguments.urls:
        return reading.arguments.urls[0].span
    return reading.command.span if reading.command else Span(0, 0)


def address_span(reading: Reading) -> Span:
    """Give the place of the URL up to its query, so that it touches no parameter."""
    urls = reading.arguments.urls if reading.arguments else ()
    query = masked(urls[0]).find("?") if urls else -1
    return urls[0].source(0, query) if query >= 0 else url_span(reading)


def where(place: Place) -> str:
    """Give where a value stood, in words."""
    return _IN.get(place.where) or f"in the header {place.name}"
