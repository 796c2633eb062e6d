"""When two JSON bodies say the same: key order, repeated keys and the spelling of numbers count.

In: two bodies. Out: the first difference in words. It refuses to know why a body is JSON.
"""

import json
from collections.abc import Callable
from itertools import zip_longest

from msgspec import Struct


class _Number(Struct, frozen=True):
    spelling: str


class _Object(Struct, frozen=True):
    members: tuple[tuple[str, object], ...]


_NOTHING = object()


def json_difference(curl: bytes, caller: bytes, shown: Callable[[str], str]) -> str | None:
    """Give the first difference in words, "" where there is none, None where one is no JSON."""
    try:
        return _first(_read(curl), _read(caller), "", shown)
    except (ValueError, RecursionError):
        return None


def _read(body: bytes) -> object:
    return json.loads(
        body,
        object_pairs_hook=lambda pairs: _Object(tuple(pairs)),
        parse_int=_Number,
        parse_float=_Number,
        parse_constant=_Number,
    )


def _first(curl: object, caller: object, place: str, shown: Callable[[str], str]) -> str:
    if isinstance(curl, _Object) and isinstance(caller, _Object):
        return _first_member(curl, caller, place, shown)
    if isinstance(curl, list) and isinstance(caller, list):
        for number, pair in enumerate(zip_longest(curl, caller, fillvalue=_NOTHING)):
            if found := _first(*pair, f"{place}[{number}]", shown):
                return found
        return ""
    # `True == 1` in Python, and not in JSON; numbers are `_Number`s here, so types tell.
    if type(curl) is type(caller) and curl == caller:
        return ""
    where = f"at {shown(place.removeprefix('.'))} " if place else ""
    return f"{where}curl sends {_named(curl, shown)}, the caller {_named(caller, shown)}"


def _first_member(curl: _Object, caller: _Object, place: str, shown: Callable[[str], str]) -> str:
    ended = (_NOTHING, _NOTHING)
    for one, other in zip_longest(curl.members, caller.members, fillvalue=ended):
        if one[0] != other[0]:
            return f"{_in(place, shown)}{_members(one[0], other[0], shown)}"
        if found := _first(one[1], other[1], f"{place}.{one[0]}", shown):
            return found
    return ""


def _in(place: str, shown: Callable[[str], str]) -> str:
    return f"in {shown(place.removeprefix('.'))} " if place else ""


def _members(curl: object, caller: object, shown: Callable[[str], str]) -> str:
    if curl is _NOTHING:
        return f"the caller sends the member {_named(caller, shown)} too"
    if caller is _NOTHING:
        return f"the caller does not send the member {_named(curl, shown)}"
    return f"curl sends the member {_named(curl, shown)} next, the caller {_named(caller, shown)}"


def _named(value: object, shown: Callable[[str], str]) -> str:
    if value is _NOTHING:
        return "nothing"
    if isinstance(value, _Object | list):
        return "an object" if isinstance(value, _Object) else "a list"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, _Number):
        return f"the number {shown(value.spelling[:60])}"
    return shown(str(value)[:60])
