"""SG401 and SG405 to SG409: the API key of a webhook.

In: the places of the key in a `Reading`. Out: what the service will answer with 401, and what is
worth knowing. No message holds a key.
"""

from collections.abc import Iterator

from snippetgen.checks.bearer import lone_bearer, other_schemes
from snippetgen.checks.causes import LOST
from snippetgen.checks.exchanged import misplaced
from snippetgen.checks.given import empty_place, lacking
from snippetgen.checks.marks import marks_of
from snippetgen.checks.parameters import hiding_place
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.values import Literal, address_span, earlier, literals, secrets
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind


@rule(
    "SG401",
    "missing-key",
    "warning",
    after=LOST,
    anywhere=True,
    beside=("SG422", "SG423", "SG424"),
    where=("lacking",),
)
def missing_key(reading: Reading) -> Iterator[Flaw]:
    """The request carries no API key.

    What happened: the line with the header was not copied, or `api_key` was taken out of the URL
    before the snippet was shared.

    How to tell: neither `-H 'Authorization: Bearer …'` nor `api_key=…` in the URL. The service
    answers 401.

    Repair: write `-H "Authorization: Bearer $GUMLOOP_API_KEY"`, with the key in that variable.
    """
    if "api_key" in lacking(reading) and not any(True for _ in other_schemes(reading)):
        told, span = "The request carries no API key", lone_bearer(reading)
        if span or empty_place(reading, "api_key"):
            told = "Nothing stands where the API key belongs"
        span = span or empty_place(reading, "api_key") or hiding_place(reading, "api_key")
        yield Flaw(
            span or misplaced(reading, "api_key") or address_span(reading),
            f"{told}, and the service will answer 401: write -H "
            '"Authorization: Bearer $GUMLOOP_API_KEY", with the key in that variable.',
        )


@rule("SG405", "blanks-around-key", "warning", after=("SG401",), where=(MarkKind.KEY_BLANKS,))
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


@rule("SG406", "masked-key", "warning", where=("stand-in",))
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


@rule("SG407", "differing-keys", "warning", where=("repeated value",))
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
            f"{found[1].called} differs from the {earlier(found[1], found[0])}, and which the "
            "service takes is not known: delete one of them.",
        )


@rule("SG408", "repeated-key", "note", where=("repeated value",))
def repeated_key(reading: Reading) -> Iterator[Flaw]:
    """The same key stands in two places.

    What happened: both forms of the panel were mixed, the key in the URL and in the header.

    How to tell: the message names both places.

    Repair: none is needed; the one in the URL ends up in logs and can go.
    """
    found = list(literals(reading, "api_key"))
    if len(found) > 1 and len({one.text for one in found}) == 1:
        yield Flaw(found[1].word.span, f"The API key stands {found[0].where} and {found[1].where}.")


@rule("SG409", "key-in-url", "note", where=("key in the query",))
def key_in_url(reading: Reading) -> Iterator[Flaw]:
    """The key stands in the URL.

    What happened: it is the panel's default form. URLs are kept in histories and in the logs of
    every server and proxy on the way.

    How to tell: `api_key=…` behind the `?`.

    Repair: none is needed. In the panel choose "Use Authorization Header" for a form without it.
    """
    for place in reading.webhook.api_key.value.places if reading.webhook else ():
        if place.where == "query" and not place.word.expansions:
            yield Flaw(place.word.span, "The API key stands in the URL, which ends up in logs.")


def _keys(reading: Reading) -> Iterator[Literal]:
    """Give the key of a webhook, and the secrets of any request that are not the same."""
    own = list(literals(reading, "api_key"))
    yield from own
    spans = [one.word.span for one in own]
    yield from (one for one in secrets(reading) if one.word.span not in spans)
