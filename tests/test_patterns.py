"""Patterns are compiled late; here all of them are."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import snippetgen
from snippetgen.patterns import LazyPattern, regex

PACKAGE = Path(snippetgen.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py"
)


def _patterns(value: object) -> Iterator[LazyPattern]:
    if isinstance(value, LazyPattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _patterns(item)


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_compiled(module: str) -> None:
    for value in vars(import_module(module)).values():
        for pattern in _patterns(value):
            pattern.search("")


def test_a_late_pattern_finds_what_an_early_one_does() -> None:
    early, late = re.compile("(?P<word>[a-z]+)", re.IGNORECASE), regex("(?P<word>[a-z]+)", re.I)
    assert late.pattern == early.pattern
    assert late.groupindex == early.groupindex
    assert [found["word"] for found in late.finditer("Ab 1 c")] == ["Ab", "c"]
    assert late.sub("x", "Ab 1 c", count=1) == early.sub("x", "Ab 1 c", count=1)
    assert late.fullmatch("Ab", 1, 2) is not None


def test_a_wrong_pattern_is_refused_at_its_first_use() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.match("")
