"""Stage 4: the normalized spec of a request to the Webhook panel's API.

In: a `Request`. Out: a `Webhook`, or None for a request to some other API.
The facts are those of Gumloop's documentation: endpoints, names and places of key and ids.
"""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from snippetgen.endpoints import DOCUMENTED, RESERVED_NAMES, endpoint_of, is_gumloop_host
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
    r"(?:bearer:?+(?:[ \t]++|\Z))+|[a-z]++[0-9]*+(?:-[a-z0-9]++)*:?+[ \t]++", re.IGNORECASE
)


class Place(Struct, frozen=True, gc=False):
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


_Found = dict[str, list[Place]]
"""The places of the value of each field that has one."""


class Value(Struct, frozen=True, gc=False):
    """A key or an id, with every place where it stood, in the order header, query, body."""

    places: tuple[Place, ...] = ()

    @property
    def text(self) -> str | None:
        """Give the first place's value; None where there is none or a variable holds it."""
        if not self.places or self.places[0].variable:
            return None
        return self.places[0].text

    @property
    def variable(self) -> str | None:
        """Give the first variable that a place reads the value from."""
        return next((place.variable for place in self.places if place.variable), None)


_NOWHERE = Value()


class ApiKey(Struct, frozen=True, gc=False):
    """The API key: a `Value` that never prints."""

    value: Value

    def __repr__(self) -> str:
        return "[secure]"


class Input(Struct, frozen=True, gc=False):
    """One input of the flow: its name and its value (text from a query or form, else a JSON node).

    A node from `pipeline_inputs` in a query has its places in the decoded parameter.
    """

    name: str
    value: Node | str


class Webhook(Struct, frozen=True, gc=False):
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
    endpoint = DOCUMENTED.get(url)
    if endpoint is None:
        host, _, path = (url.partition("://")[2] or url).partition("/")
        endpoint = endpoint_of(host, path)
        if endpoint is None and not is_gumloop_host(host):
            return None
    root = _root(request.body)
    found = _places(request, root)
    return Webhook(
        "gumloop",
        endpoint.name if endpoint else None,
        ApiKey(_value(found, "api_key")),
        _value(found, "user_id"),
        _value(found, "saved_item_id"),
        _value(found, "project_id"),
        _value(found, "run_id"),
        _inputs(request, root) if endpoint and endpoint.takes_inputs else None,
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


def _places(request: Request, root: Node | None) -> _Found:
    """Give every place of a field that says something, in the order header, query, body."""
    found: _Found = {}
    for header in request.headers:
        name = header.name.text
        field = _HEADERS.get(name.lower())
        if field and header.value is not None:
            word = credentials(header.value) if field == "api_key" else header.value
            _add(found, field, "header", name, word, word.text)
    _add_pairs(found, "query", request.pairs)
    body = request.body
    if root is None:
        _add_pairs(found, "body", form_pairs(body))
    elif root.members and body.text:
        _add_members(found, root, body.text)
    return found


def _value(found: _Found, name: str) -> Value:
    return Value(tuple(found[name])) if name in found else _NOWHERE


def _add_pairs(found: _Found, where: Where, pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        name, value = pair.name.text, pair.value
        if name not in _FIELDS:
            name = form_decoded(pair.name)
            if name not in _FIELDS:
                continue
        if value is None:
            continue
        text = value.text
        if text.isalnum() and not value.expansions:  # nothing to decode, to trim or to read from
            found.setdefault(name, []).append(Place(where, name, value, text))
        else:
            _add(found, name, where, name, value, form_decoded(value))


def _add_members(found: _Found, root: Node, text: Word) -> None:
    """Add the places in a JSON body; of repeated members the last, as most JSON readers do."""
    last = {one.name.text: one.value for one in root.members}
    for name in _FIELDS:
        value = last.get(name)
        if value and value.kind in ("string", "number"):
            raw = text.part(value.start, value.end)
            _add(found, name, "body", name, raw, value.text)


def _add(found: _Found, field: str, where: Where, name: str, word: Word, text: str) -> None:
    if field == "api_key":
        text = text.strip(_BLANKS)
    if text:
        variable = _variable(word, text) if word.expansions else None
        found.setdefault(field, []).append(Place(where, name, word, text, variable))


def _variable(word: Word, text: str) -> str | None:
    """Give the variable that this text, said by the word, is spelled as; None where it is none."""
    only, *others = word.expansions
    is_it = not others and word.text[only.start : only.end] == text
    return only.name if is_it else None


def _root(body: Body) -> Node | None:
    return body.json.root if body.json else None


def _inputs(request: Request, root: Node | None) -> tuple[Input, ...] | None:
    body, text = request.body, request.body.text
    if body.kind in ("file", "multipart") or (text and text.expansions and _is_outside(text)):
        return None
    inputs = _from_pairs(request.pairs) if request.method == "GET" else []
    if root is None:
        inputs += _from_pairs(form_pairs(body))
    elif root.members:
        inputs += _from_members(root)
    return tuple(inputs)


def _is_outside(word: Word) -> bool:
    """Say whether only a shell knows the text, all of it."""
    return any((one.start, one.end) == (0, len(word.text)) for one in word.expansions)


def _from_members(root: Node) -> list[Input]:
    inputs: list[Input] = []
    for one in root.members:
        if one.name.text == "pipeline_inputs":
            inputs += _from_list(one.value)
        elif one.name.text not in RESERVED_NAMES:
            inputs.append(Input(one.name.text, one.value))
    return inputs


def _from_pairs(pairs: Iterable[Pair]) -> list[Input]:
    inputs: list[Input] = []
    for pair in pairs:
        name = form_decoded(pair.name)
        if pair.value is None:
            continue
        if name == "pipeline_inputs":
            root = read_json(form_decoded(pair.value)).root
            inputs += _from_list(root) if root else ()
        elif name and name not in RESERVED_NAMES:
            inputs.append(Input(name, form_decoded(pair.value)))
    return inputs


def _from_list(listed: Node) -> list[Input]:
    inputs = []
    for item in listed.items:
        name, value = member(item, "input_name"), member(item, "value")
        if name and value and name.value.kind == "string":
            inputs.append(Input(name.value.text, value.value))
    return inputs
