"""A command turned to a server on this machine: scheme, host and port are replaced.

In: a URL as a `Word`, or a whole `Reading`. Out: the same with loopback in their place. Path, query
and user stay. It refuses to run anything.
"""

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.call.build import call_of
from snippetgen.call.holes import Holes
from snippetgen.call.model import Secret
from snippetgen.call.text import Ref, Text
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.secret_places import secret_places
from snippetgen.words.word import Word

_AUTHORITY = regex(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*+:/{1,3})?(?P<user>[^/?#@]*+@)?(?P<host>[^/?#]*+)"
)
_SCHEME = "http://"


class Staged(Struct, frozen=True):
    """A reading whose request goes to loopback, and what its programs find in their environment.

    `values` are the snippet's own `secrets`, and an invented value for each of the `variables`, of
    which only the shell that it was written for knows the value.
    """

    reading: Reading
    place: str
    values: dict[str, str]
    secrets: tuple[str, ...]
    variables: tuple[str, ...]


def staged(reading: Reading, place: str) -> Staged:
    """Turn a reading to the server at `place`, `127.0.0.1:PORT`, and to no proxy.

    Raises `CannotRender` where no program could send the request.
    """
    if reading.request:
        url = rebased(reading.request.url, place)
        transfer = replace(reading.request.transfer, proxy=None)
        request = replace(reading.request, url=url, transfer=transfer)
        secrets = tuple(secret_places(request, reading.webhook))
        reading = replace(reading, request=request, secrets=secrets)
    call = call_of(reading)
    known = Holes(reading, "env").texts
    values = {one.env: known.get(one.env) or _invented(one.env) for one in call.secrets}
    return Staged(
        reading,
        place,
        values | _of_host(call.address, call.secrets, place),
        tuple(known.values()),
        tuple(one.env for one in call.secrets if one.env not in known),
    )


def rebased(url: Word, place: str) -> Word:
    """Give a URL with `http://` and a place instead of its scheme, host and port.

    A variable that holds a whole host, or all that comes before the path, stays: its value is
    loopback's, then.
    """
    found = _AUTHORITY.match(masked(url))
    if found is None:  # cannot be: every part of the pattern may be empty
        return url
    user, host = found["user"] or "", found.span("host")
    whole = [(one.start, one.end) for one in url.expansions if one.kind == "variable"]
    edits = []
    if host not in whole:
        edits = [(*host, place if found["scheme"] or user else _SCHEME + place)]
    if found["scheme"]:
        edits.insert(0, (*found.span("scheme"), _SCHEME))
    return url.edited(edits)


def _of_host(address: Text, secrets: tuple[Secret, ...], place: str) -> dict[str, str]:
    """Give the value of the variable that the host is read from, where one is."""
    named = {secret.name: secret.env for secret in secrets}
    first, *rest = address.parts
    if isinstance(first, Ref):
        return {named[first.name]: _SCHEME + place}
    if first == _SCHEME and rest and isinstance(rest[0], Ref):
        return {named[rest[0].name]: place}
    return {}


def _invented(name: str) -> str:
    """Give a value that every part of a request can hold as it is."""
    return f"value-of-{name}"
