"""Our own words about a call: the function's name and its docs.

In: a `Request` and its `Webhook`. Out: names and sentences in which nothing is the snippet's but
the names of environment variables. The only place of stages 5 and 6 that knows the service.
"""

import re
from functools import lru_cache

from msgspec import Struct

from snippetgen.call.model import Docs, Parameter, Secret
from snippetgen.patterns import regex
from snippetgen.request import Request
from snippetgen.webhook import Webhook

WAIT_NAME = ("wait", "for", "run")
WAIT_DOES = "Wait for the end of a run and return its outputs."

_NAMED_PART = regex(r"[A-Za-z][A-Za-z_-]{1,29}")
_LONGEST_NAME = 30
_PASSED_OVER = frozenset({"api", "rest", "v"})


class _Endpoint(Struct, frozen=True, eq=False):
    name: tuple[str, ...]
    does: str
    answer: str = ""


_ENDPOINTS = {
    "start_pipeline": _Endpoint(("start", "flow"), "Start the flow", "url"),
    "get_pl_run": _Endpoint(("get", "run"), "Get the state and the outputs of a run"),
    "kill_pipeline": _Endpoint(("kill", "run"), "Stop a run"),
    "upload_file": _Endpoint(("upload", "file"), "Upload a file"),
    "upload_files": _Endpoint(("upload", "files"), "Upload files"),
    "download_file": _Endpoint(("download", "file"), "Download a file of a run"),
    "download_files": _Endpoint(("download", "files"), "Download files of a run"),
    "list_saved_items": _Endpoint(("list", "flows"), "List the saved flows"),
    "list_workbooks": _Endpoint(("list", "workbooks"), "List the workbooks"),
    "get_inputs": _Endpoint(("get", "inputs"), "Get the inputs that a flow takes"),
}
_MEANINGS = {
    "user_id": "the key's owner; with a team key, any member of the team",
    "run_id": "the run, as its start answered it",
}


def purpose(webhook: Webhook | None) -> str:
    """Say in a few words what the call does, "" where nobody knows."""
    endpoint = _endpoint(webhook)
    return endpoint.does if endpoint else ""


def own_words(
    request: Request, webhook: Webhook | None, secrets: tuple[Secret, ...], wait: bool = False
) -> tuple[tuple[str, ...], Docs, str]:
    """Name the function, say what the program does, and name the answer's field to be shown.

    The function is named after the endpoint, else after the method and the end of the path; the
    field is "" where a person wants to see the whole answer. `wait`: it waits for the run that it
    starts.
    """
    endpoint, names = _endpoint(webhook), tuple(variables(secrets))
    if endpoint is None:
        return _name_of(request), _docs(None, wait, names), ""
    return endpoint.name, _docs(endpoint, wait, names), endpoint.answer


def _name_of(request: Request) -> tuple[str, ...]:
    path = request.url.text.partition("://")[2].partition("/")[2]
    parts = [part for part in path.split("/") if _NAMED_PART.fullmatch(part)]
    named = [part.lower() for part in parts if part.lower() not in _PASSED_OVER][-2:]
    if len("".join(named)) > _LONGEST_NAME:
        named = named[-1:]
    return (request.method.lower(), *(re.sub(r"[-_]+", "_", part) for part in named or ["request"]))


@lru_cache(256)
def _docs(endpoint: _Endpoint | None, wait: bool, names: tuple[str, ...]) -> Docs:
    """Give the program's words about itself, `names` the variables that it reads."""
    does = endpoint.does if endpoint else "Send the request"
    shown = " and print the answer"
    if wait:
        shown = ", wait for its end and print the outputs"
    elif endpoint and endpoint.answer:
        shown = " and print the URL of its run"
    inputs = "the inputs of the flow, each name with its value" if endpoint else "what is sent"
    function = f"{does} and return the answer of the service."
    return Docs(f"{does}{shown}.", function, _environment(names), inputs)


def parameter(name: str, default: str) -> Parameter:
    """Give a parameter of the function: an id that its user may choose."""
    return Parameter(name, default, _MEANINGS[name])


def variables(secrets: tuple[Secret, ...]) -> list[str]:
    """Name the environment variables that secrets are read from."""
    return [secret.env for secret in secrets if secret.literal is None]


def listed(names: list[str]) -> str:
    """Join names as a sentence does."""
    return " and ".join([", ".join(names[:-1]), *names[-1:]] if len(names) > 1 else names)


def _endpoint(webhook: Webhook | None) -> _Endpoint | None:
    return _ENDPOINTS.get(webhook.endpoint or "") if webhook else None


def _environment(names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        return ()
    plural = "s" if len(names) > 1 else ""
    return (f"Set the environment variable{plural} {listed(list(names))} first.",)
