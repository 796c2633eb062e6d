"""Patterns are compiled late; here all of them are."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest
from cases import own_targets
from possessive import broken_groups

import snippetgen
from snippetgen.patterns import LazyPattern, regex
from snippetgen.targets import Target

PACKAGE = Path(snippetgen.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, LazyPattern):
        yield cast("re.Pattern[str]", value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _patterns(item)


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_compiled_and_is_read_alike_by_every_python(module: str) -> None:
    for value in vars(import_module(module)).values():
        for pattern in _patterns(value):
            pattern.search("")
            assert not broken_groups(pattern.pattern, pattern.flags), pattern.pattern


@pytest.mark.parametrize("target", own_targets().values(), ids=lambda target: target.id)
def test_the_patterns_of_targets_are_read_alike_by_every_python(target: Target) -> None:
    limits = target.limits
    some = (limits.header_name, limits.header_value, limits.address, limits.proxy_address)
    for pattern in (*limits.only.values(), *some):
        assert pattern is None or not broken_groups(pattern.pattern), pattern


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (r"(?:-\w++)*+", 1),
        (r"(?:%[0-9A-F]{2})++", 1),
        (r"(?:a|b++c)*+", 1),
        (r"(?:(?<=a)b)*+", 1),
        (r"(?:(?:env|local):)?+x", 1),
        (r"(?>[^'\\]++|\\.)*+", 2),
        (r"x(?:(?:-\w++)*+)?", 1),
        (r"[a-z]++\w*+", 0),
        (r"(?:ab|\\.)*+", 0),
        (r"(?:>[ \t]*+)*+", 0),
        (r"(?:-\w++)*", 0),
    ],
)
def test_what_an_old_python_may_read_wrongly_is_known(pattern: str, count: int) -> None:
    assert broken_groups(pattern) == count


def test_a_late_pattern_finds_what_an_early_one_does() -> None:
    early, late = re.compile("(?P<word>[a-z]+)", re.IGNORECASE), regex("(?P<word>[a-z]+)", re.I)
    assert late.pattern == early.pattern
    assert late.groupindex == early.groupindex
    assert [found["word"] for found in late.finditer("Ab 1 c")] == ["Ab", "c"]
    assert late.sub("x", "Ab 1 c", count=1) == early.sub("x", "Ab 1 c", count=1)
    assert late.fullmatch("Ab", 1, 2) is not None


def test_a_late_pattern_that_was_used_runs_no_python_code_to_find_its_methods() -> None:
    late = regex("a")
    assert hasattr(type(late), "__getattr__")
    assert late.match("a")
    assert not hasattr(type(late), "__getattr__")


def test_a_wrong_pattern_is_refused_at_its_first_use() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("")
