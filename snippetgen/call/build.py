"""Stage 5: a `Reading` makes a `Call`.

Here curl's and the service's notions end: what leaves is a request as any program would make it,
with references where parameters and secrets stand.
"""

from snippetgen.call.advice import advice
from snippetgen.call.body import call_body
from snippetgen.call.content import Field
from snippetgen.call.encodings import has_lone_surrogate, is_url_normal, url_normal
from snippetgen.call.holes import Holes, SecretsMode
from snippetgen.call.model import Basic, Call, Transport
from snippetgen.call.poll import poll_of
from snippetgen.call.text import Text, merged
from snippetgen.call.wording import own_words, parameter
from snippetgen.errors import CannotRender
from snippetgen.reading import Reading
from snippetgen.request import Basic as Given
from snippetgen.request import Pair, Request, Transfer
from snippetgen.request.transfer import USUAL
from snippetgen.words.word import Word, to_bytes

_DEFAULT_TIMEOUT = 30
_USUAL_TRANSPORT = Transport(_DEFAULT_TIMEOUT)


def call_of(reading: Reading, secrets: SecretsMode = "env", wait: bool = False) -> Call:
    """Make the call that a reading's request is; with `wait`, its `poll` too.

    Raises `CannotRender` where no request was made out, where no program could send it, or where
    there is no run to wait for.
    """
    request = reading.request
    if request is None:
        raise CannotRender("no request can be made out of this text.")
    for fact in request.uncarried:
        raise CannotRender(_uncarried(reading, fact.span.start, fact.what, fact.why))
    webhook, holes = reading.webhook, Holes(reading, secrets)
    headers = _headers(request, holes)
    search = _search(request.query, holes)
    body = call_body(request, webhook, holes)
    address = _address(request.url, holes)
    auth = _basic(request.auth, holes) if request.auth else None
    transport = _transport(request.transfer, holes)
    poll = poll_of(webhook, address, headers, holes) if wait else None
    known = holes.secrets  # all that were met
    name, words, answer = own_words(request, webhook, known, wait)
    return Call(  # all fields in their order: by name, it takes five times as long
        name,
        request.method,
        address,
        search,
        headers,
        body,
        auth,
        known,
        tuple([parameter(*one) for one in holes.parameters.items()]),
        transport,
        words,
        "inputs" if webhook else "payload",
        answer,
        advice(request, webhook, known, wait),
        request.removed,
        poll,
        holes.respelled,
    )


def _uncarried(reading: Reading, offset: int, what: str, why: str) -> str:
    line, column = reading.paste.position(offset)
    return (
        f"line {line}, column {column}: {what} cannot be carried into code: {why}. "
        "Take it out of the command, or let curl itself run this one."
    )


def _address(url: Word, holes: Holes) -> Text:
    text = holes.text(url)
    if is_url_normal(url.text):
        return text
    return merged([_legal_address(part) if isinstance(part, str) else part for part in text.parts])


def _search(query: Word | None, holes: Holes) -> Text:
    """Give the query with its `?` in a URL's normal form, which what an encoder writes has too."""
    if query is None:
        return Text()
    if is_url_normal(query.text):
        return holes.text(query, "?")
    parts = holes.text(query).parts
    return merged(["?", *[url_normal(one) if isinstance(one, str) else one for one in parts]])


def _legal_address(part: str) -> str:
    if is_url_normal(part):
        return part
    scheme, mark, rest = part.rpartition("://")
    host, slash, path = rest.partition("/") if mark else ("", "", rest)
    return f"{scheme}{mark}{_ascii_host(host)}{slash}{url_normal(path)}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise CannotRender(f"the host name {host!r} cannot be written in ASCII.") from None


def _headers(request: Request, holes: Holes) -> tuple[Field, ...]:
    together: dict[str, Field] = {}
    for number, pair in enumerate(request.headers):
        name, word = pair.name.text, pair.value
        lower = name.lower()
        if lower == "content-length" and _is_its_length(pair, request):
            continue
        value = holes.text(word) if word is not None else Text()
        if not name.isascii() or (word and not word.text.isascii()):
            _require_text(name, value)
        # RFC 9110 5.3: repeated headers are one, joined by commas; not these two.
        key = f"{name}{number}" if lower in ("cookie", "authorization") else lower
        if key in together:
            value = merged((*together[key].value.parts, ", ", *value.parts))
            name = together[key].name
        together[key] = Field(name, value)
    return tuple(together.values())


def _is_its_length(pair: Pair, request: Request) -> bool:
    # What every client says by itself, and many refuse to be told.
    text = request.body.text
    return pair.value is not None and pair.value.text == str(
        len(to_bytes(text.text if text else ""))
    )


def _require_text(name: str, value: Text) -> None:
    for part in (name, *value.parts):
        if isinstance(part, str) and has_lone_surrogate(part):
            raise CannotRender(f"the header {name!a} holds bytes that are not UTF-8 text.")


def _basic(auth: Given, holes: Holes) -> Basic:
    password = auth.password
    user = holes.text(auth.user)
    secret = holes.password() if password is None else holes.text(password)
    _require_text("Authorization", Text((*user.parts, *secret.parts)))
    return Basic(user, secret)


def _transport(transfer: Transfer, holes: Holes) -> Transport:
    if transfer == USUAL:
        return _USUAL_TRANSPORT
    return Transport(
        timeout=transfer.timeout or _DEFAULT_TIMEOUT,
        timeout_given=bool(transfer.timeout),
        connect_timeout=transfer.connect_timeout or None,
        follow=transfer.follow,
        insecure=transfer.insecure,
        compressed=transfer.compressed,
        proxy=holes.text(transfer.proxy) if transfer.proxy else None,
        retries=transfer.retries,
    )
