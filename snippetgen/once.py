"""What is made once and kept, whichever of many threads asks first.

In: a function. Out: one that makes each thing once. `functools.cache` alone would make it in every
thread that asks before the first is done.
"""

from collections.abc import Callable
from functools import cache, wraps
from threading import RLock
from typing import Any, Generic, ParamSpec, TypeVar, cast

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


class found(Generic[_Made]):  # noqa: N801 - used as a decorator
    """A property that is found out when it is first asked for, and kept in the `__dict__`.

    As `functools.cached_property`, which until Python 3.12 takes a lock each time.
    """

    def __init__(self, find: Callable[[Any], _Made]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> _Made:
        """Find it out; Python asks here only for what does not stand in the `__dict__`."""
        if owner is None:
            return cast("_Made", self)  # asked of the class, as `help` does
        made = owner.__dict__[self._name] = self._find(owner)
        return made
