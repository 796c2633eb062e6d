"""The facts of Gumloop's API that reading needs, as data.

In: a host and a path. Out: the endpoint they name, whether a host is Gumloop's, whether a value is
a placeholder of its documentation. Source: the product's public documentation and OpenAPI
description, November 2026.
"""

import re

from msgspec import Struct

from snippetgen.patterns import regex

API_HOST = "api.gumloop.com"
"""The host of every call but the chat."""

HOSTS = (API_HOST, "ws.gumloop.com", "api-v2.agenthub.dev")
"""The hosts that the API stands on; the last is that of the AgentHub era."""

RESERVED_NAMES = frozenset(
    {"api_key", "saved_item_id", "user_id", "project_id", "openai_token", "action_id"}
    | {"reuse_action", "trigger_id", "pipeline_inputs"}
)
"""The names in a body or a query of `start_pipeline` that are never inputs of a flow."""

_DOMAINS = ("gumloop.com", "agenthub.dev")
_SUBDOMAINS = tuple(f".{domain}" for domain in _DOMAINS)
_BASE = "/api/v1/"
_NAMED = r"(?:gumloop|api|auth|access|user|flow|saved|item|run|secret|bearer)"
_PLACEHOLDER = regex(
    r"x[x-]{2,}+|<[^<>]*+>|\[[^\[\]]*+\]|\{\{[^{}]*+\}\}|\.{3,}+|…"
    r"|(?:your|insert|enter|replace|paste)[ _-][\w -]*+|gum_(?:\.{3}|…|x++)"
    rf"|(?:(?:my|the)[ _-])?{_NAMED}(?:[ _-]?+{_NAMED})*[ _-]?+(?:key|token|id)(?:[ _-]here)?"
    r"|null|undefined|none|nan|string",
    re.IGNORECASE,
)
# In brackets of whatever kind: the value itself, not what to write.
_IN_BRACKETS = regex(r"[<\[](?=[A-Za-z]*+[0-9])[0-9A-Za-z]{20,}+[>\]]")


class Endpoint(Struct, frozen=True):
    """One call of the API.

    `takes_inputs`: its body or query holds the inputs of a flow. `is_common`: other services have
    paths of this name too, so that on their hosts it is Gumloop's only after `/api/v1/`.
    """

    name: str
    method: str
    takes_inputs: bool = False
    is_common: bool = False


_ENDPOINTS = {
    one.name: one
    for one in (
        Endpoint("start_pipeline", "POST", takes_inputs=True),
        Endpoint("get_pl_run", "GET"),
        Endpoint("kill_pipeline", "POST"),
        Endpoint("upload_file", "POST", is_common=True),
        Endpoint("upload_files", "POST", is_common=True),
        Endpoint("download_file", "POST", is_common=True),
        Endpoint("download_files", "POST", is_common=True),
        Endpoint("list_saved_items", "GET"),
        Endpoint("list_workbooks", "GET", is_common=True),
        Endpoint("get_inputs", "GET", is_common=True),
    )
}
DOCUMENTED = {f"https://{API_HOST}{_BASE}{name}": one for name, one in _ENDPOINTS.items()}
"""The address of each call as the documentation spells it."""

ADDRESSES = {address: one.method for address, one in DOCUMENTED.items()}
"""The same, and its method."""

_OLD_NAMES = {"remote_start_pipeline": "start_pipeline"}  # the AgentHub era
_BY_LAST_SEGMENT = _ENDPOINTS | {old: _ENDPOINTS[name] for old, name in _OLD_NAMES.items()}


def endpoint_of(host: str, path: str) -> Endpoint | None:
    """Give the endpoint that a path ends in, on any host; None where it is none of Gumloop's."""
    before, _, last = path.rstrip("/").rpartition("/")
    endpoint = _BY_LAST_SEGMENT.get(last)
    if endpoint and endpoint.is_common and not is_gumloop_host(host):
        return endpoint if f"/{before}/".endswith(_BASE) else None
    return endpoint


def paths_on(host: str) -> tuple[str, ...]:
    """Give the paths that are known on a host of the API; none on any other."""
    if host == HOSTS[0]:
        return tuple(f"{_BASE}{name}" for name in _ENDPOINTS)
    return tuple(f"/{name}" for name in _OLD_NAMES) if host == HOSTS[2] else ()


def is_gumloop_host(host: str) -> bool:
    """Say whether a host name is Gumloop's or, as the service was called before, AgentHub's."""
    name = host.lower().partition(":")[0].rstrip(".")
    return name in _DOMAINS or name.endswith(_SUBDOMAINS)


def is_placeholder(text: str) -> bool:
    """Say whether a key or an id is what documentation writes in its place."""
    return _PLACEHOLDER.fullmatch(text) is not None and not _IN_BRACKETS.fullmatch(text)
