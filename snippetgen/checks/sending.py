"""SG317 to SG320: what curl sends with the command, or refuses to send.

In: the request of a `Reading`. Out: mostly notes, for nothing is wrong with such a command.
"""

from collections.abc import Iterator

from snippetgen.checks.causes import LOST
from snippetgen.checks.rule import Flaw, rule
from snippetgen.checks.shown import listed
from snippetgen.checks.templates import variables
from snippetgen.checks.within import holder
from snippetgen.endpoints import is_placeholder
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request import FilePart, Uncarried

# A sign in the URL that does not belong there, or a placeholder.
_IN_URL = ("SG425", "SG417", "SG418", "SG422", "SG423", "SG222", "SG410")
_CURES = {
    "blank in the URL": "Delete it, or write %20",
    "port of the URL": "Write a number behind the colon, or delete the colon",
    "pattern in the URL": "Correct it, or add -g if its brackets are part of the URL",
}
_SECOND = ("several URLs", "--next")


@rule("SG317", "get-with-body", "note", where=("get",))
def get_with_body(reading: Reading) -> Iterator[Flaw]:
    """A GET carries a body.

    What happened: `-X GET` stands beside `-d`. curl sends the body; many servers and some clients
    (`fetch` in JavaScript) do not accept one.

    How to tell: `-X GET`, or `-X HEAD`, and an option such as `-d`.

    Repair: none where the service asks for it; else `-G`, which puts the data into the URL.
    """
    request = reading.request
    if request and request.method in ("GET", "HEAD") and request.body.kind != "none":
        part = request.body.parts[0]
        span = part.name.span if isinstance(part, FilePart) else part.span
        yield Flaw(span, f"A {request.method} carries a body, which many services do not read.")


@rule(
    "SG318",
    "second-request",
    "note",
    after=("SG307", "SG306", *LOST),
    anywhere=True,
    where=("uncarried",),
)
def second_request(reading: Reading) -> Iterator[Flaw]:
    """The command makes more than one request.

    What happened: it holds several URLs, a pattern such as `[1-3]`, or `--next`. curl requests one
    after another.

    How to tell: `curl -v` shows a request for each.

    Repair: none for curl. Code is made of one request only: split the command.
    """
    spans = [fact.span for fact in _uncarried(reading) if fact.what in _SECOND]
    if spans:
        yield Flaw(spans[0], "The command makes more than one request; code is made of only one.")


@rule("SG319", "uncarried-option", "note", where=("uncarried",))
def uncarried_option(reading: Reading) -> Iterator[Flaw]:
    """The command says something that no code is made of.

    What happened: it uses an option, or a form of one, that changes the request in a way that the
    generated code does not know yet.

    How to tell: `convert` names the option and stops.

    Repair: none for curl, which does what the command says.
    """
    facts = [fact for fact in _uncarried(reading) if not fact.refused and fact.what not in _SECOND]
    if facts:
        names = list(dict.fromkeys(fact.what for fact in facts))
        yield Flaw(facts[0].span, f"No code is made of {listed(names, most=8)}.")


@rule(
    "SG320",
    "refused-by-curl",
    "warning",
    after=("SG213", "SG304", "SG211", *_IN_URL, *LOST),
    where=("uncarried",),
)
def refused_by_curl(reading: Reading) -> Iterator[Flaw]:
    """The command says something that curl itself refuses to send.

    What happened: a blank stands in the URL, a number or a pattern is none, or two options exclude
    each other.

    How to tell: curl ends at once, with a message such as `URL using bad/illegal format`.

    Repair: correct what the message names; in a URL a blank is written `%20`.
    """
    urls = reading.arguments.urls if reading.arguments else ()
    is_stand_in = bool(urls) and is_placeholder(urls[0].text)
    templates = sorted((span for span, _ in variables(reading)), key=lambda span: span.start)
    for fact in _uncarried(reading):
        if fact.refused and not is_stand_in and holder(templates, fact.span.start) is None:
            end = max(fact.span.end, fact.span.start + 1)
            yield Flaw(
                Span(fact.span.start, end),
                f"This will not be sent as it stands ({fact.what}): {fact.why}. "
                f"{_CURES.get(fact.what, 'Correct it')}.",
            )


def _uncarried(reading: Reading) -> tuple[Uncarried, ...]:
    return reading.request.uncarried if reading.request else ()
