"""Which operation of an OpenAPI description a call is.

In: a description as plain data, a `Call`. Out: an `Operation`, or None. It refuses to know how the
description is spelled. Source: OpenAPI 3.1.1, 4.8.5 (servers) and 4.8.8 (paths).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from snippetgen.call.encodings import url_normal
from snippetgen.call.model import Call
from snippetgen.call.text import Text
from snippetgen.patterns import regex

_HOLE = regex(r"\{([^{}]*+)\}")
_PORTS = {"http": ":80", "https": ":443"}


class Operation(Struct, frozen=True):
    """An operation by its path, as the description spells it, and its method in small letters."""

    path: str
    method: str


def operation_of(data: Mapping[str, Any], call: Call) -> Operation | None:
    """Give the operation of a call; of several paths the one that is concrete furthest."""
    method, address = call.method.lower(), _address(call.address)
    found = []
    for path, item in _mappings(data.get("paths")):
        operation = item.get(method)
        if isinstance(operation, dict):
            servers = _servers(operation) or _servers(item) or _servers(data) or ["/"]
            if any(_fits(server, path, address) for server in servers):
                found.append(Operation(path, method))
    return (
        min(found, key=lambda one: [bool(_HOLE.search(part)) for part in _split(one.path)])
        if found
        else None
    )


def _mappings(paths: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(paths, dict):
        for path, item in paths.items():
            if isinstance(path, str) and isinstance(item, dict):
                yield path, item


def _servers(holder: Mapping[str, Any]) -> list[str]:
    """Give the URLs of the servers that stand here: with their variables, and with defaults."""
    servers = holder.get("servers")
    urls: dict[str, None] = {}
    for server in servers if isinstance(servers, list) else ():
        if isinstance(server, dict) and isinstance(server.get("url"), str):
            url = server["url"]
            urls |= {url: None, _with_defaults(url, dict(_mappings(server.get("variables")))): None}
    return list(urls)


def _with_defaults(url: str, variables: Mapping[str, Mapping[str, Any]]) -> str:
    return _HOLE.sub(lambda hole: str(variables.get(hole[1], {}).get("default", hole[0])), url)


def _fits(server: str, path: str, address: str) -> bool:
    """Say whether an address is a path on a server; of a relative server any host will do."""
    pattern = _absolute(f"{server.rstrip('/')}{path}")
    if address.startswith("{"):  # all before the path stands in a variable
        rest = _path(address)
        return _is_same(_path(pattern), rest) or _is_same(path, rest)
    if "://" not in pattern:
        return _is_same(f"/{pattern.lstrip('/')}", _path(address))
    return _is_same(pattern, address)


def _is_same(pattern: str, address: str) -> bool:
    wanted, given = _split(pattern), _split(address)
    return len(wanted) == len(given) and all(map(_is_filled, wanted, given))


def _is_filled(pattern: str, segment: str) -> bool:
    """Say whether a segment is a pattern of which each hole holds at least one character."""
    if pattern == segment:
        return True
    first, *others = (url_normal(part) for part in _HOLE.split(pattern)[::2])
    if not others or not segment.startswith(first):
        return not others and first == segment
    at = len(first)
    for part in others[:-1]:
        at = segment.find(part, at + 1) + len(part)
        if at < len(part):
            return False
    return segment.endswith(others[-1]) and at < len(segment) - len(others[-1])


def _address(text: Text) -> str:
    """Give the address of a call without its query, each variable as a hole."""
    parts = (part if isinstance(part, str) else f"{{{part.name}}}" for part in text.parts)
    address = _absolute("".join(parts))
    return address if "/" in address.partition("://")[2] or address[:1] == "{" else f"{address}/"


def _absolute(url: str) -> str:
    """Give a URL with scheme and host in small letters, without the port of its scheme."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    host, slash, path = rest.partition("/")
    scheme, host = scheme.lower(), host.lower()
    return f"{scheme}://{host.removesuffix(_PORTS.get(scheme, ':'))}{slash}{path}"


def _path(url: str) -> str:
    rest = url.partition("://")[2] or url
    return f"/{rest.partition('/')[2]}"


def _split(text: str) -> list[str]:
    return text.split("/")
