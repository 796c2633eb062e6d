"""What is made once and kept, whichever of many threads asks first.

In: a function. Out: one that makes each thing once. `functools.cache` alone would make it in every
thread that asks before the first is done.
"""

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import ParamSpec, TypeVar, cast

_Arguments = ParamSpec("_Arguments")
_Made = TypeVar("_Made")


def once(make: Callable[_Arguments, _Made]) -> Callable[_Arguments, _Made]:
    """Give a function that makes a thing once for the same arguments, which must be hashable."""
    kept = cast("Callable[_Arguments, _Made]", cache(make))
    lock = RLock()

    @wraps(make)
    def alone(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Made:
        with lock:
            return kept(*arguments, **named)

    # What is made already is given without waiting for the lock.
    return cast("Callable[_Arguments, _Made]", cache(alone))
