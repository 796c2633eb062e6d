"""What a rule is, and what it finds.

A rule is one function under `@rule`: pure, from a `Reading` to flaws. Its docstring is its page:
what `snippetgen explain` prints, with the parts *What happened*, *How to tell* and *Repair*.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import lru_cache
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
    def looking(self) -> Callable[[frozenset[str]], tuple[Rule, ...]]:
        """Give what finds the rules that look where some marks and traits are, and remembers it."""

        @lru_cache(256)
        def looking(traits: frozenset[str]) -> tuple[Rule, ...]:
            return tuple([one for one in self if not traits.isdisjoint(one.where)])

        return looking


def asked(rules: Rules, reading: Reading) -> tuple[Rule, ...]:
    """Give the rules that may find something in a reading, by the marks and traits that it has."""
    return rules.looking(traits(reading))
