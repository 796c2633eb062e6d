"""How a caller waits for the run that it started: the second request of `--wait`.

In: the request that starts a run, and its holes. Out: a `Poll`. The facts are those of the
product's documentation: GET `/get_pl_run` with `run_id`, and `user_id` or `project_id`.
"""

from collections.abc import Iterator

from snippetgen.call.content import Field
from snippetgen.call.encodings import percent_encoded
from snippetgen.call.holes import Holes
from snippetgen.call.model import Poll
from snippetgen.call.text import Encoding, Ref, Text, merged
from snippetgen.call.wording import WAIT_DOES, WAIT_NAME, parameter
from snippetgen.errors import CannotRender
from snippetgen.webhook import Place, Webhook

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
    asked = tuple(_query(webhook, holes))
    return Poll(
        address=_asked(address),
        search=_search(asked),
        query=_decoded(asked),
        headers=tuple(_headers(webhook, headers, holes)),
        name=WAIT_NAME,
        does=WAIT_DOES,
        run="run_id",
        means=parameter("run_id", "").meaning,
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
    """Give the parameters: each value decoded, each reference with the encoding it is sent in."""
    yield Field("run_id", Text((Ref("run_id", "url"),)))
    for name, value in (("user_id", webhook.user_id), ("project_id", webhook.project_id)):
        if value.places:
            yield Field(name, Text((_value(name, value.places[0], holes),)))
    named: set[str] = set()
    for place in webhook.api_key.value.places:
        if place.where == "query" and place.name not in named:
            named.add(place.name)
            yield Field(place.name, Text((_value(place.name, place, holes),)))


def _value(name: str, place: Place, holes: Holes) -> str | Ref:
    """Give a value decoded, or the reference that the start has in its place."""
    if name in holes.parameters:
        return Ref(name, "url")
    hole = holes.at(place.word.content)
    if hole:
        return Ref(hole.name, _encoding(place, hole))
    if not place.word.expansions:
        return place.text
    refs = tuple(holes.text(place.word).refs)
    if place.variable and len(refs) == 1:
        return Ref(refs[0].name, _encoding(place, refs[0]))
    raise CannotRender(
        f"--wait needs the {name} by itself: here it is put together from a variable and text. "
        "Put all of it into one variable."
    )


def _encoding(place: Place, ref: Ref) -> Encoding:
    # What stands in the start's query unencoded is spelled for a URL already.
    return ref.encoding if place.where == "query" else "url"


def _search(query: tuple[Field, ...]) -> Text:
    parts: list[str | Ref] = []
    for field in query:
        parts += ("&" if parts else "?", f"{percent_encoded(field.name)}=")
        parts += (
            percent_encoded(part) if isinstance(part, str) else part for part in field.value.parts
        )
    return merged(parts)


def _decoded(query: tuple[Field, ...]) -> tuple[Field, ...] | None:
    if any(not ref.encoding for field in query for ref in field.value.refs):
        return None
    return tuple(Field(field.name, _bare(field.value)) for field in query)


def _bare(value: Text) -> Text:
    return Text(tuple(part if isinstance(part, str) else Ref(part.name) for part in value.parts))


def _headers(webhook: Webhook, headers: tuple[Field, ...], holes: Holes) -> Iterator[Field]:
    places = webhook.api_key.value.places
    if places and all(place.where == "body" for place in places):
        key = _value(places[0].name, places[0], holes)
        bare = key if isinstance(key, str) else Ref(key.name)
        yield Field("Authorization", merged(("Bearer ", bare)))
    yield from (field for field in headers if not field.name.lower().startswith(_OF_A_BODY))
