"""Where the secrets of a request stand, and how each is named in an environment.

In: a `Request` and its `Webhook`. Out: a `SecretPlace` for each. Everything that must not show a
secret (code, `parse`, reports) asks here.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from snippetgen.identifiers import has_shape
from snippetgen.json_text.nodes import Member, walk
from snippetgen.patterns import regex
from snippetgen.request import Basic, Body, Pair, Request
from snippetgen.request.structure import form_decoded, masked
from snippetgen.sought import Sought
from snippetgen.webhook import Place, Webhook, credentials, form_pairs
from snippetgen.words.word import Expansion, Word

_SECRET_NAME = regex(
    r"(?:.*[-_.])?(?:api[-_]?key|apikey|(?:access|auth|id|refresh|bearer|bot|openai)[-_]?token|token"
    r"|secret|client[-_]?secret|password|passwd|auth[-_]?key|access[-_]?key|subscription[-_]?key"
    r"|private[-_]?key|signature|sig|(?:x|custom)[-_]auth)",
    re.IGNORECASE,
)
_ENDINGS = (
    *("key", "token", "secret", "password", "passwd"),
    *("signature", "sig", "x-auth", "x_auth", "custom-auth", "custom_auth"),
)
"""What every secret name in ASCII ends in; few others do."""
_WELL_KNOWN = {"api_key": True} | dict.fromkeys(
    ("user_id", "saved_item_id", "project_id", "run_id", "content-type", "accept"), False
)
"""The names that most requests have, and what that pattern says of each."""
_PARAMETER = regex(r"[?&]([^?&=\s]++)=([^&#\s]++)")
_PROXY_PASSWORD = regex(r"[^/@]*+(?://)?[^/@:]*+:([^/@]++)@")
_LONG = 8  # a shorter text recurs by chance
_NOT_ENV = regex(r"[^A-Z0-9]+")
_GUMLOOP_KEY = "GUMLOOP_API_KEY"


class SecretPlace(Struct, frozen=True, gc=False):
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


def secret_places(request: Request, webhook: Webhook | None) -> list[SecretPlace]:
    """Give every place of a secret: those of the headers, the user, the query, the body, the proxy.

    A secret's text that stands in some other value too is a place of its own.
    """
    places, others = _named_places(request, webhook)
    misplaced = _misplaced_keys(webhook) if webhook else ()
    if misplaced:
        places += misplaced
        whole = {id(one.word) for one in misplaced}
        others = [word for word in others if id(word) not in whole]
    if request.transfer.proxy:
        places += _in_proxy(request.transfer.proxy)
    places += _repeated(places, others)
    return places


def _named_places(
    request: Request, webhook: Webhook | None
) -> tuple[list[SecretPlace], list[Word]]:
    """Give the secrets that a name tells, and all values that are none as a whole."""
    env = _GUMLOOP_KEY if webhook else ""
    places: list[SecretPlace] = []
    others, of_headers = [request.url], []
    for header in request.headers:
        found, value = _in_header(header, env), header.value
        if found:
            places += found
        if value is not None and not (found and found[0].word is value):
            of_headers.append(value)
    if request.auth:
        places += _of_user(request.auth)
    for pair in request.pairs:
        found = _in_pair(pair, env) if _WELL_KNOWN.get(pair.name.text, True) else ()
        if found:
            places += found
        elif pair.value is not None:
            others.append(pair.value)
    others += of_headers
    if request.body.text is not None:
        places += _in_body(request.body, request.body.text, env)
        others.append(request.body.text)
    return places, others


def _of_user(auth: Basic) -> list[SecretPlace]:
    password = _named(auth.password, "API_PASSWORD") if auth.password else ()
    return [*_named(auth.user, "API_USER"), *password]


def _misplaced_keys(webhook: Webhook) -> list[SecretPlace]:
    """Give the ids that look like a key, which was then pasted in an id's place."""
    found: list[SecretPlace] = []
    for env, value in (
        ("GUMLOOP_USER_ID", webhook.user_id),
        ("GUMLOOP_SAVED_ITEM_ID", webhook.saved_item_id),
        ("GUMLOOP_RUN_ID", webhook.run_id),
    ):
        for place in value.places:
            # Where it is the key itself, it is found again as that.
            if has_shape("api_key", place.text) and place.text != webhook.api_key.value.text:
                found.append(_misplaced(place, env))
    return found


def _misplaced(place: Place, env: str) -> SecretPlace:
    is_json = place.where == "body" and place.word.text.startswith('"')
    is_encoded = place.where != "header" and not is_json
    return SecretPlace(place.word, place.text, env, False, is_json, is_encoded)


