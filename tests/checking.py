"""How the tables of the checks are held: what a firing and a silent row mean."""

from dataclasses import dataclass

import pytest
from _pytest.mark import ParameterSet

from snippetgen.checks import ON_REQUEST, RULES, check
from snippetgen.checks.rule import Finding, Rule, asked
from snippetgen.paste import Paste
from snippetgen.reading import Reading, read, read_all

EVERY_RULE = (*RULES, *ON_REQUEST)


@dataclass(frozen=True)
class Row:
    """A rule's code, a paste, and the text at the finding's place; "" where none stands there."""

    code: str
    text: str
    place: str = ""
    name: str = "-"


def fires(code: str, text: str, place: str, *, id: str, name: str = "-") -> ParameterSet:
    """Make a row in which the rule fires at `place`."""
    return pytest.param(Row(code, text, place, name), id=id)


def silent(code: str, text: str, *, id: str, name: str = "-") -> ParameterSet:
    """Make a row in which the rule says nothing."""
    return pytest.param(Row(code, text, "", name), id=id)


def findings(text: str, name: str = "-", rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Check the only command of a text, or, in a page, all of its commands."""
    paste = Paste(text, name)
    readings = [read(paste)] if name == "-" else read_all(paste)
    for reading in readings:
        hold_unasked(reading)
    return [one for reading in readings for one in check(reading, rules)]


def hold_unasked(reading: Reading) -> None:
    """Hold that no rule finds anything where `where=` says that it cannot."""
    called = asked(RULES, reading)
    for rule in RULES:
        if rule not in called:
            assert not list(rule.find(reading)), f"{rule.name} is not asked, and finds a flaw"


def assert_fires(row: Row) -> None:
    """Hold that the rule fires, at its place, and that what it finds follows from nothing else."""
    found = [one for one in findings(row.text, row.name, EVERY_RULE) if one.rule.code == row.code]
    assert found, [one.message for one in findings(row.text, row.name)]
    place = row.text[found[0].span.start : found[0].span.end]
    assert place == row.place
    assert found[0].because is None


def assert_silent(row: Row) -> None:
    """Hold that the rule finds nothing."""
    found = [one for one in findings(row.text, row.name, EVERY_RULE) if one.rule.code == row.code]
    assert not found, found[0].message
