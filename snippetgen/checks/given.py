"""The names under which a webhook's request gives values, and which names it lacks.

In: a `Reading`. Out: every parameter of its query and form and every member of its JSON object,
as spelled, and the names that its endpoint needs and that stand nowhere. It refuses to judge.
"""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from snippetgen.checks.elsewhere import is_id_elsewhere, is_key_elsewhere
from snippetgen.checks.fact import fact
from snippetgen.checks.values import values_of
from snippetgen.endpoints import RESERVED_NAMES
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request import Pair
from snippetgen.request.structure import form_decoded
from snippetgen.webhook import Webhook, form_pairs
from snippetgen.words.word import Word

FIELDS = ("api_key", "user_id", "saved_item_id", "run_id", "project_id")
"""The names that the API gives to the key and the ids, in a query as in a body."""

KNOWN = RESERVED_NAMES.union(FIELDS)
"""The names that the service reads: those, and what it keeps for itself."""

_NEEDED = {"start_pipeline": "saved_item_id", "get_inputs": "saved_item_id"} | dict.fromkeys(
    ("get_pl_run", "kill_pipeline"), "run_id"
)
"""What an endpoint needs beside the key and the user_id."""

_COMMON = ("api_key.value.places", "user_id.places")
_PLACES = {name: attrgetter(*_COMMON, f"{more}.places") for name, more in _NEEDED.items()}
_COMMON_PLACES = attrgetter(*_COMMON)


class Given(Struct, frozen=True):
    """One name that the snippet gives a value to, both as spelled and decoded.

    `value` is None where no `=` follows; `raw` is a parameter's value as it is sent. `is_member`:
    it is a member of a JSON object, not a parameter.
    """

    name: str
    word: Word
    value: str | None
    raw: Word | None = None
    is_member: bool = False


@fact
def given(reading: Reading) -> tuple[Given, ...]:
    """Give every name of the query, of a form and of the JSON object that is the body."""
    return tuple(_given(reading))


def _given(reading: Reading) -> Iterator[Given]:
    request = reading.request
    if request is None:
        return
    for pair in request.pairs:
        yield _of_pair(pair)
    for pair in form_pairs(request.body):
        yield _of_pair(pair)
    text, document = request.body.text, request.body.json
    if text and document and document.root:
        for member in document.root.members:
            name = text.part(member.name.start, member.name.end)
            yield Given(member.name.text, name, member.value.text, is_member=True)


def has_all(webhook: Webhook) -> bool:
    """Say whether all that the endpoint needs stands in the request, and nothing is lacking."""
    return all(_PLACES.get(webhook.endpoint or "", _COMMON_PLACES)(webhook))


@fact
def lacking(reading: Reading) -> tuple[str, ...]:
    """Give the names that the endpoint needs and that stand nowhere, nor may stand elsewhere."""
    endpoint = reading.webhook.endpoint if reading.webhook else None
    if endpoint is None:
        return ()
    values, more = values_of(reading), _NEEDED.get(endpoint)
    needed = ("api_key", "user_id", more) if more else ("api_key", "user_id")
    absent = [name for name in needed if not values[name].places]
    if not absent or is_id_elsewhere(reading):
        return ()
    if "api_key" in absent and is_key_elsewhere(reading):
        absent.remove("api_key")
    if "user_id" in absent and endpoint != "start_pipeline" and values["project_id"].places:
        absent.remove("user_id")
    return tuple(absent)


def empty_place(reading: Reading, name: str) -> Span | None:
    """Give where a name stands with nothing for its value, None where it does not."""
    found = (one for one in given(reading) if one.name == name and not one.value)
    return next((one.word.span for one in found), None)


def _of_pair(pair: Pair) -> Given:
    value = None if pair.value is None else form_decoded(pair.value)
    return Given(form_decoded(pair.name), pair.name, value, pair.value)
