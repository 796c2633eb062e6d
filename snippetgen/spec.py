"""The normalized spec of a reading as plain data: what `parse` prints, its findings aside.

In: a `Reading`. Out: one dictionary that JSON can hold. Secrets are `[secure]` unless asked for.
"""

import base64
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from snippetgen.json_text import read_json
from snippetgen.json_text.nodes import Node
from snippetgen.json_text.plain import plain
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request import Body, FilePart, Pair
from snippetgen.request.structure import form_decoded
from snippetgen.secret_places import SecretPlace
from snippetgen.sought import Sought
from snippetgen.webhook import Input, Value, Webhook
from snippetgen.words.word import Word, to_bytes

SECURE = "[secure]"
_VERSION = 1
_FIELDS = (
    "version", "service", "endpoint", "method", "url", "query", "headers", "body",
    "api_key", "api_key_in", "api_key_env", "user_id", "user_id_in",
    "saved_item_id", "saved_item_id_in", "project_id", "run_id", "inputs",
)  # fmt: skip


class _Hidden:
    """The secrets that are not shown, with their places in order."""

    def __init__(self, places: Iterable[SecretPlace]) -> None:
        self._places = sorted(places, key=lambda one: one.word.content.start)
        spans = [one.word.content for one in self._places]
        self._starts = [span.start for span in spans]
        self._reaches = list(accumulate((span.end for span in spans), max))
        self.texts = Sought(one.text for one in self._places)

    def around(self, span: Span) -> list[SecretPlace]:
        """Give the places that may share something with a span."""
        first = bisect_right(self._reaches, span.start)
        return self._places[first : bisect_left(self._starts, span.end)]


def spec(reading: Reading, show_secrets: bool = False) -> dict[str, Any]:
    """Give the normalized spec of a reading; without a request all its fields are null."""
    request, webhook = reading.request, reading.webhook
    if request is None:
        return dict.fromkeys(_FIELDS) | {"version": _VERSION}
    hidden = _Hidden(() if show_secrets else reading.secrets)
    own = _webhook(webhook, hidden, show_secrets) if webhook else {}
    return dict.fromkeys(_FIELDS) | {
        "version": _VERSION,
        "service": webhook.service if webhook else None,
        "endpoint": webhook.endpoint if webhook else None,
        "method": request.method,
        "url": _shown(request.url, hidden),
        "query": [_decoded(pair, hidden) for pair in request.pairs],
        "headers": [[pair.name.text, _shown(pair.value, hidden)] for pair in request.headers],
        "body": _body(request.body, hidden),
        **own,
    }


def spec_text(data: dict[str, Any]) -> str:
    """Write a spec as JSON; bytes that are no text, and half surrogate pairs, stand as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _webhook(webhook: Webhook, hidden: _Hidden, show_secrets: bool) -> dict[str, Any]:
    key = webhook.api_key.value
    texts = hidden.texts
    return {
        "api_key": key.text if show_secrets or key.text is None else SECURE,
        "api_key_in": _places(key),
        "api_key_env": key.variable,
        "user_id": _without(webhook.user_id.text, texts),
        "user_id_in": _places(webhook.user_id),
        "saved_item_id": _without(webhook.saved_item_id.text, texts),
        "saved_item_id_in": _places(webhook.saved_item_id),
        "project_id": _without(webhook.project_id.text, texts),
        "run_id": _without(webhook.run_id.text, texts),
        "inputs": _inputs(webhook.inputs, hidden),
    }


def _places(value: Value) -> list[str]:
    return list(dict.fromkeys(place.where for place in value.places))


def _inputs(inputs: tuple[Input, ...] | None, hidden: _Hidden) -> dict[str, Any] | None:
    if inputs is None:
        return None
    values = ((one.name, one.value) for one in inputs)
    return {
        name: _without(plain(value) if isinstance(value, Node) else value, hidden.texts)
        for name, value in values
    }


def _without(value: Any, texts: Sought) -> Any:
    """Give plain data, of bounded depth, with these texts masked."""
    if isinstance(value, dict):
        return {name: _without(one, texts) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, texts) for one in value]
    return secured(value, texts) if isinstance(value, str) else value


def secured(text: str, secrets: Sought) -> str:
    """Mask all that any of these secrets covers; where they overlap, nothing of either is left."""
    covered = sorted(run for one in secrets.near(text) for run in _runs(text, one))
    shown, last = [], 0
    for start, end in covered:
        if start >= last:
            shown += [text[last:start], SECURE]
        last = max(last, end)
    return "".join([*shown, text[last:]])


def _runs(text: str, secret: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of a text that a secret covers.

    One that repeats itself (`abab`) may overlap itself. That it goes on is seen by its last letters
    alone, so that the time is linear.
    """
    start, size = text.find(secret), len(secret)
    while start >= 0:
        end, following = start + size, text.find(secret, start + 1)
        if start < following < end:
            last = secret[start - following :]
            while text.startswith(last, end):
                end += len(last)
            following = text.find(secret, end - size + 1)
        yield start, end
        start = following


def _decoded(pair: Pair, hidden: _Hidden) -> list[str | None]:
    name, shown = form_decoded(pair.name), _shown(pair.value, hidden)
    if pair.value is None:
        return [name, None]
    return [name, form_decoded(pair.value) if shown == pair.value.text else shown]


def _body(body: Body, hidden: _Hidden) -> dict[str, Any]:
    if body.kind in ("none", "multipart"):
        return {"kind": body.kind}
    if body.text is None:
        names = [part.name.text for part in body.parts if isinstance(part, FilePart)]
        return {"kind": body.kind, "text": ", ".join(f"@{name}" for name in names)}
    if body.kind == "binary":
        return {"kind": body.kind, "base64": base64.b64encode(to_bytes(body.text.text)).decode()}
    text = _shown(body.text, hidden)
    shown: dict[str, Any] = {"kind": body.kind, "text": text}
    if body.json is not None and body.json.is_json:
        root = read_json(text).root
        shown["value"] = plain(root) if root else None
    return shown


def _shown(word: Word | None, hidden: _Hidden) -> str:
    """Give a part of the request as it may be shown: its secrets are masked."""
    if word is None:
        return ""
    places = [(word.locate(one.word.content), one) for one in hidden.around(word.span)]
    edits = sorted((*place, _mask(one)) for place, one in places if place)
    text, last = [], 0
    for start, end, mask in edits:
        text += [word.text[last:start], mask]
        last = max(last, end)
    return "".join([*text, word.text[last:]])


def _mask(place: SecretPlace) -> str:
    """Give what stands for a secret; a variable shows its name, not what it may default to."""
    text = f"${place.env}" if place.is_outside else SECURE
    return f'"{text}"' if place.is_json else text
