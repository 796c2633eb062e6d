"""SG401 to SG409: the API key of a webhook.

In: the places of the key in a `Reading`, and its Authorization header. Out: what the service will
answer with 401, and what is worth knowing. No message holds a key.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.causes import LOST
from snippetgen.checks.elsewhere import is_key_elsewhere
from snippetgen.checks.marks import marks_of
from snippetgen.checks.nearness import nearest
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.checks.values import Literal, literals, secrets, url_span
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind
from snippetgen.words.word import Word

_BEARER_TWICE = re.compile(
    r"(?:authorization:[ \t]*+)?+(bearer:?[ \t]++)(?=bearer\b)", re.IGNORECASE
)
_NAME_TWICE = re.compile(r"authorization:[ \t]*+", re.IGNORECASE)
_SCHEMES = ("Basic", "Digest", "Token", "ApiKey", "Api-Key", "Key", "OAuth", "JWT", "Negotiate")
_GLUED = re.compile(r"bearer(:[ \t]*+|(?=[0-9a-z]))", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][\w-]*+):?[ \t]++(?=[^ \t])")
_LONE_BEARER = re.compile(r"bearer:?", re.IGNORECASE)


@rule("SG401", "missing-key", "warning", after=LOST, anywhere=True)
def missing_key(reading: Reading) -> Iterator[Flaw]:
    """The request carries no API key.

    What happened: the line with the header was not copied, or `api_key` was taken out of the URL
    before the snippet was shared.

    How to tell: neither `-H 'Authorization: Bearer …'` nor `api_key=…` in the URL. The service
    answers 401.

    Repair: write `-H "Authorization: Bearer $GUMLOOP_API_KEY"`, with the key in that variable.
    """
    webhook, request = reading.webhook, reading.request
    if webhook is None or webhook.endpoint is None or request is None or is_key_elsewhere(reading):
        return
    has_other = any(True for _ in _other_schemes(reading))
    if not webhook.api_key.value.places and not has_other:
        yield Flaw(
            url_span(reading),
            "The request carries no API key, and the service will answer 401: write -H "
            '"Authorization: Bearer $GUMLOOP_API_KEY", with the key in that variable.',
        )


@rule("SG402", "missing-bearer", "warning")
def missing_bearer(reading: Reading) -> Iterator[Flaw]:
    """The word `Bearer` is missing before the key.

    What happened: the header was written by hand, or the blank behind `Bearer` was lost.

    How to tell: the header reads `Authorization: KEY` or `Authorization: BearerKEY`. The service
    answers 401.

    Repair: write `Authorization: Bearer KEY`, with one blank before the key.
    """
    value = _authorization(reading)
    if value is None or value.expansions or _LONE_BEARER.fullmatch(value.text):
        return
    glued = _GLUED.match(value.text)
    if glued:
        edit = Edit(value.source(0, glued.end()), "Bearer ")
        message = "No blank alone stands between Bearer and the key"
    elif " " not in value.text and "\t" not in value.text:
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


@rule("SG403", "doubled-bearer", "warning")
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


@rule("SG404", "wrong-scheme", "warning")
def wrong_scheme(reading: Reading) -> Iterator[Flaw]:
    """The key is sent in another way than the service reads it.

    What happened: the header names another scheme (`Basic`, `Token`), misspells `Bearer`, or has
    another name (`X-API-Key`); or `-u` stands in its place.

    How to tell: the header does not read `Authorization: Bearer KEY`. The service answers 401.

    Repair: write `-H "Authorization: Bearer $GUMLOOP_API_KEY"`.
    """
    for span, what in _other_schemes(reading):
        yield Flaw(
            span,
            f"The key is sent {what}, which the service does not read, and it will answer 401: "
            "write Authorization: Bearer and the key.",
        )


@rule("SG405", "blanks-around-key", "warning")
def blanks_around_key(reading: Reading) -> Iterator[Flaw]:
    """Blanks stand around the key.

    What happened: the key was copied with a blank before or behind it, or was pasted between blanks
    that stood there. The service compares it with the blanks, and answers 401.

    How to tell: two blanks behind `Bearer`, or a blank before the closing quote.

    Repair: delete the blanks. It is read so.
    """
    marks = marks_of(reading, MarkKind.KEY_BLANKS)
    if marks:
        yield Flaw(
            marks[0].span,
            "A blank too many stands beside the API key, and the service will answer 401: delete "
            "it.",
            tuple(Edit(mark.span, mark.meant) for mark in marks),
            "safe",
        )


@rule("SG406", "masked-key", "warning")
def masked_key(reading: Reading) -> Iterator[Flaw]:
    """A mask or dots stand for the key, or for a part of it.

    What happened: the page showed `••••`, `****` or `…` in place of the key, and that was copied.

    How to tell: the key holds dots, bullets, asterisks or a row of x.

    Repair: copy the key from the settings page, where its owner can see it.
    """
    for one in _keys(reading):
        if one.is_clipped:
            yield Flaw(
                one.word.span,
                f"{one.called} is masked or clipped as a page showed it, and no service will take "
                "it: copy it in full from where it was made.",
            )


@rule("SG407", "differing-keys", "warning")
def differing_keys(reading: Reading) -> Iterator[Flaw]:
    """Two different keys stand in one request.

    What happened: a new key was put into one place, and an old one, or a placeholder, stayed in
    another.

    How to tell: `api_key` in the URL or the body differs from the key in the header. Which of them
    the service takes is not documented.

    Repair: delete one of them, best the one in the URL.
    """
    found = [one for one in literals(reading, "api_key") if not one.is_placeholder]
    if len({one.text for one in found}) > 1:
        yield Flaw(
            found[1].word.span,
            f"{found[1].called} differs from the one {found[0].where}, and which the service takes "
            "is not known: delete one of them.",
        )


@rule("SG408", "repeated-key", "note")
def repeated_key(reading: Reading) -> Iterator[Flaw]:
    """The same key stands in two places.

    What happened: both forms of the panel were mixed, the key in the URL and in the header.

    How to tell: the message names both places.

    Repair: none is needed; the one in the URL ends up in logs and can go.
    """
    found = list(literals(reading, "api_key"))
    if len(found) > 1 and len({one.text for one in found}) == 1:
        yield Flaw(found[1].word.span, f"The API key stands {found[0].where} and {found[1].where}.")


@rule("SG409", "key-in-url", "note")
def key_in_url(reading: Reading) -> Iterator[Flaw]:
    """The key stands in the URL.

    What happened: it is the panel's default form. URLs are kept in histories and in the logs of
    every server and proxy on the way.

    How to tell: `api_key=…` behind the `?`.

    Repair: none is needed. In the panel choose "Use Authorization Header" for a form without it.
    """
    for one in literals(reading, "api_key"):
        if one.where == "in the query":
            yield Flaw(one.word.span, "The API key stands in the URL, which ends up in logs.")


def _authorization(reading: Reading, of_any_service: bool = False) -> Word | None:
    request = reading.request
    if request is None or not (of_any_service or reading.webhook):
        return None
    named = (pair for pair in request.headers if pair.name.text.lower() == "authorization")
    return next((pair.value for pair in named if pair.value), None)


def _other_schemes(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Give each way to send a key that the service does not read, where no other is used."""
    request, webhook = reading.request, reading.webhook
    if request is None or webhook is None:
        return
    value = _authorization(reading)
    scheme = _SCHEME.match(value.text) if value else None
    if value and scheme and scheme[1].lower() not in ("bearer", "authorization"):
        yield value.source(*scheme.span(1)), f"with {_named(scheme[1])}"
    if webhook.api_key.value.places:
        return
    if request.auth:
        yield request.auth.user.span, "as a user's name or password (-u)"
    for pair in request.headers:
        if pair.name.text.lower() in ("x-api-key", "api-key", "apikey", "api_key"):
            yield pair.name.span, f"in the header {quoted(pair.name.text)}"


def _named(scheme: str) -> str:
    """Name a scheme; one that is not known is not shown, for it may be a part of the key."""
    if nearest(scheme, ("Bearer",)):
        return f"the scheme {quoted(scheme)} (Bearer was probably meant)"
    known = next((one for one in _SCHEMES if one.lower() == scheme.lower()), None)
    return f"the scheme {known}" if known else "another scheme than Bearer"


def _keys(reading: Reading) -> Iterator[Literal]:
    """Give the key of a webhook, and the secrets of any request that are not the same."""
    own = list(literals(reading, "api_key"))
    yield from own
    spans = [one.word.span for one in own]
    yield from (one for one in secrets(reading) if one.word.span not in spans)
