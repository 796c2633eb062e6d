"""The normalized spec of a reading as plain data: what `snippetgen parse` prints.

In: a `Reading`. Out: one dictionary that JSON can hold. Secrets are `[secure]` unless asked for.
"""

import base64
import json
from collections.abc import Iterable
from typing import Any

from snippetgen.json_text import read_json
from snippetgen.json_text.nodes import Node
from snippetgen.json_text.plain import plain
from snippetgen.reading import Reading
from snippetgen.request import Body, FilePart, Pair
from snippetgen.request.structure import form_decoded
from snippetgen.secret_places import SecretPlace, is_secret_name, secret_places
from snippetgen.webhook import Input, Value, Webhook
from snippetgen.words.word import Word, to_bytes

SECURE = "[secure]"
_VERSION = 1
_FIELDS = (
    "version", "service", "endpoint", "method", "url", "query", "headers", "body",
    "api_key", "api_key_in", "api_key_env", "user_id", "user_id_in",
    "saved_item_id", "saved_item_id_in", "project_id", "run_id", "inputs",
)  # fmt: skip


def spec(reading: Reading, show_secrets: bool = False) -> dict[str, Any]:
    """Give the normalized spec of a reading; without a request all its fields are null."""
    request, webhook = reading.request, reading.webhook
    if request is None:
        return dict.fromkeys(_FIELDS) | {"version": _VERSION}
    hidden = () if show_secrets else tuple(secret_places(request, webhook))
    values = (
        _VERSION,
        webhook.service if webhook else None,
        webhook.endpoint if webhook else None,
        request.method,
        request.url.text,
        [_decoded(pair, hidden) for pair in request.pairs],
        [[pair.name.text, _shown(pair.value, hidden)] for pair in request.headers],
        _body(request.body, hidden),
    )
    own = _webhook(webhook, hidden, show_secrets) if webhook else dict.fromkeys(_FIELDS[8:])
    return dict(zip(_FIELDS, values, strict=False)) | own


def spec_text(data: dict[str, Any]) -> str:
    """Write a spec as JSON; bytes that are no text, and half surrogate pairs, stand as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _webhook(webhook: Webhook, hidden: Iterable[SecretPlace], show_secrets: bool) -> dict[str, Any]:
    key = webhook.api_key.value
    return {
        "api_key": key.text if show_secrets or key.text is None else SECURE,
        "api_key_in": _places(key),
        "api_key_env": key.variable,
        "user_id": webhook.user_id.text,
        "user_id_in": _places(webhook.user_id),
        "saved_item_id": webhook.saved_item_id.text,
        "saved_item_id_in": _places(webhook.saved_item_id),
        "project_id": webhook.project_id.text,
        "run_id": webhook.run_id.text,
        "inputs": _inputs(webhook.inputs, show_secrets),
    }


def _places(value: Value) -> list[str]:
    return list(dict.fromkeys(place.where for place in value.places))


def _inputs(inputs: tuple[Input, ...] | None, show_secrets: bool) -> dict[str, Any] | None:
    if inputs is None:
        return None
    return {one.name: _input(one, show_secrets) for one in inputs}


def _input(one: Input, show_secrets: bool) -> Any:
    if is_secret_name(one.name) and not show_secrets:
        return SECURE
    return plain(one.value) if isinstance(one.value, Node) else one.value


def _decoded(pair: Pair, hidden: Iterable[SecretPlace]) -> list[str | None]:
    name, shown = form_decoded(pair.name), _shown(pair.value, hidden)
    if pair.value is None:
        return [name, None]
    return [name, form_decoded(pair.value) if shown == pair.value.text else shown]


def _body(body: Body, hidden: tuple[SecretPlace, ...]) -> dict[str, Any]:
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


def _shown(word: Word | None, hidden: Iterable[SecretPlace]) -> str:
    """Give a part of the request as it may be shown: its secrets are masked, variables are not."""
    if word is None:
        return ""
    places = [(word.locate(one.word.content), one) for one in hidden if not one.is_outside]
    edits = sorted((*place, one.is_json) for place, one in places if place)
    text, last = [], 0
    for start, end, is_json in edits:
        text += [word.text[last:start], f'"{SECURE}"' if is_json else SECURE]
        last = end
    return "".join([*text, word.text[last:]])
