"""When two requests are the same: the design's "Fidelity", written without our own code."""

import json
import re
from urllib.parse import quote

from recorder import Recorded

# What a client sets by itself. A value of curl's own says that the snippet did not set it.
_FRAMING = {"connection", "proxy-connection", "content-length", "transfer-encoding", "expect"}
_FRAMING |= {"keep-alive", "host"}
_OWN = {
    "accept": r"\*/\*",
    "user-agent": r"curl/.*",
    "accept-encoding": r"deflate, gzip.*",
    "accept-language": r"(?!)",
    "sec-fetch-mode": r"(?!)",
    "upgrade": r"(?!)",
    "http2-settings": r"(?!)",
}
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")


def differences(curl: Recorded, caller: Recorded, prefix: str) -> list[str]:
    """Say in words where a caller's request differs from curl's; `prefix` is the path's own."""
    found = []
    if curl.method != caller.method:
        found.append(f"method: curl {curl.method}, caller {caller.method}")
    targets = [normal_target(one.target.decode("latin-1"), prefix) for one in (curl, caller)]
    if targets[0] != targets[1]:
        found.append(f"target: curl {targets[0]}, caller {targets[1]}")
    for name in sorted({name.lower() for name, _ in (*curl.headers, *caller.headers)}):
        values = [_values(one, name) for one in (curl, caller)]
        if not _is_free(name, curl.header(name)) and values[0] != values[1]:
            found.append(f"header {name}: curl {values[0]}, caller {values[1]}")
    if not _same_body(curl, caller):
        found.append(f"body: curl {curl.body[:200]!r}, caller {caller.body[:200]!r}")
    return found


def normal_target(target: str, prefix: str) -> str:
    """Give a request target in RFC 3986's normal form, without the prefix of a test."""
    rest = target.removeprefix(prefix)
    rest = rest if rest.startswith("/") else f"/{rest}"
    raw = "".join(char if char.isascii() else f"%{ord(char):02X}" for char in rest)
    legal = quote(raw, safe="!$&()*+,/:;=?@~-._%")
    return re.sub(r"%([0-9A-Fa-f]{2})?", _octet, legal)


def _octet(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    char = chr(int(match[1], 16))
    return char if _UNRESERVED.fullmatch(char) else match[0].upper()


def _is_free(name: str, curl_values: list[str]) -> bool:
    if name in _FRAMING:
        return True
    own = _OWN.get(name)
    return own is not None and all(re.fullmatch(own, value) for value in curl_values)


def _values(request: Recorded, name: str) -> list[str]:
    values = request.header(name)
    if name in ("cookie", "authorization") or not values:
        return values
    return [", ".join(values)]


def _same_body(curl: Recorded, caller: Recorded) -> bool:
    if curl.body == caller.body:
        return True
    kinds = " ".join(curl.header("content-type")).lower()
    if "json" not in kinds:
        return False
    try:
        return _json(curl.body) == _json(caller.body)
    except ValueError:
        return False


def _json(body: bytes) -> object:
    return json.loads(body, object_pairs_hook=list, parse_int=_number, parse_float=_number)


def _number(spelling: str) -> tuple[str, str]:
    return ("number", spelling)
