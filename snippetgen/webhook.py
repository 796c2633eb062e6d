"""Stage 4: the normalized spec of a request to the Webhook panel's API.

In: a `Request`. Out: a `Webhook`, or None for a request to some other API.
The facts are those of Gumloop's documentation: endpoints, names and places of key and ids.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_plus

from snippetgen.endpoints import RESERVED_NAMES, endpoint_of, is_gumloop_host
from snippetgen.json_nodes import Node, member
from snippetgen.json_text import read_json
from snippetgen.request import Body, Pair, Request
from snippetgen.url import read_pairs
from snippetgen.words.word import Word

Where = Literal["header", "query", "body"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9-]*[ \t]++")


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a value stood.

    `name` is the header's, parameter's or JSON member's. `word` is the raw value as it is
    sent: a header's value without its scheme and blanks, a query value still encoded, a JSON string
    with its quotes. `text` is the value itself; `variable` the shell variable it is read from, if
    any.
    """

    where: Where
    name: str
    word: Word
    text: str
    variable: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A key or an id, with every place where it stood, in the order header, query, body."""

    places: tuple[Place, ...] = ()

    @property
    def text(self) -> str | None:
        """Give the first place's value; None where there is none or a variable holds it."""
        place = self.places[0] if self.places else None
        return None if place is None or place.variable else place.text

    @property
    def variable(self) -> str | None:
        """Give the first variable that a place reads the value from."""
        return next((place.variable for place in self.places if place.variable), None)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """The API key: a `Value` that never prints."""

    value: Value

    def __repr__(self) -> str:
        return "[secure]"


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the flow: its name and its value (`text` from a query, else a JSON node)."""

    name: str
    value: Node | str


@dataclass(frozen=True, slots=True)
class Webhook:
    """The normalized spec: the same for the same flow in any form of the snippet.

    `inputs` is None where the endpoint takes none or the body is a file.
    """

    service: Literal["gumloop"]
    endpoint: str | None
    api_key: ApiKey
    user_id: Value
    saved_item_id: Value
    project_id: Value
    run_id: Value
    inputs: tuple[Input, ...] | None


def read_webhook(request: Request) -> Webhook | None:
    """Give the normalized spec of a request, None where it goes to some other API.

    The endpoint is recognised by the end of the path on any host, so that a proxy or a test server
    works; a request to Gumloop's own hosts is a webhook's even where its endpoint is unknown.
    """
    host = request.url.text.partition("://")[2].partition("/")[0]
    endpoint = endpoint_of(request.url.text)
    if endpoint is None and not is_gumloop_host(host):
        return None
    found = tuple(_places(request))
    return Webhook(
        service="gumloop",
        endpoint=endpoint.name if endpoint else None,
        api_key=ApiKey(_value(found, "api_key", "authorization")),
        user_id=_value(found, "user_id", "x-auth-key"),
        saved_item_id=_value(found, "saved_item_id"),
        project_id=_value(found, "project_id"),
        run_id=_value(found, "run_id"),
        inputs=_inputs(request) if endpoint and endpoint.takes_inputs else None,
    )


def credentials(value: Word) -> Word:
    """Give what an Authorization header holds after its scheme, if it names one."""
    scheme = _SCHEME.match(value.text)
    return value.part(scheme.end() if scheme else 0)


def _value(found: tuple[Place, ...], *names: str) -> Value:
    return Value(tuple(place for place in found if place.name.lower() in names and place.text))


def _places(request: Request) -> Iterator[Place]:
    for header in request.headers:
        if header.value is not None:
            is_key = header.name.text.lower() == "authorization"
            word = credentials(header.value) if is_key else header.value
            yield _place("header", header.name.text, word, word.text)
    yield from _in_pairs("query", request.pairs)
    yield from _in_body(request.body)


def _in_pairs(where: Where, pairs: Iterable[Pair]) -> Iterator[Place]:
    for pair in pairs:
        if pair.value is not None:
            text = unquote_plus(pair.value.text, errors="replace")
            yield _place(where, unquote_plus(pair.name.text), pair.value, text)


def _in_body(body: Body) -> Iterator[Place]:
    word, root = body.text, _root(body)
    if word is None:
        return
    if root is None:
        yield from _in_pairs("body", read_pairs(word) if body.kind == "form" else ())
    for one in root.members if root else ():
        if one.value.kind in ("string", "number"):
            raw = word.part(one.value.start, one.value.end)
            yield _place("body", one.name.text, raw, one.value.text)


def _place(where: Where, name: str, word: Word, text: str) -> Place:
    only = word.expansions[0] if len(word.expansions) == 1 else None
    whole = only is not None and word.text[only.start : only.end] == text
    return Place(where, name, word, text, only.name if only and whole else None)


def _root(body: Body) -> Node | None:
    root = body.json.root if body.json else None
    return root if root and root.kind == "object" else None


def _inputs(request: Request) -> tuple[Input, ...] | None:
    body = request.body
    if body.kind in ("file", "multipart"):
        return None
    if request.method == "GET" and body.kind == "none":
        return tuple(_from_pairs(request.pairs))
    root = _root(body)
    if root is None:
        return tuple(_from_pairs(read_pairs(body.text))) if body.kind == "form" else ()
    return tuple(_from_members(root))


def _from_members(root: Node) -> Iterator[Input]:
    for one in root.members:
        if one.name.text == "pipeline_inputs":
            yield from _from_list(one.value)
        elif one.name.text not in RESERVED_NAMES:
            yield Input(one.name.text, one.value)


def _from_pairs(pairs: Iterable[Pair]) -> Iterator[Input]:
    for pair in pairs:
        name = unquote_plus(pair.name.text, errors="replace")
        text = unquote_plus(pair.value.text, errors="replace") if pair.value else ""
        if name == "pipeline_inputs":
            root = read_json(text).root
            yield from _from_list(root) if root else ()
        elif name and name not in RESERVED_NAMES:
            yield Input(name, text)


def _from_list(inputs: Node) -> Iterator[Input]:
    for item in inputs.items:
        name, value = member(item, "input_name"), member(item, "value")
        if name and value and name.value.kind == "string":
            yield Input(name.value.text, value.value)
