"""Options of the test run, and what it says at its end."""

import os
from collections.abc import Callable

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite fixtures' expected files")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Say whether expected files are to be rewritten; never under CI."""
    wanted = bool(request.config.getoption("--update"))
    if wanted and os.environ.get("CI"):
        pytest.exit("--update rewrites what CI should hold us to; it is refused here.", 2)
    return wanted


Say = Callable[[str], None]


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Say:
    """Give a function that prints a line at the end of the whole run, from any of its processes."""
    return lambda line: record_property("said", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests had to say, in the order of their names."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    lines = [
        str(line)
        for report in sorted(reports, key=lambda one: one.nodeid)
        for name, line in report.user_properties
        if name == "said" and report.when == "call"
    ]
    if lines:
        terminalreporter.section("what was proven")
    for line in lines:
        terminalreporter.write_line(line)
