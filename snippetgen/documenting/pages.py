"""Snippets as what is published of them: pages, and blocks in place.

In: a judged command, targets, a `Format`. Out: text. What must not be published is refused with its
place: a damaged command, one that no target can send, one that would show a key.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from snippetgen.call.build import call_of
from snippetgen.call.model import Call
from snippetgen.call.wording import purpose
from snippetgen.documenting.exposure import exposed
from snippetgen.documenting.formats import Format
from snippetgen.documenting.model import Page, Tab
from snippetgen.documenting.parameters import parameters
from snippetgen.documenting.samples import Samples, samples
from snippetgen.documenting.wording import placeholders, statuses
from snippetgen.documenting.writing import block_text, page_text
from snippetgen.errors import CannotRender, SecondReadingDiffers
from snippetgen.judging.judge import Verdict
from snippetgen.reading import Reading
from snippetgen.report import one_line
from snippetgen.spec import spec
from snippetgen.targets import Target


class Sampled(Struct, frozen=True):
    """A command with its call and the call in every language; lines about what is odd in it."""

    reading: Reading
    call: Call
    tabs: tuple[Tab, ...]
    warnings: tuple[str, ...] = ()


def sampled(verdict: Verdict, targets: Iterable[Target], style: str) -> Sampled:
    """Give a command in every language, a placeholder in place of each secret.

    Raises `CannotRender`, with the place, where it is damaged, no target can send it,
    or the code would hold a key.
    """
    reading = verdict.reading
    for finding in verdict.findings:
        if finding.severity == "error":
            raise CannotRender(one_line(finding, reading.paste))
    try:
        call = call_of(reading, "placeholder")
        made = samples(call, targets, style)
    except (CannotRender, SecondReadingDiffers) as error:
        raise CannotRender(f"{place(reading)}: error: {error}") from None
    _require_no_key("\n".join(tab.code for tab in made.tabs), reading)
    return Sampled(reading, call, made.tabs, tuple(_warnings(verdict, made)))


def _warnings(verdict: Verdict, made: Samples) -> Iterator[str]:
    """Give a line for each thing that was read through, and for each target without a tab."""
    for finding in verdict.findings:
        if finding.severity == "warning":
            yield one_line(finding, verdict.reading.paste)
    for refused in made.refused:
        yield f"{place(verdict.reading)}: warning: no tab: {refused}"


def page_of(one: Sampled, source: str, title: str, intro: str) -> Page:
    """Give the page of a command; where it has no title or intro, the call gives one."""
    reading, call = one.reading, one.call
    needs = (*call.docs.details, placeholders(call.secrets))
    return Page(
        title=title or purpose(reading.webhook) or _request_line(reading),
        intro=intro or call.docs.function,
        source=source,
        tabs=one.tabs,
        rows=parameters(reading, call),
        needs=tuple(filter(None, needs)),
        advice=tuple(statuses(call.advice)),
    )


def page(one: Sampled, format: Format, source: str, title: str = "", intro: str = "") -> str:
    """Write the page of a command; raises `CannotRender` where it would hold a key."""
    text = page_text(page_of(one, source, title, intro), format)
    _require_no_key(text, one.reading)
    return text


def block(one: Sampled, format: Format, once: Iterable[str]) -> str:
    """Write the block of a command: its tabs, and the lines of `once`."""
    return block_text(one.tabs, format, tuple(once))


def place(reading: Reading) -> str:
    """Give where a command stands: file, line and column."""
    line, column = reading.paste.position(reading.start.offset if reading.start else 0)
    return f"{reading.paste.name}:{line}:{column}"


def _require_no_key(text: str, reading: Reading) -> None:
    why = exposed(text, reading)
    if why:
        cure = "write a placeholder such as YOUR_API_KEY in its place."
        raise CannotRender(f"{place(reading)}: error: {why} and would be published; {cure}")


def _request_line(reading: Reading) -> str:
    """Name a request of an unknown service by its method and path."""
    data = spec(reading)
    path = data["url"].partition("://")[2].partition("/")[2]
    return f"{data['method']} /{path}"
