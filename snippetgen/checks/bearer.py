"""SG402 to SG404: what stands before the key in the Authorization header of a webhook.

In: the headers of a `Reading`'s request. Out: what the service will answer with 401, with the word
that was written; and the ways to send a key that the service does not read. No message holds a key.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.nearness import nearest, told_apart
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.identifiers import has_shape
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.words.word import Word

_BEARER_TWICE = regex(r"(?:authorization:[ \t]*+)?+(bearer:?[ \t]++)(?=bearer\b)", re.IGNORECASE)
_NAME_TWICE = regex(r"authorization:[ \t]*+", re.IGNORECASE)
_SCHEMES = ("Basic", "Digest", "Token", "ApiKey", "Api-Key", "Key", "OAuth", "JWT", "Negotiate")
_WITHOUT_KEY = ("basic", "digest", "negotiate")
# `Bearer` with more than blanks, or with nothing, before the key.
_GLUED = regex(r"(bearer(?:(?:%20|\\[nt]|[^\w\s$])++[ \t]*+|(?![ \t])))(?=\S)", re.IGNORECASE)
_SCHEME = regex(r"([^\w\s]*+[^\W\d_][\w-]*+):?[ \t]++(?=[^ \t])")
# A word that is no piece of a key, which has no letters behind f.
_SURELY_A_WORD = regex(r"(?=[A-Za-z]*?[g-zG-Z])[A-Za-z]{1,12}")
_KEY_HEADERS = ("xapikey", "apikey", "bearer", "authorizationbearer")
_NOT_LETTERS = regex("[^a-z]++")
_USER_HEADER = "x-auth-key"
_LONE_BEARER = regex(r"bearer:?", re.IGNORECASE)


@rule("SG402", "missing-bearer", "warning", where=("odd authorization",))
def missing_bearer(reading: Reading) -> Iterator[Flaw]:
    """The word `Bearer` is missing before the key.

    What happened: the header was written by hand, or the blank behind `Bearer` was lost.

    How to tell: the header reads `Authorization: KEY` or `Authorization: BearerKEY`. The service
    answers 401.

    Repair: write `Authorization: Bearer KEY`, with one blank before the key.
    """
    value = _authorization(reading)
    if value is None or _LONE_BEARER.fullmatch(value.text):
        return
    glued = _GLUED.match(masked(value))
    if glued:
        edit, written = Edit(value.source(0, glued.end()), "Bearer "), glued[1].rstrip()
        message = f"{quoted(written)} stands before the key in place of Bearer and a blank"
        if written.isalpha():
            message = f"No blank stands between {quoted(written)} and the key"
    elif " " not in value.text and "\t" not in value.text and not value.expansions:
        start = value.source(0, 0)
        edit, message = Edit(start, "Bearer "), "The word Bearer is missing before the key"
    else:
        return
    yield Flaw(
        value.span,
        f"{message}, and the service will answer 401: the header must read Authorization: Bearer "
        "and the key, with one blank between.",
        (edit,),
        "unsafe",
    )


@rule("SG403", "doubled-bearer", "warning", where=("odd authorization",))
def doubled_bearer(reading: Reading) -> Iterator[Flaw]:
    """`Bearer`, or the header's name, stands twice before the key.

    What happened: the value was pasted with its `Bearer` behind the one that stood there, or the
    whole header behind its own name.

    How to tell: `Authorization: Bearer Bearer …` or `Authorization: Authorization: …`. The service
    answers 401.

    Repair: delete one of the two.
    """
    value = _authorization(reading, of_any_service=True)
    found = value and (_BEARER_TWICE.match(value.text) or _NAME_TWICE.match(value.text))
    if value and found:
        group = 1 if found.re is _BEARER_TWICE else 0
        span = value.source(*found.span(group))
        yield Flaw(
            span,
            f"{quoted(found[group].strip())} stands twice in the Authorization header, and the "
            "service will answer 401: delete one of the two.",
            (Edit(span, ""),),
            "unsafe",
        )


@rule("SG404", "wrong-scheme", "warning", where=("odd authorization", "no key"))
def wrong_scheme(reading: Reading) -> Iterator[Flaw]:
    """The key is sent in another way than the service reads it.

    What happened: the header names another scheme (`Basic`, `Token`), misspells `Bearer`, or has
    another name (`X-API-Key`, or `Bearer:` itself); or `-u` stands in its place.

    How to tell: the header does not read `Authorization: Bearer KEY`. The service answers 401.

    Repair: write `-H "Authorization: Bearer $GUMLOOP_API_KEY"`.
    """
    for span, what in other_schemes(reading):
        yield Flaw(
            span,
            f"The key is sent {what}, which the service does not read, and it will answer 401: "
            "write Authorization: Bearer and the key.",
        )


def lone_bearer(reading: Reading) -> Span | None:
    """Give the place of a `Bearer` with no key behind it."""
    value = _authorization(reading)
    return value.span if value and _LONE_BEARER.fullmatch(value.text.strip()) else None


def _authorization(reading: Reading, of_any_service: bool = False) -> Word | None:
    request = reading.request
    if request is None or not (of_any_service or reading.webhook):
        return None
    named = (pair for pair in request.headers if pair.name.text.lower() == "authorization")
    return next((pair.value for pair in named if pair.value), None)


def other_schemes(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Give each way to send a key that the service does not read, where no other is used."""
    request, webhook = reading.request, reading.webhook
    if request is None or webhook is None:
        return
    value = _authorization(reading)
    scheme = _SCHEME.match(value.text) if value else None
    if value and scheme and scheme[1].lower() not in ("bearer", "authorization"):
        # What stands behind a scheme that takes no key is none: the span reaches up to it.
        end = scheme.end(0 if scheme[1].lower() in _WITHOUT_KEY else 1)
        yield value.source(scheme.start(1), end), f"with {_named(scheme[1])}"
    if webhook.api_key.value.places:
        return
    if request.auth:
        yield request.auth.user.span, "as a user's name or password (-u)"
    for pair in request.headers:
        if pair.value and _is_key_header(pair.name.text, pair.value):
            yield pair.name.span, f"in the header {quoted(pair.name.text)}"


def _named(scheme: str) -> str:
    """Name a scheme; a word that may be a part of the key is not shown."""
    if nearest(scheme, ("Bearer",)):
        return f"the scheme {quoted(scheme)} (Bearer was probably meant{told_apart(scheme)})"
    known = next((one for one in _SCHEMES if one.lower() == scheme.lower()), None)
    if known or _SURELY_A_WORD.fullmatch(scheme):
        return f"the scheme {known or quoted(scheme)}"
    return "another scheme than Bearer"


def _is_key_header(name: str, value: Word) -> bool:
    """Say whether a header that the service does not read holds the key, by its name or shape."""
    is_named = _NOT_LETTERS.sub("", name.lower()) in _KEY_HEADERS
    return is_named or (name.lower() != _USER_HEADER and has_shape("api_key", value.text.strip()))
