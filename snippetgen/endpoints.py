"""The facts of Gumloop's API that reading needs, as data.

Source: the product's public documentation and OpenAPI description, November 2026.
"""

from dataclasses import dataclass

GUMLOOP_DOMAINS = ("gumloop.com", "agenthub.dev")
RESERVED_NAMES = frozenset(
    {"api_key", "saved_item_id", "user_id", "project_id", "openai_token", "action_id"}
    | {"reuse_action", "trigger_id", "pipeline_inputs"}
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One call of the API; `takes_inputs`: its body or query holds the inputs of a flow."""

    name: str
    method: str
    takes_inputs: bool = False


_ENDPOINTS = {
    one.name: one
    for one in (
        Endpoint("start_pipeline", "POST", takes_inputs=True),
        Endpoint("get_pl_run", "GET"),
        Endpoint("kill_pipeline", "POST"),
        Endpoint("upload_file", "POST"),
        Endpoint("upload_files", "POST"),
        Endpoint("download_file", "POST"),
        Endpoint("download_files", "POST"),
        Endpoint("list_saved_items", "GET"),
        Endpoint("list_workbooks", "GET"),
        Endpoint("get_inputs", "GET"),
    )
}
_OLD_NAMES = {"remote_start_pipeline": "start_pipeline"}  # the AgentHub era


def endpoint_of(url: str) -> Endpoint | None:
    """Give the endpoint that a URL without its query ends in, on any host; None: none of ours."""
    last = url.rstrip("/").rpartition("/")[2]
    return _ENDPOINTS.get(_OLD_NAMES.get(last, last))


def is_gumloop_host(host: str) -> bool:
    """Say whether a host name is Gumloop's or, as the service was called before, AgentHub's."""
    name = host.lower().partition(":")[0]
    return any(name == domain or name.endswith(f".{domain}") for domain in GUMLOOP_DOMAINS)
