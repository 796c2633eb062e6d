"""Frozen dataclasses whose methods are made when they are first needed.

In: a class as `dataclasses.dataclass` takes it. Out: where it is frozen, a class that behaves as
the standard one would, and that `dataclasses.replace` and `fields` work on; else the standard one.
That compiles six methods for each class, half a millisecond: for all of ours a fifth of a run of
the command line, and few are ever compared or shown. It refuses inheritance.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from collections.abc import Callable, Iterator
    from dataclasses import MISSING, Field, FrozenInstanceError, fields
    from dataclasses import dataclass as _standard
    from functools import cache, partial
    from operator import attrgetter
    from typing import Any

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True
    ) -> Callable[[type], type]:
        """Make a class a dataclass; the parameters are those of the standard one."""
        if not frozen:
            return _standard(slots=slots, eq=eq)
        methods = _SHARED if eq else {name: _SHARED[name] for name in _SHARED.keys() - _COMPARING}
        return partial(_slotted if slots else _open, methods)

    def _slotted(methods: dict[str, Any], cls: type) -> type:
        own = vars(_open({}, cls))
        names = tuple(field.name for field in fields(cls))
        left_out = {*names, "__dict__", "__weakref__"}
        own = {name: item for name, item in own.items() if name not in left_out}
        made = type(cls.__name__, cls.__bases__, methods | own | {"__slots__": names})
        made.__qualname__ = cls.__qualname__
        return made

    def _open(methods: dict[str, Any], cls: type) -> type:
        cls.__doc__ = cls.__doc__ or cls.__name__  # the standard one would derive a signature
        _standard(init=False, repr=False, eq=False)(cls)
        for name in methods.keys() - vars(cls).keys():
            setattr(cls, name, methods[name])
        return cls

    def _make_init(self: Any, *values: Any, **named: Any) -> None:
        """Write the class's own `__init__`, put it in this one's place, and call it."""
        cls = type(self)
        names: dict[str, Any] = {"_set": object.__setattr__}
        lines = "".join(_line(field, names) for field in fields(cls))
        taken = ", ".join(_parameter(field, names) for field in fields(cls) if field.init)
        if hasattr(cls, "__post_init__"):
            lines += " self.__post_init__()\n"
        exec(f"def __init__(self, {taken}):\n{lines}", names)
        cls.__init__ = names["__init__"]
        self.__init__(*values, **named)

    def _parameter(field: Field, names: dict[str, Any]) -> str:
        if field.default is MISSING and field.default_factory is MISSING:
            return field.name
        names[f"_default_{field.name}"] = field.default  # MISSING asks for the factory
        return f"{field.name}=_default_{field.name}"

    def _line(field: Field, names: dict[str, Any]) -> str:
        name = field.name
        if field.default_factory is not MISSING:
            names[f"_made_{name}"] = field.default_factory
            is_given = f"{name} is not _default_{name}"
            value = f"{name} if {is_given} else _made_{name}()" if field.init else f"_made_{name}()"
        elif field.init:
            value = name
        else:
            return " pass\n"  # left to `__post_init__`
        return f" _set(self, {name!r}, {value})\n"

    def _equal(self: Any, other: Any) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = _compared(self.__class__)
        return values(self) == values(other)

    def _hash(self: Any) -> int:
        return hash(_compared(self.__class__)(self))

    @cache
    def _compared(cls: type) -> Callable[[Any], Any]:
        return attrgetter(*(field.name for field in fields(cls) if field.compare))

    def _repr(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _shown(self.__class__))
        return f"{self.__class__.__qualname__}({shown})"

    def _shown(cls: type) -> Iterator[str]:
        return (field.name for field in fields(cls) if field.repr)

    def _refuse(self: Any, name: str, value: Any = None) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _state(self: Any) -> list[Any]:
        return [getattr(self, field.name) for field in fields(self)]

    def _restore(self: Any, state: list[Any]) -> None:
        for field, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)

    _SHARED: dict[str, Any] = {
        "__init__": _make_init,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _repr,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _restore,
    }
    _COMPARING = {"__eq__", "__hash__"}
