"""SG415 to SG419: where a webhook's request goes, and with which method.

In: the URL and the method of a `Reading`'s request. Out: what the service will not answer as meant.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from snippetgen.checks.causes import LOST
from snippetgen.checks.nearness import nearest, told_apart
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.checks.values import url_span
from snippetgen.endpoints import HOSTS, endpoint_of, is_gumloop_host, paths_on
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked

_API, _, _OLD = HOSTS
_OLD_DOMAIN = "agenthub.dev"
_ALSO_THERE = ("/oauth/token",)
_PORT = "443"  # of https; a URL may say so
_PLAIN = regex(r"(?:http:/*+)?+", re.IGNORECASE)
_OTHER_DOMAIN = regex(r"(?:[\w-]++\.)?gumloop\.[a-z]++")  # the name with another ending
_BOTH_WAYS = ("GET", "POST")


class _Address(Struct, frozen=True):
    host: str
    port: str
    path: str
    is_plain: bool


@rule("SG415", "plain-http", "warning", after=("SG211", "SG425"), where=("odd address",))
def plain_http(reading: Reading) -> Iterator[Flaw]:
    """The URL begins with `http://`, or with no scheme, which curl takes for the same.

    What happened: the `s` was lost, or the URL was typed without its beginning. The key would cross
    the network in plain text, and the service does not answer there.

    How to tell: `http://api.gumloop.com`, or no `https://` at all.

    Repair: write `https://`.
    """
    address = _address(reading)
    if address and address.is_plain and is_gumloop_host(address.host):
        word = reading.arguments.urls[0] if reading.arguments else None
        begins = _PLAIN.match(word.text) if word else None
        edits = (Edit(word.source(0, begins.end()), "https://"),) if word and begins else ()
        how = "goes to http" if begins and begins[0] else "has no scheme, so that curl takes http"
        yield Flaw(
            url_span(reading),
            f"The URL {how}, where the key would be sent in plain text: write https://.",
            edits,
            "unsafe",
        )


@rule("SG416", "old-host", "warning", where=("odd address",))
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


@rule("SG417", "misspelt-host", "warning", after=("SG211", "SG425"), where=("odd address",))
def misspelt_host(reading: Reading) -> Iterator[Flaw]:
    """The host is near Gumloop's, or has a port that Gumloop's has not.

    What happened: a letter was lost, doubled or exchanged, or the name has another ending, and the
    key would be sent to whoever owns it; or the host is another one of Gumloop's, which has no such
    path; or the port of a test server was left behind it.

    How to tell: compare it with `api.gumloop.com`, letter by letter; no port stands behind it.

    Repair: write the host that was meant; the message has it.
    """
    address = _address(reading)
    meant = _meant_host(address) if address else None
    if address and meant:
        yield Flaw(
            url_span(reading),
            f"The host {quoted(address.host)} is not {meant}, which was probably meant"
            f"{told_apart(address.host)}, and the key would be sent there: write {meant}.",
        )
    elif address and address.host in HOSTS and address.port not in ("", _PORT):
        yield Flaw(
            url_span(reading),
            f"{address.host} does not answer at the port {quoted(address.port)}: write the host "
            "without it.",
        )


@rule("SG418", "invented-endpoint", "warning", after=("SG211", "SG423"), where=("odd address",))
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
    from difflib import get_close_matches  # only for what is invented

    names = {one.rpartition("/")[2]: one for one in known}
    near = get_close_matches(path.rpartition("/")[2][:100], names, n=1, cutoff=0.7)
    meant = names[near[0]] if near else known[0]
    yield Flaw(
        url_span(reading),
        f"The API has no path {quoted(address.path)}, as far as its documentation says"
        f"{told_apart(address.path)}: write {meant}, if that was meant.",
    )


@rule(
    "SG419",
    "wrong-method",
    "warning",
    after=("SG215", *LOST),
    anywhere=True,
    where=("odd address", "odd method"),
)
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


def _meant_host(address: _Address) -> str | None:
    """Give the host that was meant where it is not the one that stands there."""
    host = address.host
    if host in (_API, _OLD) or _OLD_DOMAIN in host:
        return None
    near = nearest(host, HOSTS) if host not in HOSTS else None
    is_call = endpoint_of(host, address.path) is not None
    is_ours = is_gumloop_host(host) or host.startswith(_API) or _OTHER_DOMAIN.fullmatch(host)
    return near or (_API if is_call and is_ours else None)


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
    name, _, port = host.lower().partition(":")
    return _Address(name, port, slash + path, scheme == "http")
