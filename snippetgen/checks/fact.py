"""What several rules ask of a reading, worked out once.

In: a function of a `Reading`. Out: the same function, which keeps its answer in the reading. It
refuses to know what is asked.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from snippetgen.reading import Reading

_Answer = TypeVar("_Answer")
_UNKNOWN: Any = object()


def fact(find: Callable[[Reading], _Answer]) -> Callable[[Reading], _Answer]:
    """Keep what a function finds in a reading; what it gives is shared, and must not be changed.

    Two threads that ask at once may both work it out: the answer is the same.
    """
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def known(reading: Reading) -> _Answer:
        facts = reading.facts
        answer: _Answer = facts.get(name, _UNKNOWN)
        if answer is _UNKNOWN:
            answer = facts[name] = find(reading)
        return answer

    return known
