"""Our dataclasses behave as the standard ones that they stand for."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property
from typing import Any

import pytest

from snippetgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """One of every kind of field."""

    first: int
    shown: str = "s"
    hidden: str = field(default="h", repr=False)
    made: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    late: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "late", self.first + 1)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, made by the standard library."""

    first: int
    shown: str = "s"
    hidden: str = field(default="h", repr=False)
    made: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    late: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "late", self.first + 1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Hashable."""

    left: str
    right: tuple[int, ...] = ()


BOTH: list[Any] = [Ours, Standard]


@pytest.mark.parametrize("kind", BOTH)
def test_it_is_made_with_its_defaults(kind: Any) -> None:
    one = kind(1, made=[2])
    assert dataclasses.asdict(one) == {
        "first": 1,
        "shown": "s",
        "hidden": "h",
        "made": [2],
        "own": [],
        "late": 2,
    }
    assert kind(1).made is not kind(1).made
    assert kind.__match_args__ == ("first", "shown", "hidden", "made")
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("kind", BOTH)
def test_it_compares_and_shows_what_it_should(kind: Any) -> None:
    one, same = kind(1), kind(1)
    same.own.append(3)
    assert one == same
    assert one != kind(2)
    assert one != "1"
    assert repr(one) == f"{kind.__name__}(first=1, shown='s', made=[], late=2)"


@pytest.mark.parametrize("kind", BOTH)
def test_it_is_frozen_yet_can_be_copied(kind: Any) -> None:
    one = kind(1)
    with pytest.raises(FrozenInstanceError):
        one.first = 2
    with pytest.raises(FrozenInstanceError):
        del one.first
    assert replace(one, first=4).late == 5
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


@pytest.mark.parametrize("kind", BOTH)
def test_wrong_arguments_are_refused(kind: Any) -> None:
    with pytest.raises(TypeError, match="first"):
        kind()
    with pytest.raises(TypeError, match="own"):
        kind(1, own=[])


def test_equal_ones_have_one_hash() -> None:
    assert {Pair("a", (1,)), Pair("a", (1,)), Pair("b")} == {Pair("b"), Pair("a", (1,))}


def test_one_that_is_not_frozen_is_the_standard_one() -> None:
    @dataclass(slots=True)
    class Open:
        field: int

    one = Open(1)
    one.field = 2
    assert one == Open(2)


def test_without_slots_it_can_keep_what_it_worked_out() -> None:
    @dataclass(frozen=True)
    class Lasting:
        field: int = 1

        @cached_property
        def double(self) -> int:
            return self.field * 2

    assert Lasting(2).double == 4
    assert Lasting() == Lasting(1)
    with pytest.raises(FrozenInstanceError):
        Lasting().field = 2  # type: ignore[misc]


def test_without_comparison_each_is_itself_alone() -> None:
    @dataclass(frozen=True, eq=False)
    class Alone:
        field: int

    one = Alone(1)
    assert one != Alone(1)
    assert {one: 1}[one] == 1
