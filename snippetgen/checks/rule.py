"""What a rule is, and what it finds.

A rule is one function under `@rule`: pure, from a `Reading` to flaws. Its docstring is its page:
what `snippetgen explain` prints, with the parts *What happened*, *How to tell* and *Repair*.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from snippetgen.paste import Span
from snippetgen.reading import Reading

Severity = Literal["error", "warning", "note"]
Applies = Literal["safe", "unsafe", "show"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands at `span` by `text`; minimal, and never with a secret in it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule's function gives: the place, one sentence (place, cause and cure), the repair.

    `severity` overrides the rule's own where the same flaw is worth less in some place. `applies`:
    the edits give the text that was meant (`safe`), probably do (`unsafe`), or only show it.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    applies: Applies = "show"
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its name (after the flaw), how bad the flaw is, its page, its function.

    `after` names the rules whose flaw explains this one's: a cause outranks its consequences. Such
    a cause stands where the consequence does, or, with `anywhere`, somewhere in the command: what
    is missing from a command has no place of its own. `beside` names causes of such a rule that
    explain a flaw only where they stand at its place.
    """

    code: str
    name: str
    severity: Severity
    page: str
    find: Callable[[Reading], Iterable[Flaw]]
    after: tuple[str, ...] = ()
    anywhere: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw that a rule found, and the code of the finding that it follows from, if any."""

    rule: Rule
    severity: Severity
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    applies: Applies = "show"
    because: str | None = None


def rule(
    code: str,
    name: str,
    severity: Severity,
    after: tuple[str, ...] = (),
    *,
    anywhere: bool = False,
    beside: tuple[str, ...] = (),
) -> Callable[[Callable[[Reading], Iterable[Flaw]]], Rule]:
    """Make a function a rule; its docstring is the rule's page."""

    def made(find: Callable[[Reading], Iterable[Flaw]]) -> Rule:
        page = inspect.getdoc(find) or ""
        return Rule(code, name, severity, page, find, after, anywhere, beside)

    return made
