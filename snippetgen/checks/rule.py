"""What a rule is, and what it finds.

A rule is one function under `@rule`: pure, from a `Reading` to flaws. Its docstring is its page:
what `snippetgen explain` prints, with the parts *What happened*, *How to tell* and *Repair*.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from snippetgen.checks.traits import Where, traits
from snippetgen.once import found
from snippetgen.paste import Span
from snippetgen.reading import Reading

Severity = Literal["error", "warning", "note"]
Applies = Literal["safe", "unsafe", "show"]


class Edit(Struct, frozen=True):
    """Replace what stands at `span` by `text`; minimal, and never with a secret in it."""

    span: Span
    text: str


class Flaw(Struct, frozen=True):
    """What a rule's function gives: the place, one sentence (place, cause and cure), the repair.

    `severity` overrides the rule's own where the same flaw is worth less in some place. `applies`:
    the edits give the text that was meant (`safe`), probably do (`unsafe`), or only show it.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    applies: Applies = "show"
    severity: Severity | None = None


class Rule(Struct, frozen=True, eq=False):
    """One rule: its code, its name (after the flaw), how bad the flaw is, its function.

    `after` names the rules whose flaw explains this one's: a cause outranks its consequences. Such
    a cause stands where the consequence does, or, with `anywhere`, somewhere in the command: what
    is missing from a command has no place of its own. `beside` names causes of such a rule that
    explain a flaw only where they stand at its place. `where`: a reading with none of these marks
    and traits has no such flaw, and the rule is not called.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[Reading], Iterable[Flaw]]
    after: tuple[str, ...] = ()
    anywhere: bool = False
    beside: tuple[str, ...] = ()
    where: tuple[Where, ...] = ("any",)

    @property
    def page(self) -> str:
        """Give what the rule is about, how to tell and how to repair: its function's docstring."""
        return inspect.getdoc(self.find) or ""


class Finding(Struct, frozen=True):
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
    where: tuple[Where, ...] = ("any",),
) -> Callable[[Callable[[Reading], Iterable[Flaw]]], Rule]:
    """Make a function a rule; its docstring is the rule's page."""

    def made(find: Callable[[Reading], Iterable[Flaw]]) -> Rule:
        return Rule(code, name, severity, find, after, anywhere, beside, where)

    return made


class Rules(tuple[Rule, ...]):
    """Some rules in order, which know where each of them looks."""

    @found
    def numbers(self) -> dict[str, list[int]]:
        """Give the numbers of the rules that look where a mark or a trait is, for each of those."""
        known: dict[str, list[int]] = {}
        for number, one in enumerate(self):
            for trait in one.where:
                known.setdefault(trait, []).append(number)
        return known


def asked(rules: Rules, reading: Reading) -> list[Rule]:
    """Give the rules that may find something in a reading, by the marks and traits that it has."""
    known = rules.numbers
    numbers = {number for trait in traits(reading) & known.keys() for number in known[trait]}
    return [rules[number] for number in sorted(numbers)]
