"""When two requests are the same: the design's "Fidelity", written without any reading of curl.

In: what curl sent and what a program sent. Out: each difference in words, none where they are the
same. It refuses to know the snippet; what it shows of a value is for the caller to say.
"""

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import quote

from snippetgen.patterns import regex
from snippetgen.verifying.json_sameness import json_difference
from snippetgen.verifying.recorder import Recorded

Shown = Callable[[str], str]

# What a client sets by itself. A value of curl's own says that the snippet did not set it.
_OWN = {
    "accept": regex(r"\*/\*"),
    "user-agent": regex(r"curl/.*"),
    "accept-encoding": regex(r"deflate, gzip.*"),
    "host": regex(r"127\.0\.0\.1:[0-9]+"),
    "expect": regex(r"100-continue"),
    "proxy-connection": regex(r"Keep-Alive"),
}
_OWN_OF_OTHERS = frozenset(
    {"accept-language", "sec-fetch-mode", "upgrade", "http2-settings"}
    | {"connection", "keep-alive", "transfer-encoding"}
)
_NOT_JOINED = ("cookie", "authorization")
_NOT_SHOWN = ("cookie", "authorization", "proxy-authorization")
_UNRESERVED = regex(r"[A-Za-z0-9\-._~]")
_BEFORE, _LONGEST = 12, 60


def differences(
    curl: Recorded,
    caller: Recorded,
    prefix: str = "",
    *,
    given: Collection[str] = (),
    shown: Shown = repr,
) -> Iterator[str]:
    """Say in words where a caller's request differs from curl's.

    `prefix` begins both paths and is passed over. `given` are lower-case names of headers that the
    snippet sets itself, whatever their value; `shown` gives a piece of a value as it may be shown.
    """
    if curl.method != caller.method:
        yield f"method: curl sends {shown(curl.method)}, the caller {shown(caller.method)}"
    wanted, target = (normal_target(one.target.decode("latin-1"), prefix) for one in (curl, caller))
    if wanted != target:
        yield f"URL: {_apart(wanted, target, shown)}"
    for name in sorted({name.lower() for name, _ in (*curl.headers, *caller.headers)}):
        values, sent = _values(curl, name), _values(caller, name)
        if values != sent and not _is_free(name, curl, given):
            yield f"header {shown(name)}: {_header(name, values, sent, shown)}"
    yield from _body(curl, caller, shown)


def normal_target(target: str, prefix: str = "") -> str:
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


def _is_free(name: str, curl: Recorded, given: Collection[str]) -> bool:
    """Say whether a client may send what it likes: curl's value is curl's own, or it has none."""
    values = curl.header(name)
    if name == "content-length":  # a body that agrees as JSON has a length of its own
        return values in ([], [str(len(curl.body))])
    own = _OWN.get(name)
    if name in given:
        return False
    if own is None:
        return name in _OWN_OF_OTHERS and not values
    return all(own.fullmatch(value) for value in values)


def _values(request: Recorded, name: str) -> list[str]:
    values = request.header(name)
    if name in _NOT_JOINED or not values:
        return values
    return [", ".join(values)]


def _header(name: str, curl: list[str], caller: list[str], shown: Shown) -> str:
    if not (curl and caller):
        return f"curl sends {'one' if curl else 'none'}, the caller {'one' if caller else 'none'}"
    if len(curl) != len(caller):
        return f"curl sends it {len(curl)} times, the caller {len(caller)} times"
    if name in _NOT_SHOWN:
        return "the caller sends another value than curl"
    return _apart(_latin(", ".join(curl)), _latin(", ".join(caller)), shown)


def _latin(value: str) -> str:
    return value.encode("latin-1").decode("utf-8", "backslashreplace")


def _body(curl: Recorded, caller: Recorded, shown: Shown) -> Iterator[str]:
    if curl.body == caller.body:
        return
    kinds = " ".join(curl.header("content-type")).lower()
    if "json" in kinds:
        found = json_difference(curl.body, caller.body, shown)
        if found is not None:
            yield from ([f"body: {found}"] if found else [])
            return
    wanted, sent = (one.body.decode("utf-8", "backslashreplace") for one in (curl, caller))
    if wanted and sent:
        yield f"body: {_apart(wanted, sent, shown)}"
    else:
        sizes = [f"{len(one.body)} bytes" if one.body else "none" for one in (curl, caller)]
        yield f"body: curl sends {sizes[0]}, the caller {sizes[1]}"


def _apart(curl: str, caller: str, shown: Shown) -> str:
    """Show two texts from a little before their first difference on."""
    shorter = min(len(curl), len(caller))
    first = next((at for at in range(shorter) if curl[at] != caller[at]), shorter)
    texts = [_excerpt(one, max(0, first - _BEFORE), shown) for one in (curl, caller)]
    return f"curl sends {texts[0]}, the caller {texts[1]}"


def _excerpt(text: str, start: int, shown: Shown) -> str:
    before, after = "…" if start else "", "…" if len(text) > start + _LONGEST else ""
    return shown(f"{before}{text[start : start + _LONGEST]}{after}")
