"""Stage 4: the normalized spec of a request to the Webhook panel's API.

In: a `Request`. Out: a `Webhook`, or None for a request to some other API.
The facts are those of Gumloop's documentation: endpoints, names and places of key and ids.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from snippetgen.endpoints import RESERVED_NAMES, endpoint_of, is_gumloop_host
from snippetgen.json_text import read_json
from snippetgen.json_text.nodes import Node, member
from snippetgen.patterns import regex
from snippetgen.request import Body, Pair, Request
from snippetgen.request.structure import form_decoded, masked
from snippetgen.request.url import read_pairs
from snippetgen.words.word import Word

Where = Literal["header", "query", "body"]

_BLANKS = " \t\r\n"
_FIELDS = ("api_key", "user_id", "saved_item_id", "project_id", "run_id")
_HEADERS = {"authorization": "api_key", "x-auth-key": "user_id"}
# A scheme is a word (RFC 9110, 11.1), though not one that looks like a piece of a key.
_SCHEME = regex(
    r"(?:bearer:?+(?:[ \t]++|\Z))++|[a-z]++[0-9]*+(?:-[a-z0-9]++)*+:?+[ \t]++", re.IGNORECASE
)


class Place(Struct, frozen=True):
    """One place where a value stood.

    `name` is the header's, parameter's or JSON member's; of repeated members only the last is a
    place. `word` is the raw value as it is sent: a header's value without its scheme and blanks, a
    query value still encoded, a JSON string with its quotes. `text` is the value itself, a key's
    without the blanks around it; `variable` the shell variable it is read from, if any.
    """

    where: Where
    name: str
    word: Word
    text: str
    variable: str | None = None


_Found = tuple[str, Place]
"""A place, after the name of the field whose value stands there."""


class Value(Struct, frozen=True):
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


class ApiKey(Struct, frozen=True):
    """The API key: a `Value` that never prints."""

    value: Value

    def __repr__(self) -> str:
        return "[secure]"


class Input(Struct, frozen=True):
    """One input of the flow: its name and its value (text from a query or form, else a JSON node).

    A node from `pipeline_inputs` in a query has its places in the decoded parameter.
    """

    name: str
    value: Node | str


class Webhook(Struct, frozen=True):
    """The normalized spec: the same for the same flow in any form of the snippet.

    `inputs` is None where the endpoint takes none, or the body is a file or a variable.
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
    url = masked(request.url)
    host, _, path = (url.partition("://")[2] or url).partition("/")
    endpoint = endpoint_of(host, path)
    if endpoint is None and not is_gumloop_host(host):
        return None
    found: dict[str, list[Place]] = {}
    for name, place in _places(request):
        if place.text:
            found.setdefault(name, []).append(place)
    return Webhook(
        service="gumloop",
        endpoint=endpoint.name if endpoint else None,
        api_key=ApiKey(_value("api_key", found)),
        user_id=_value("user_id", found),
        saved_item_id=_value("saved_item_id", found),
        project_id=_value("project_id", found),
        run_id=_value("run_id", found),
        inputs=_inputs(request) if endpoint and endpoint.takes_inputs else None,
    )


def credentials(value: Word) -> Word:
    """Give what an Authorization header holds after its scheme, if it names one.

    `Bearer` said twice is passed over twice; alone, it has nothing after it.
    """
    scheme = _SCHEME.match(value.text)
    return value.part(scheme.end() if scheme else 0)


def form_pairs(body: Body) -> tuple[Pair, ...]:
    """Give the parameters of a form; none of a body of another kind."""
    return read_pairs(body.text) if body.kind == "form" and not _root(body) else ()


def _value(field: str, found: dict[str, list[Place]]) -> Value:
    return Value(tuple(found.get(field, ())))


def _places(request: Request) -> Iterator[_Found]:
    for header in request.headers:
        name = header.name.text
        if header.value is not None and name.lower() in _HEADERS:
            is_key = name.lower() == "authorization"
            word = credentials(header.value) if is_key else header.value
            yield _place(_HEADERS[name.lower()], "header", name, word, word.text)
    yield from _in_pairs("query", request.pairs)
    yield from _in_pairs("body", form_pairs(request.body))
    yield from _in_members(request.body)


def _in_pairs(where: Where, pairs: Iterable[Pair]) -> Iterator[_Found]:
    for pair in pairs:
        name = form_decoded(pair.name)
        if pair.value is not None and name in _FIELDS:
            yield _place(name, where, name, pair.value, form_decoded(pair.value))


def _in_members(body: Body) -> Iterator[_Found]:
    root, text = _root(body), body.text
    if root is None or text is None:
        return
    for name in _FIELDS:
        one = member(root, name)
        if one and one.value.kind in ("string", "number"):
            raw = text.part(one.value.start, one.value.end)
            yield _place(name, "body", name, raw, one.value.text)


def _place(field: str, where: Where, name: str, word: Word, text: str) -> _Found:
    text = text.strip(_BLANKS) if field == "api_key" else text
    only = word.expansions[0] if len(word.expansions) == 1 else None
    whole = only is not None and word.text[only.start : only.end] == text
    return field, Place(where, name, word, text, only.name if only and whole else None)


def _root(body: Body) -> Node | None:
    return body.json.root if body.json else None


def _inputs(request: Request) -> tuple[Input, ...] | None:
    body, root = request.body, _root(request.body)
    if body.kind in ("file", "multipart") or (body.text and _is_outside(body.text)):
        return None
    in_query = _from_pairs(request.pairs) if request.method == "GET" else ()
    return (*in_query, *_from_pairs(form_pairs(body)), *(_from_members(root) if root else ()))


def _is_outside(word: Word) -> bool:
    """Say whether only a shell knows the text, all of it."""
    return any((one.start, one.end) == (0, len(word.text)) for one in word.expansions)


def _from_members(root: Node) -> Iterator[Input]:
    for one in root.members:
        if one.name.text == "pipeline_inputs":
            yield from _from_list(one.value)
        elif one.name.text not in RESERVED_NAMES:
            yield Input(one.name.text, one.value)


def _from_pairs(pairs: Iterable[Pair]) -> Iterator[Input]:
    for pair in pairs:
        name = form_decoded(pair.name)
        if pair.value is None:
            continue
        if name == "pipeline_inputs":
            root = read_json(form_decoded(pair.value)).root
            yield from _from_list(root) if root else ()
        elif name and name not in RESERVED_NAMES:
            yield Input(name, form_decoded(pair.value))


def _from_list(inputs: Node) -> Iterator[Input]:
    for item in inputs.items:
        name, value = member(item, "input_name"), member(item, "value")
        if name and value and name.value.kind == "string":
            yield Input(name.value.text, value.value)
