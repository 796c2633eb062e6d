"""Stage 4: the normalized spec of a request to the Webhook panel's API.

In: a `Request`. Out: a `Webhook`, or None for a request to some other API.
The facts are those of Gumloop's documentation: endpoints, names and places of key and ids.
"""

from dataclasses import dataclass
from typing import Literal

from snippetgen.json_text import Node
from snippetgen.request import Request
from snippetgen.words.word import Word

Where = Literal["header", "query", "body"]


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
    """Give the normalized spec of a request, None where it goes to some other API."""
    raise NotImplementedError
