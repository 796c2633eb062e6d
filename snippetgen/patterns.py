"""Patterns that are compiled when they are first used.

In: a regular expression. Out: what stands for `re.compile` of it. It refuses to know what is looked
for. A run of the command line uses a third of all patterns, and to compile them all took a fifth of
its time. A wrong pattern therefore shows at its first use; `tests/test_patterns.py` compiles all.
"""

import re
from typing import Any, cast

_KNOWN = (
    *("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)
"""What a compiled pattern is asked for, beside its `pattern`."""


class LazyPattern:
    """Stands for a pattern; from the first use on, its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags


class _Unused(LazyPattern):
    """One that was not used yet; its first use makes it a plain one, whose attributes are fast."""

    def __getattr__(self, name: str) -> Any:
        """Compile; Python asks here only for what is no attribute yet."""
        if name not in _KNOWN:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        # Two threads may both compile; they find the same.
        for known in _KNOWN:
            setattr(self, known, getattr(compiled, known))
        self.__class__ = LazyPattern  # type: ignore[assignment]
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give the pattern of a regular expression, to be compiled at its first use."""
    return cast("re.Pattern[str]", _Unused(pattern, flags))
