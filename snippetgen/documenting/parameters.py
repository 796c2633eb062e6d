"""The parameters of a call as the rows of a table: what each is called, where it is sent, its type.

In: a `Reading` and its `Call`. Out: `Row`s, the values of which come from the spec, where secrets
are masked. It refuses to know any sentence: `wording.py` has them.
"""

import json
from collections.abc import Iterator
from typing import Any

from snippetgen.call.model import Call, Secret
from snippetgen.call.text import Ref, Text
from snippetgen.documenting.model import Row
from snippetgen.documenting.wording import INPUT, URL, id_meaning, secret_meaning
from snippetgen.json_text import read_json
from snippetgen.json_text.nodes import Node
from snippetgen.reading import Reading
from snippetgen.spec import SECURE, spec
from snippetgen.webhook import Webhook

_IDS = ("user_id", "saved_item_id", "project_id", "run_id")
_LONGEST = 60
_KINDS = {"true": "boolean", "false": "boolean"}


def parameters(reading: Reading, call: Call) -> tuple[Row, ...]:
    """Give the rows of a call: its URL, secrets, ids and inputs, then all else that it sends."""
    data, webhook = spec(reading), reading.webhook
    rows = [_url(data, webhook), *(_secret(one, call, webhook) for one in call.secrets)]
    if webhook:
        rows += _ids(data, webhook)
        rows += _inputs(data, webhook)
    known = {row.name for row in rows} | {"pipeline_inputs"}
    rows += (row for row in _others(reading, data) if row.name not in known)
    return tuple(rows)


def _url(data: dict[str, Any], webhook: Webhook | None) -> Row:
    is_panel = webhook is not None and webhook.endpoint == "start_pipeline"
    return Row("URL", example=_shortened(data["url"]), meaning=URL if is_panel else "")


def _secret(secret: Secret, call: Call, webhook: Webhook | None) -> Row:
    name = secret.env if secret.literal is None else secret.literal
    places = ", ".join(dict.fromkeys(_places(secret.name, call)))
    return Row(name, places, "string", meaning=secret_meaning(secret, webhook))


def _places(name: str, call: Call) -> Iterator[str]:
    for field in call.headers:
        if _refers(field.value, name):
            yield f"header {field.name}"
    if call.auth and _refers(call.auth.pair, name):
        yield "header Authorization"
    if _refers(call.search, name):
        yield "query"
    body = [call.body.text, *call.body.files]
    if any(_refers(part, name) for part in body if isinstance(part, Text)):
        yield "body"
    if call.transport.proxy and _refers(call.transport.proxy, name):
        yield "proxy"


def _refers(text: Text, name: str) -> bool:
    return any(isinstance(part, Ref) and part.name == name for part in text.parts)


def _ids(data: dict[str, Any], webhook: Webhook) -> Iterator[Row]:
    for name in _IDS:
        value = getattr(webhook, name)
        if value.places:
            places = ", ".join(dict.fromkeys(_where(one.where, one.name) for one in value.places))
            example = data[name] or f"${value.variable}"
            yield Row(name, places, "string", _shortened(example), id_meaning(name))


def _where(where: str, name: str) -> str:
    return f"header {name}" if where == "header" else where


def _inputs(data: dict[str, Any], webhook: Webhook) -> Iterator[Row]:
    nodes, spelled = {one.name: one.value for one in webhook.inputs or ()}, _spelled(data)
    for name, value in (data["inputs"] or {}).items():
        node = nodes[name]
        if isinstance(node, Node):
            example = spelled.get(name) or json.dumps(value, ensure_ascii=False)
            yield Row(name, "body", _kind(node), _shortened(example), INPUT)
        else:
            place = "query" if data["method"] == "GET" else "body"
            yield Row(name, place, "string", _shortened(value), INPUT)


def _others(reading: Reading, data: dict[str, Any]) -> Iterator[Row]:
    for name, value in data["query"]:
        if value != SECURE:
            yield Row(name, "query", "string", _shortened(value or ""))
    body, spelled = data["body"], _spelled(data)
    root = reading.request.body.json.root if reading.request and reading.request.body.json else None
    if root is not None and spelled:
        members = {one.name.text: one.value for one in root.members}
        for name, example in spelled.items():
            if example != f'"{SECURE}"':
                yield Row(name, "body", _kind(members[name]), _shortened(example))
    elif body["kind"] != "none" and body.get("text") != "{}":
        yield Row("body", "body", _kind(root) if root else body["kind"])


def _spelled(data: dict[str, Any]) -> dict[str, str]:
    """Give the members of a JSON body as they are spelled, secrets masked."""
    text = data["body"].get("text", "") if data["body"].get("value") is not None else ""
    root = read_json(text).root
    members = root.members if root else ()
    return {one.name.text: text[one.value.start : one.value.end] for one in members}


def _kind(node: Node) -> str:
    return _KINDS.get(node.kind, node.kind)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
