"""How a caller waits for the run that it started: the second request of `--wait`.

In: the request that starts a run, and its holes. Out: a `Poll`. The facts are those of the
product's documentation: GET `/get_pl_run` with `run_id`, and `user_id` or `project_id`.
"""

from collections.abc import Iterator

from snippetgen.call.encodings import percent_encoded
from snippetgen.call.holes import Holes
from snippetgen.call.model import Field, Poll
from snippetgen.call.text import Ref, Text, merged
from snippetgen.call.wording import WAIT_DOES, WAIT_NAME
from snippetgen.errors import CannotRender
from snippetgen.webhook import Value, Webhook

_START, _ASK = "/start_pipeline", "/get_pl_run"
_OF_A_BODY = ("content-", "transfer-encoding", "expect")


def poll_of(
    webhook: Webhook | None, address: Text, headers: tuple[Field, ...], holes: Holes
) -> Poll:
    """Say how to wait for the run that a request starts.

    Raises `CannotRender` where the request starts no run, or where runs cannot be asked for.
    """
    if webhook is None or webhook.endpoint != "start_pipeline":
        raise CannotRender(
            "--wait is for a call of start_pipeline: this one starts no run. Leave --wait out."
        )
    query = tuple(_query(webhook, holes))
    return Poll(
        address=_asked(address),
        search=_search(query),
        query=query,
        headers=tuple(_headers(webhook, headers, holes)),
        name=WAIT_NAME,
        does=WAIT_DOES,
        run="run_id",
        state="state",
        done=("DONE",),
        failed=("FAILED", "TERMINATED"),
        result="outputs",
        log="log",
    )


def _asked(address: Text) -> Text:
    last = address.parts[-1] if address.parts else ""
    path = last.rstrip("/") if isinstance(last, str) else ""
    if not path.endswith(_START):
        raise CannotRender(
            "--wait knows no address to ask for a run that this URL starts: it does not end in "
            f"{_START}. Copy today's snippet from the flow's Webhook panel, or leave --wait out."
        )
    return merged((*address.parts[:-1], path.removesuffix(_START) + _ASK))


def _query(webhook: Webhook, holes: Holes) -> Iterator[Field]:
    yield Field("run_id", Text((Ref("run_id"),)))
    for name, value in (("user_id", webhook.user_id), ("project_id", webhook.project_id)):
        if value.places:
            yield Field(name, _plain(name, value, holes))
    for place in webhook.api_key.value.places:
        if place.where == "query":
            yield Field(place.name, _plain(place.name, Value((place,)), holes))


def _plain(name: str, value: Value, holes: Holes) -> Text:
    """Give a value before any encoding, with references where the start has them."""
    place = value.places[0]
    if name in holes.parameters:
        return Text((Ref(name),))
    hole = holes.at(place.word.content)
    if hole:
        return Text((Ref(hole.name),))
    if not place.word.expansions:
        return Text((place.text,))
    refs = tuple(holes.text(place.word).refs)
    if place.variable and len(refs) == 1:
        return Text((Ref(refs[0].name),))
    raise CannotRender(
        f"--wait needs the {name} by itself: here it is put together from a variable and text. "
        f"Put all of it into one variable."
    )


def _search(query: tuple[Field, ...]) -> Text:
    parts: list[str | Ref] = []
    for field in query:
        parts += ("&" if parts else "?", f"{percent_encoded(field.name)}=")
        parts += (
            percent_encoded(part) if isinstance(part, str) else Ref(part.name, "url")
            for part in field.value.parts
        )
    return merged(parts)


def _headers(webhook: Webhook, headers: tuple[Field, ...], holes: Holes) -> Iterator[Field]:
    places = webhook.api_key.value.places
    if places and all(place.where == "body" for place in places):
        key = _plain(places[0].name, webhook.api_key.value, holes)
        yield Field("Authorization", merged(("Bearer ", *key.parts)))
    yield from (field for field in headers if not field.name.lower().startswith(_OF_A_BODY))
