"""Where a hostile value can stand: each place, and which stand in one command together.

In: a value. Out: the arguments of a real curl, and the paste that means them. Knows what curl and
an argv can carry in which place, and nothing of any target.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from sh_words import sh_word

_LONGEST = 8_000  # of what does not stand in a body
_ARGUMENT = 131_071
_TYPED = re.compile(r"[!-~\u00a1-\ud7ff\ue000-\U0010ffff]{1,2000}")
_FILE_NAME = re.compile(rb"[^\0/]{1,255}")


@dataclass
class Parts:
    """What places give to a command: `members` are of a JSON body, as JSON text."""

    path: bytes = b""
    query: list[bytes] = field(default_factory=list)
    options: list[bytes] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    form: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """One place: `put` puts a value there, `takes` says whether a command can hold it there."""

    name: str
    put: Callable[[Parts, str], object]
    takes: Callable[[str], bool]


@dataclass(frozen=True)
class Layout:
    """Places that stand in one command together, and what else that command has."""

    name: str
    places: tuple[Place, ...]
    path: bytes = b"/v1/things"
    options: tuple[bytes, ...] = ()

    def arguments(self, base: str, value: str, places: Iterable[Place]) -> list[bytes]:
        """Give the arguments of the command that holds a value in some of the places."""
        parts = Parts(self.path, options=list(self.options))
        for place in places:
            place.put(parts, value)
        query = b"?" + b"&".join(parts.query) if parts.query else b""
        found = [base.encode() + parts.path + query, *parts.options]
        if parts.members:
            found += [b"-H", b"Content-Type: application/json"]
            found += [b"--data-raw", "".join(("{", ", ".join(parts.members), "}")).encode()]
        if parts.form:
            found += [b"--data-raw", b"&".join(parts.form)]
        return found


def paste_of(arguments: Iterable[bytes]) -> str:
    """Write the command as one pastes it."""
    return "curl " + " ".join(map(sh_word, arguments))


def fits_in_argv(argument: bytes) -> bool:
    """Say whether an argument is short enough for a program to be given it."""
    return len(argument) <= _ARGUMENT


def raw(value: str) -> bytes:
    """Give a value's bytes; half a pair as UTF-8 would write it."""
    return b"".join(
        char.encode("utf-8", "surrogateescape" if "\udc80" <= char <= "\udcff" else "surrogatepass")
        for char in value
    )


def _in_argv(value: str) -> bool:
    return "\0" not in value


def _short_in_argv(value: str) -> bool:
    return "\0" not in value and len(value) <= _LONGEST


def _short(value: str) -> bool:
    return len(value) <= _LONGEST


def _in_json(value: str) -> str:
    is_text = not re.search(r"[\ud800-\udfff]", value)
    return json.dumps(value, ensure_ascii=not is_text)


def _header(name: str, before: str = "", after: str = "") -> Place:
    # Nothing behind the colon would take the header away.
    def put(parts: Parts, value: str) -> None:
        parts.options += [b"-H", f"{name}: {before}".encode() + raw(value + after)]

    return Place(f"header {name}", put, lambda value: bool(value.strip()) and _short_in_argv(value))


def _option(option: str, before: str = "") -> Place:
    def put(parts: Parts, value: str) -> None:
        parts.options += [option.encode(), before.encode() + raw(value)]

    return Place(
        f"{option} {before}".strip(), put, lambda value: bool(value) and _short_in_argv(value)
    )


def _query(name: str, after: str = "") -> Place:
    def put(parts: Parts, value: str) -> None:
        parts.query.append(f"{name}={quote(raw(value + after), safe='')}".encode())

    return Place(f"query {name}", put, _short)


def _member(name: str, after: str = "") -> Place:
    def put(parts: Parts, value: str) -> None:
        parts.members.append(f'"{name}": {_in_json(value + after)}')

    return Place(f"JSON {name}", put, lambda value: True)


def _method(parts: Parts, value: str) -> None:
    parts.options += [b"-X", raw(value)]


def _query_name(parts: Parts, value: str) -> None:
    parts.query.append(quote(raw(value), safe="").encode() + b"=x")


def _header_name(parts: Parts, value: str) -> None:
    parts.options += [b"-H", raw(value) + b": x"]


def _text(parts: Parts, value: str) -> None:
    parts.options += [b"-H", b"Content-Type: text/plain", b"--data-raw", raw(value)]


def _path(parts: Parts, value: str) -> None:
    parts.path += b"/" + quote(raw(value), safe="").encode()


def _typed_path(parts: Parts, value: str) -> None:
    parts.path += b"/" + raw(value.partition("?")[0])


def _form_value(parts: Parts, value: str) -> None:
    parts.form += [b"a=" + quote_plus(raw(value)).encode()]


_KEY = Place(
    "JSON key",
    lambda parts, value: parts.members.append(f'{_in_json(value)}: "x"'),
    lambda value: True,
)
_HEADER_NAME = Place(
    "header name", _header_name, lambda value: value[:1] not in ("", "@") and _short_in_argv(value)
)
_FORM = (
    Place("form value", _form_value, lambda value: True),
    Place(
        "form name",
        lambda parts, value: parts.form.append(quote_plus(raw(value)).encode() + b"=b"),
        _short,
    ),
)
_TYPED_PLACES = (
    Place("path as typed", _typed_path, lambda value: bool(_TYPED.fullmatch(value))),
    Place(
        "query as typed",
        lambda parts, value: parts.query.append(b"a=" + raw(value)),
        lambda value: bool(_TYPED.fullmatch(value)),
    ),
)
_FILE = Place(
    "file name",
    lambda parts, value: parts.options.extend([b"--data-binary", b"@" + raw(value)]),
    lambda value: bool(_FILE_NAME.fullmatch(raw(value))) and value not in ("-", ".", ".."),
)
_FLOW = b"/api/v1/start_pipeline"
_POST = (b"-X", b"POST")

# A key ends otherwise than the other values: what repeats it is taken for the key.
LAYOUTS = [
    Layout(
        "text",
        (
            Place("query name", _query_name, _short),
            _HEADER_NAME,
            Place("path", _path, lambda value: bool(value) and _short(value)),
            _query("q"),
            _header("X-Value"),
            _option("-A"),
            _option("-e"),
            Place("body", _text, _in_argv),
        ),
    ),
    Layout("form", _FORM),
    Layout(
        "secrets",
        (
            _query("access_token"),
            _option("-u", "ada:"),
            _header("X-API-Key"),
            _option("-b", "session="),
            _member("client_secret"),
        ),
    ),
    Layout(
        "flow, ids in the URL",
        (
            _query("user_id"),
            _query("saved_item_id"),
            _query("api_key", after="K"),
            _member("text"),
            _KEY,
        ),
        _FLOW,
        _POST,
    ),
    Layout(
        "flow, ids in the body",
        (
            _header("Authorization", "Bearer ", after="K"),
            _member("user_id"),
            _member("saved_item_id"),
            _member("openai_token", after="T"),
            _member("text"),
        ),
        _FLOW,
        _POST,
    ),
    Layout("as typed", _TYPED_PLACES, options=(b"-g",)),
    Layout("file", (_FILE,)),
    Layout("method", (Place("-X", _method, lambda value: bool(_TYPED.fullmatch(value))),)),
]
