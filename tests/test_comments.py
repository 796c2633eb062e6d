"""Law: no value of a snippet stands in a comment or a doc string of the code, in no language."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from cases import own_targets
from hostile_places import LAYOUTS, Layout, paste_of

from snippetgen import read
from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call

_MARKER = "MARKER7Q"
_MODES: tuple[SecretsMode, ...] = ("env", "inline")
_QUOTED = r'"(?:\\.|[^"\\\n])*"|' + r"'(?:\\.|[^'\\\n])*'"
# Each language's strings and comments, whichever begins first; the comments in the only group.
_SLASHED = r"(//[^\n]*|/\*[\s\S]*?\*/)"
_TOKENS = {
    "python": re.compile(r'("""[\s\S]*?"""|#[^\n]*)|' + _QUOTED),
    "javascript": re.compile(f"{_SLASHED}|{_QUOTED}|" + r"`(?:\\[\s\S]|[^`\\])*`"),
    "java": re.compile(_SLASHED + r'|"""(?:\\[\s\S]|[^\\])*?"""|' + _QUOTED),
    "cpp": re.compile(_SLASHED + r'|R"\([\s\S]*?\)"|' + _QUOTED),
    "curl": re.compile(
        r"""((?<![^\s])#[^\n]*)|\$'(?:\\[\s\S]|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*\""""
    ),
}


def comments(code: str, language: str) -> list[str]:
    """Give the comments and doc strings of a program."""
    return [match[1] for match in _TOKENS[language].finditer(code) if match[1]]


@pytest.mark.parametrize("language", sorted(_TOKENS))
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_value_stands_in_a_comment(layout: Layout, language: str) -> None:
    codes = list(_codes(layout, language))
    assert any(_MARKER in code for code in codes)
    for code in codes:
        assert not [one for one in comments(code, language) if _MARKER.lower() in one.lower()]


def _codes(layout: Layout, language: str) -> Iterator[str]:
    reading = read(paste_of(layout.arguments("https://api.example.com", _MARKER, layout.places)))
    target = next(one for one in own_targets().values() if one.language == language)
    for style, mode, wait in product(target.styles, _MODES, (False, True)):
        try:
            yield render_call(call_of(reading, mode, wait), target, style)
        except CannotRender:
            assert wait


@pytest.mark.parametrize(
    ("language", "code", "found"),
    [
        pytest.param("python", '"""a"""\nb = "# c" # d\n', ['"""a"""', "# d"], id="Python"),
        pytest.param("javascript", 'a = `//b` + "/*"; // c', ["// c"], id="JavaScript"),
        pytest.param("java", '/** a */ b = """\n// c""";', ["/** a */"], id="Java"),
        pytest.param("cpp", 'a = R"(")"; /* b */ c = \'"\'; // d', ["/* b */", "// d"], id="C++"),
        pytest.param("curl", "curl 'a#b' $'c\\'#' \"#\" # d", ["# d"], id="a shell"),
    ],
)
def test_comments_are_told_from_strings(language: str, code: str, found: list[str]) -> None:
    assert comments(code, language) == found
