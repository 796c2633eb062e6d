"""The safe repairs of a paste, applied until none is left.

In: a paste that was judged, and how to judge it again. Out: the repaired paste, judged. Nothing is
repaired where anything new would be wrong afterwards. It refuses to know where a paste came from.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.checks.edits import applied
from snippetgen.checks.rule import Finding
from snippetgen.judging.judge import Judged
from snippetgen.paste import Paste

_MOST_ROUNDS = 10


class Fixed(Struct, frozen=True):
    """A paste after its repairs, judged, and how many findings they were for."""

    judged: Judged
    count: int = 0


def repairs(judged: Judged) -> list[Finding]:
    """Give the findings whose repair is certain."""
    return [one for one in judged.findings if one.applies == "safe" and one.edits]


def fixed(judged: Judged, judge_again: Callable[[Paste], Judged]) -> Fixed:
    """Apply the safe repairs, and those that only then can be made, until none is left."""
    count = 0
    for _ in range(_MOST_ROUNDS):
        safe = repairs(judged)
        text = applied(judged.paste.text, safe)
        if text is None or not safe:
            break
        again = judge_again(replace(judged.paste, text=text))
        if _wrong(again) - _wrong(judged):
            break
        judged, count = again, count + len(safe)
    return Fixed(judged, count)


def _wrong(judged: Judged) -> set[str]:
    return {one.rule.code for one in judged.findings if one.severity != "note"}
