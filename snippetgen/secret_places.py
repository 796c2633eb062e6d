"""Where the secrets of a request stand, and how each is named in an environment.

In: a `Request` and its `Webhook`. Out: a `SecretPlace` for each. Everything that must not show a
secret (code, `parse`, reports) asks here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from snippetgen.identifiers import has_shape
from snippetgen.json_text.nodes import Member, walk
from snippetgen.patterns import regex
from snippetgen.request import Pair, Request
from snippetgen.request.structure import form_decoded, masked
from snippetgen.request.url import read_pairs
from snippetgen.webhook import Webhook, credentials
from snippetgen.words.word import Expansion, Word

_SECRET_NAME = regex(
    r"(?:.*[-_.])?(?:api[-_]?key|apikey|(?:access|auth|id|refresh|bearer|bot|openai)[-_]?token|token"
    r"|secret|client[-_]?secret|password|passwd|auth[-_]?key|access[-_]?key|subscription[-_]?key"
    r"|private[-_]?key|signature|sig|(?:x|custom)[-_]auth)",
    re.IGNORECASE,
)
_PARAMETER = regex(r"[?&]([^?&=\s]++)=([^&#\s]++)")
_PROXY_PASSWORD = regex(r"[^/@]*+(?://)?[^/@:]*+:([^/@]++)@")
_LONG = 8  # a shorter text recurs by chance
_NOT_ENV = regex(r"[^A-Z0-9]+")
_GUMLOOP_KEY = "GUMLOOP_API_KEY"


class SecretPlace(Struct, frozen=True):
    """One place of a secret: the part of the request that is secret, and its environment name.

    `word` is as it is sent: a header's value without its scheme, a query value still
    percent-encoded (`is_encoded`), a JSON string with its quotes (`is_json`). `text` is the secret
    itself, or, where `is_outside`, the spelling of the variable or command that it is read from.
    """

    word: Word
    text: str
    env: str
    is_outside: bool = False
    is_json: bool = False
    is_encoded: bool = False


def secret_places(request: Request, webhook: Webhook | None) -> Iterator[SecretPlace]:
    """Give every place of a secret: those of the headers, the user, the query, the body, the proxy.

    A secret's text that stands in some other value too is a place of its own.
    """
    places = list(_named_places(request, webhook))
    yield from places
    yield from _repeated(places, request)


def _named_places(request: Request, webhook: Webhook | None) -> Iterator[SecretPlace]:
    env = _GUMLOOP_KEY if webhook else ""
    for header in request.headers:
        yield from _in_header(header, env)
    if request.auth:
        yield from _named(request.auth.user, "API_USER")
        if request.auth.password:
            yield from _named(request.auth.password, "API_PASSWORD")
    for pair in request.pairs:
        yield from _in_pair(pair, env)
    yield from _in_body(request, env)
    if webhook:
        yield from _misplaced_keys(webhook)
    if request.transfer.proxy:
        yield from _in_proxy(request.transfer.proxy)


def _misplaced_keys(webhook: Webhook) -> Iterator[SecretPlace]:
    """Give the ids that look like a key, which was then pasted in an id's place."""
    ids = {"user_id": webhook.user_id, "saved_item_id": webhook.saved_item_id}
    ids["run_id"] = webhook.run_id
    key = webhook.api_key.value.text  # where it is the same, it is found again as that
    for name, value in ids.items():
        for place in value.places:
            if has_shape("api_key", place.text) and place.text != key:
                is_json = place.where == "body" and place.word.text.startswith('"')
                env = f"GUMLOOP_{env_name(name)}"
                is_encoded = place.where != "header" and not is_json
                yield SecretPlace(place.word, place.text, env, False, is_json, is_encoded)


def is_secret_name(name: str) -> bool:
    """Say whether a header, parameter or member of this name holds a secret."""
    return len(name) < 80 and _SECRET_NAME.fullmatch(name) is not None


