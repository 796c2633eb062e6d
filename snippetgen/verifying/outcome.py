"""How the proof of one target ended."""

from typing import Literal

from msgspec import Struct

Verdict = Literal["same", "differs", "refused", "not run"]


class NotRun(Exception):
    """A program that could not be run to its end; the text says why, and what to do."""


class Outcome(Struct, frozen=True):
    """One line of the table: a target, the verdict on its program, and the reason in words."""

    target: str
    verdict: Verdict
    reason: str = ""
