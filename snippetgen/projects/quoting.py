"""Texts as parts of a project's files: what its templates bring any value in with.

In: a text. Out: `Code` that reads as that text in TOML, JSON, XML, CMake, Markdown or a `.env`
file. It refuses to know which file is written.
"""

from collections.abc import Callable
from xml.sax.saxutils import escape

from snippetgen.call.encodings import has_lone_surrogate, json_quoted
from snippetgen.documenting.markup import code_span
from snippetgen.documenting.markup import text as markdown
from snippetgen.patterns import regex
from snippetgen.rendering.code import Code

_SPECIAL_IN_TOML = regex(r'["\\\x00-\x1f\x7f]')
_SPECIAL_IN_CMAKE = regex(r'["\\$]')
_NO_XML = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_VARIABLE = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_NO_LINE = regex(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def toml(words: str) -> Code:
    """Give a text as a basic string of TOML (TOML 1.0, String)."""
    quoted = _SPECIAL_IN_TOML.sub(lambda one: f"\\u{ord(one[0]):04x}", _text(words))
    return Code(f'"{quoted}"')


def json_string(words: str) -> Code:
    """Give a text as a JSON string."""
    return Code(json_quoted(_text(words)))


def xml(words: str) -> Code:
    """Give a text for the content of an XML element.

    Raises `ValueError` for a character that no XML 1.0 can hold.
    """
    if _NO_XML.search(_text(words)):
        raise ValueError("XML cannot hold a control character")
    return Code(escape(words, {"\r": "&#13;"}))


def cmake(words: str) -> Code:
    """Give a text as a quoted argument of CMake (cmake-language, Quoted Argument).

    Raises `ValueError` for a NUL, which no argument can hold.
    """
    if "\0" in _text(words):
        raise ValueError("CMake cannot hold a NUL")
    quoted = _SPECIAL_IN_CMAKE.sub(r"\\\g<0>", words).replace("\r", r"\r")
    return Code(f'"{quoted}"')


def is_variable(name: str) -> bool:
    """Say whether a shell can set an environment variable of this name."""
    return _VARIABLE.fullmatch(name) is not None


def variable(name: str) -> Code:
    """Give the name of an environment variable, as a shell can set it.

    Raises `ValueError` for anything else.
    """
    if not is_variable(name):
        raise ValueError("this is no name of an environment variable")
    return Code(name)


def line(words: str) -> Code:
    """Give a line of a target's own, as it is: a command for a code block, a pattern for git.

    Raises `ValueError` where it is more than a line, or could end the block.
    """
    if _NO_LINE.search(words) or "```" in words:
        raise ValueError("a line of [project] must be one line and hold no fence")
    return Code(words)


def _text(words: str) -> str:
    if has_lone_surrogate(words):
        raise ValueError("half a character cannot stand in a file")
    return words


FILTERS: dict[str, Callable[..., str]] = {
    "toml": toml,
    "json": json_string,
    "xml": xml,
    "cmake": cmake,
    "text": markdown,
    "code": code_span,
    "variable": variable,
    "line": line,
}
"""What templates of projects have beside `block`, `indent` and `join`."""
