"""SG415 to SG419: where a webhook's request goes, and with which method.

In: the URL and the method of a `Reading`'s request. Out: what the service will not answer as meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from snippetgen.checks.causes import LOST
from snippetgen.checks.nearness import nearest
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.checks.values import url_span
from snippetgen.endpoints import HOSTS, endpoint_of, is_gumloop_host, paths_on
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request.structure import masked

_API, _, _OLD = HOSTS
_OLD_DOMAIN = "agenthub.dev"
_ALSO_THERE = ("/oauth/token",)
_BOTH_WAYS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    path: str
    is_plain: bool


@rule("SG415", "plain-http", "warning")
def plain_http(reading: Reading) -> Iterator[Flaw]:
    """The URL begins with `http://`, or with no scheme, which curl takes for the same.

    What happened: the `s` was lost, or the URL was typed without its beginning. The key would cross
    the network in plain text, and the service does not answer there.

    How to tell: `http://api.gumloop.com`, or no `https://` at all.

    Repair: write `https://`.
    """
    address = _address(reading)
    if address and address.is_plain and is_gumloop_host(address.host):
        span = url_span(reading)
        is_written = reading.paste.text.lower().find("http://", span.start, span.end)
        place = is_written + 4 if is_written >= 0 else span.start
        yield Flaw(
            span,
            "The URL goes to http, where the key would be sent in plain text: write https://.",
            (Edit(Span(place, place), "s" if is_written >= 0 else "https://"),),
            "unsafe",
        )


@rule("SG416", "old-host", "warning")
def old_host(reading: Reading) -> Iterator[Flaw]:
    """The URL goes to the host of the service's earlier name, AgentHub.

    What happened: the snippet is from an old page. Gumloop's own documentation has another host
    and another form since.

    How to tell: the host ends in `agenthub.dev`.

    Repair: open the flow, click Webhooks and copy the snippet that it shows now.
    """
    address = _address(reading)
    if address and f".{address.host}".endswith(f".{_OLD_DOMAIN}"):
        yield Flaw(
            url_span(reading),
            f"The host {quoted(address.host)} is that of the service's earlier name: copy the "
            f"snippet that the flow's Webhook panel shows now, which goes to {_API}.",
        )


@rule("SG417", "misspelt-host", "warning", after=("SG211",))
def misspelt_host(reading: Reading) -> Iterator[Flaw]:
    """The host is one slip away from Gumloop's.

    What happened: a letter was lost, doubled or exchanged. The key would be sent to whoever owns
    that name.

    How to tell: compare it with `api.gumloop.com`, letter by letter.

    Repair: write the host that was meant; the message has it.
    """
    address = _address(reading)
    if address is None or address.host in HOSTS:
        return
    meant = nearest(address.host, HOSTS)
    if meant is None and is_gumloop_host(address.host) and endpoint_of(address.host, address.path):
        meant = None if _OLD_DOMAIN in address.host else _API
    if meant:
        yield Flaw(
            url_span(reading),
            f"The host {quoted(address.host)} is not {meant}, which was probably meant, and the "
            "key would be sent there: correct it.",
        )


@rule("SG418", "invented-endpoint", "warning", after=("SG211",))
def invented_endpoint(reading: Reading) -> Iterator[Flaw]:
    """The API has no such path.

    What happened: the URL was written by hand or by a language model, after the manner of other
    APIs; or a letter of the path was changed.

    How to tell: the documentation does not list it. The service answers 404.

    Repair: write the path that was meant; `/api/v1/start_pipeline` starts a flow.
    """
    address = _address(reading)
    if address is None or address.host != _API:
        return
    known = paths_on(_API)
    path = address.path.rstrip("/")
    is_cut = reading.request is not None and reading.request.query is None
    if path in (*known, *_ALSO_THERE) or (is_cut and any(one.startswith(path) for one in known)):
        return
    names = {one.rpartition("/")[2]: one for one in known}
    near = get_close_matches(path.rpartition("/")[2][:100], names, n=1, cutoff=0.7)
    meant = names[near[0]] if near else known[0]
    yield Flaw(
        url_span(reading),
        f"The API has no path {quoted(address.path)}, as far as its documentation says: "
        f"write {meant}, if that was meant.",
    )


@rule("SG419", "wrong-method", "warning", after=("SG215", *LOST), anywhere=True)
def wrong_method(reading: Reading) -> Iterator[Flaw]:
    """The endpoint does not take this method.

    What happened: `-X` was lost or changed, or the body was, without which curl sends a GET.

    How to tell: the documentation names another method. The service answers 405.

    Repair: write `-X` with the method that the message names.
    """
    address, request = _address(reading), reading.request
    endpoint = endpoint_of(address.host, address.path) if address else None
    if endpoint is None or request is None or request.method.upper() != request.method:
        return
    allowed = _BOTH_WAYS if endpoint.name == "start_pipeline" else (endpoint.method,)
    if request.method not in (*allowed, "HEAD", "OPTIONS") and not _is_near(request.method):
        yield Flaw(
            url_span(reading),
            f"{endpoint.name} takes {' or '.join(reversed(allowed))}, and this request is a "
            f"{quoted(request.method)}: write -X {endpoint.method}.",
        )


def _is_near(method: str) -> bool:
    """Say whether the method is a misspelt one, which another rule reports."""
    return nearest(method, _BOTH_WAYS) is not None


def _address(reading: Reading) -> _Address | None:
    """Give the host and the path of a request; None where a variable holds them."""
    if reading.request is None:
        return None
    scheme, separator, rest = masked(reading.request.url).partition("://")
    host, slash, path = rest.partition("/")
    if not separator or reading.request.url.expansions:
        return None
    return _Address(host.lower().partition(":")[0], slash + path, scheme == "http")