def is_secret_name(name: str) -> bool:
    """Say whether a header, parameter or member of this name holds a secret."""
    if name in _WELL_KNOWN:
        return _WELL_KNOWN[name]
    may_be = len(name) < 80 and (not name.isascii() or name.lower().endswith(_ENDINGS))
    return may_be and _SECRET_NAME.fullmatch(name) is not None


def env_name(name: str) -> str:
    """Give the environment name of a header or a member: `X-API-Key` is `X_API_KEY`."""
    return _NOT_ENV.sub("_", name.upper()).strip("_") or "SECRET"


def _in_header(header: Pair, key_env: str) -> Sequence[SecretPlace]:
    name, value = header.name.text.lower(), header.value
    if value is None:
        return ()
    if not _WELL_KNOWN.get(name, True):
        return _in_url(value, key_env) if "=" in value.text else ()
    if key_env and name == "x-auth-key":
        return ()
    if name in ("authorization", "proxy-authorization"):
        env = "API_TOKEN" if name == "authorization" else "PROXY_TOKEN"
        return _named(credentials(value), key_env or env)
    if name == "cookie":
        return _named(value, "COOKIE")
    if is_secret_name(name):
        return _named(value, env_name(name))
    return _in_url(value, key_env) if "=" in value.text else ()


def _in_url(value: Word, key_env: str) -> list[SecretPlace]:
    """Give the secrets of a header that holds a URL, as Referer does."""
    places: list[SecretPlace] = []
    for match in _PARAMETER.finditer(masked(value)):
        places += _in_pair(Pair(value.part(*match.span(1)), value.part(*match.span(2))), key_env)
    return places


def _in_proxy(proxy: Word) -> Sequence[SecretPlace]:
    user = _PROXY_PASSWORD.match(masked(proxy))
    if not user:
        return ()
    return _named(proxy.part(*user.span(1)), "PROXY_PASSWORD", None, False, True)


def _repeated(places: list[SecretPlace], words: list[Word]) -> list[SecretPlace]:
    """Give where secrets stand again, inside of these words."""
    known: dict[str, str] = {}
    for one in places:
        if not one.is_outside and len(one.text) >= _LONG:
            known[one.text] = one.env
    if not known:
        return []
    whole = "\n".join([word.text for word in words])
    texts = Sought(known).near(whole)
    if not any(text in whole for text in texts):
        return []
    found, sought = [], Sought(texts)
    taken = sorted((one.word.content for one in places), key=lambda span: span.start)
    for word in words:
        for at, text in sought.standing_in(word.text):
            part = word.part(at, at + len(text))
            start = part.content.start
            number = bisect_right(taken, start, key=lambda span: span.start) - 1
            if number < 0 or start >= taken[number].end:
                found.append(SecretPlace(part, text, known[text]))
    return found


def _in_pair(pair: Pair, key_env: str) -> Sequence[SecretPlace]:
    name, value = form_decoded(pair.name), pair.value
    if value is None or not (is_secret_name(name) or name.lower() == "key"):
        return ()
    env = key_env if key_env and name == "api_key" else env_name(name)
    return _named(value, env, form_decoded(value), False, True)


def _in_body(body: Body, text: Word, key_env: str) -> list[SecretPlace]:
    places: list[SecretPlace] = []
    root = body.json.root if body.json else None
    if root is None:
        for pair in form_pairs(body):
            places += _in_pair(pair, key_env)
    elif root.members or root.items:
        for node in walk(root):
            for member in node.members:
                if member.value.kind == "string" and is_secret_name(member.name.text):
                    places += _in_member(member, text, key_env)
    return places


def _in_member(member: Member, text: Word, key_env: str) -> Sequence[SecretPlace]:
    name, value = member.name.text, member.value
    env = key_env if key_env and name == "api_key" else env_name(name)
    return _named(text.part(value.start, value.end), env, value.text, True)


def _named(
    word: Word,
    env: str,
    text: str | None = None,
    is_json: bool = False,
    is_encoded: bool = False,
) -> Sequence[SecretPlace]:
    text = word.text if text is None else text
    if not text:
        return ()
    if not word.expansions:
        return (SecretPlace(word, text, env, False, is_json, is_encoded),)
    if len(word.expansions) == 1 and _spelling(word.expansions[0], word) == text:
        name = word.expansions[0].name or env
        return (SecretPlace(word, text, name, True, is_json, is_encoded),)
    return ()


def _spelling(expansion: Expansion, word: Word) -> str:
    return word.text[expansion.start : expansion.end]