def env_name(name: str) -> str:
    """Give the environment name of a header or a member: `X-API-Key` is `X_API_KEY`."""
    return _NOT_ENV.sub("_", name.upper()).strip("_") or "SECRET"


def _in_header(header: Pair, key_env: str) -> Iterator[SecretPlace]:
    name, value = header.name.text.lower(), header.value
    if value is None or (key_env and name == "x-auth-key"):
        return
    if name in ("authorization", "proxy-authorization"):
        env = "API_TOKEN" if name == "authorization" else "PROXY_TOKEN"
        yield from _named(credentials(value), key_env or env)
    elif name == "cookie":
        yield from _named(value, "COOKIE")
    elif is_secret_name(name):
        yield from _named(value, env_name(name))
    else:
        yield from _in_url(value, key_env)


def _in_url(value: Word, key_env: str) -> Iterator[SecretPlace]:
    """Give the secrets of a header that holds a URL, as Referer does."""
    for match in _PARAMETER.finditer(masked(value)):
        yield from _in_pair(Pair(value.part(*match.span(1)), value.part(*match.span(2))), key_env)


def _in_proxy(proxy: Word) -> Iterator[SecretPlace]:
    user = _PROXY_PASSWORD.match(masked(proxy))
    if user:
        yield from _named(proxy.part(*user.span(1)), "PROXY_PASSWORD", is_encoded=True)


def _repeated(places: list[SecretPlace], request: Request) -> Iterator[SecretPlace]:
    known = {one.text: one.env for one in places if not one.is_outside and len(one.text) >= _LONG}
    if not known:
        return
    own = {id(one.word) for one in places}
    words = [word for word in _words(request) if id(word) not in own]
    if not any(text in word.text for word in words for text in known):
        return
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    taken = sorted((one.word.content for one in places), key=lambda span: span.start)
    for word in words:
        for match in pattern.finditer(word.text):
            part = word.part(*match.span())
            start = part.content.start
            number = bisect_right(taken, start, key=lambda span: span.start) - 1
            if number < 0 or start >= taken[number].end:
                yield SecretPlace(part, match[0], known[match[0]])


def _words(request: Request) -> Iterator[Word]:
    yield request.url
    yield from (pair.value for pair in request.pairs if pair.value)
    yield from (pair.value for pair in request.headers if pair.value)
    if request.body.text:
        yield request.body.text


def _in_pair(pair: Pair, key_env: str) -> Iterator[SecretPlace]:
    name = form_decoded(pair.name)
    if pair.value is not None and (is_secret_name(name) or name.lower() == "key"):
        env = key_env if key_env and name == "api_key" else env_name(name)
        yield from _named(pair.value, env, form_decoded(pair.value), is_encoded=True)


def _in_body(request: Request, key_env: str) -> Iterator[SecretPlace]:
    text = request.body.text
    if text is None:
        return
    document = request.body.json
    if document is None or document.root is None:
        if request.body.kind == "form":
            for pair in read_pairs(text):
                yield from _in_pair(pair, key_env)
        return
    for node in walk(document.root):
        for member in node.members:
            yield from _in_member(member, text, key_env)


def _in_member(member: Member, text: Word, key_env: str) -> Iterator[SecretPlace]:
    if member.value.kind == "string" and is_secret_name(member.name.text):
        env = key_env if key_env and member.name.text == "api_key" else env_name(member.name.text)
        raw = text.part(member.value.start, member.value.end)
        yield from _named(raw, env, member.value.text, is_json=True)


def _named(word: Word, env: str, text: str | None = None, **spelled: bool) -> Iterator[SecretPlace]:
    text = word.text if text is None else text
    if not text:
        return
    if not word.expansions:
        yield SecretPlace(word, text, env, **spelled)
    elif len(word.expansions) == 1 and _spelling(word.expansions[0], word) == text:
        name = word.expansions[0].name or env
        yield SecretPlace(word, text, name, is_outside=True, **spelled)


def _spelling(expansion: Expansion, word: Word) -> str:
    return word.text[expansion.start : expansion.end]
