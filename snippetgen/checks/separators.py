"""Where the name of a parameter stands that no reader of the URL finds.

In: the URL, the query and the form of a `Reading`. Out: each such name, with what hides it: a lost
or changed `?`, `&` or `=`, a `#`, a blank, or a sign at which a shell ends the command.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from snippetgen.checks.fact import fact
from snippetgen.checks.given import FIELDS, Given, given, lacking
from snippetgen.checks.shown import listed, quoted
from snippetgen.checks.values import values_of
from snippetgen.endpoints import endpoint_of
from snippetgen.identifiers import has_shape
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.words.typography import ODD_SPACES
from snippetgen.words.word import Word

_NAMES = "|".join(FIELDS)
# A name in the middle of a value, with the sign that stands where `&` belongs.
_IN_VALUE = regex(
    rf"(?P<sign>%[0-9A-Fa-f]{{2}}|(?<=[0-9A-Za-z])|[^\w&])(?P<field>{_NAMES})(?:=|%3[Dd])"
)
# A name at its own beginning, with the sign that stands where `=` belongs.
_GLUED = regex(rf"(?P<field>{_NAMES})(?P<sign>%3[Dd]|[^\w=]?)(?=[0-9A-Za-z]{{8}})")
_IN_PATH = regex(rf"(?P<sign>[^\w/]?)(?P<field>{_NAMES})=")
_NAMED = regex(rf"(?P<field>{_NAMES})=")
_BLANKS = f"[ \t{ODD_SPACES}]"
_LAST_VALUE = regex(rf"[?&](?P<field>{_NAMES})(?:=(?P<part>[0-9A-Za-z]*+))?\Z")
_LONGEST = 60  # characters of a name with its signs and the longest value
_AFTER_BLANK = regex(rf"(?P<sign>{_BLANKS}++)(?P<equals>=?)(?P<rest>[0-9A-Za-z]++)")
_SHELL_SIGN = regex(rf"(?P<sign>{_BLANKS}*+[&;|]{{1,3}}+{_BLANKS}*+)(?P<field>{_NAMES})")


class Hidden(Struct, frozen=True):
    """A name that is hidden, with all that are hidden with it, and its place.

    `sign` is the place of what stands where `meant` belongs, empty where nothing does.
    """

    fields: tuple[str, ...]
    span: Span
    sign: Span
    meant: str
    message: str


@fact
def hidden_names(reading: Reading) -> tuple[Hidden, ...]:
    """Give the names that are hidden, each once, of those that stand nowhere else."""
    return tuple(_unknown(reading))


def _unknown(reading: Reading) -> Iterator[Hidden]:
    values = values_of(reading)
    known = {name for name, value in values.items() if value.places}
    for one in _every(reading):
        if not known.issuperset(one.fields):
            known.update(one.fields)
            yield one


def _every(reading: Reading) -> Iterator[Hidden]:
    word = reading.arguments.urls[0] if reading.arguments and reading.arguments.urls else None
    if word is None or reading.request is None:
        return
    yield from _in_path(word)
    if reading.webhook is None:
        return
    needed = lacking(reading)
    for one in given(reading):
        if one.value is None:
            yield from _glued(one)
        elif one.raw is not None and not one.is_member:
            yield from _in_value(one.raw, FIELDS if one.name in FIELDS else needed)
    yield from _behind_sharp(word)
    yield from _at_a_shell_s_sign(reading, word)
    yield from _at_a_blank(reading, word)


def _in_value(raw: Word, fields: tuple[str, ...]) -> Iterator[Hidden]:
    text = masked(raw)
    is_possible = "=" in text or "%3" in text
    for found in _IN_VALUE.finditer(text) if is_possible else ():
        if found["field"] in fields:
            told = f"{_stands(found['sign'], '&', found['field'])}: write &{found['field']}=."
            yield _hidden(raw, found, "&", told)


def _glued(one: Given) -> Iterator[Hidden]:
    found = _GLUED.match(masked(one.word))
    if found:
        field, sign = found["field"], found["sign"]
        stands = f"{quoted(sign)} stands behind {field}, where = belongs" if sign else ""
        told = stands or f"The = behind {field} is missing"
        yield _hidden(one.word, found, "=", f"{told}, so that it has no value: write {field}=.")


def _in_path(word: Word) -> Iterator[Hidden]:
    """Give a name in the path of a call of the API: the `?` is lost."""
    text = masked(word).partition("#")[0].partition("?")[0]
    found = _IN_PATH.search(text) if "=" in text else None
    host, slash, path = text[: found.start() if found else 0].partition("://")[2].partition("/")
    if found and endpoint_of(host, slash + path) is not None:
        told = f"{_stands(found['sign'], '?', found['field'])}: write ?{found['field']}=."
        yield _hidden(word, found, "?", told)


def _behind_sharp(word: Word) -> Iterator[Hidden]:
    before, sharp, behind = masked(word).partition("#")
    names = tuple(dict.fromkeys(found["field"] for found in _NAMED.finditer(behind)))
    if sharp and names:
        place = len(before)
        meant = "&" if "?" in before else "?"
        stand = "stand" if len(names) > 1 else "stands"
        told = f"{listed([*names])} {stand} behind a #, and no client sends what stands there"
        sign = word.source(place, place + 1)
        yield Hidden(names, sign, sign, meant, f"{told}: write {meant} in place of the #.")


def _at_a_shell_s_sign(reading: Reading, word: Word) -> Iterator[Hidden]:
    """Give the name behind an unquoted sign at which a shell ends the command."""
    command, text = reading.command, reading.paste.text
    if command is None or word.quotes or command.span.end != word.span.end:
        return
    found = _SHELL_SIGN.match(text, command.span.end)
    if found:
        told, meant, sign = _stands(found["sign"], "&", found["field"]), "&", found.span("sign")
        if found["sign"] == "&":
            told, meant, sign = f"No = stands behind {found['field']}", "=", (found.end(),) * 2
        told = f"{told}, and a shell ends the command here: correct it, and put the URL in quotes."
        yield Hidden(FIELDS, Span(*found.span("field")), Span(*sign), meant, told)


def _at_a_blank(reading: Reading, word: Word) -> Iterator[Hidden]:
    """Give the blank beside or in the last value of a URL without quotes, where a shell ends it."""
    found = _AFTER_BLANK.match(reading.paste.text, word.span.end)
    last = _LAST_VALUE.search(masked(word)[-_LONGEST:])
    if not found or not last or word.quotes:
        return
    field, part = last["field"], last["part"]
    if not part or (not found["equals"] and has_shape(field, part + found["rest"])):
        told = f"A blank stands {'in' if part else 'beside'} the value of {field}"
        told = f"{told}, and a shell ends the URL there: delete the blank."
        blank = Span(*found.span("sign"))
        yield Hidden(FIELDS, blank, blank, "", told)


def _hidden(word: Word, found: re.Match[str], meant: str, told: str) -> Hidden:
    span, sign = word.source(*found.span("field")), word.source(*found.span("sign"))
    return Hidden((found["field"],), span, sign, meant, told)


def _stands(sign: str, meant: str, field: str) -> str:
    if sign:
        return f"{quoted(sign)} stands before {field}, where {meant} belongs"
    return f"The {meant} before {field} is missing, so that it is read with what stands before it"
