"""SG422 and SG423: names of parameters that were misspelt, or grew together with a value.

In: the names under which a `Reading`'s request gives values. Out: warnings at the slip, with the
name that was meant; and, for the rules that miss a value, the place of the slip that hides it.
"""

from collections.abc import Iterator

from msgspec import Struct

from snippetgen.checks.fact import fact
from snippetgen.checks.given import KNOWN, Given, given, lacking
from snippetgen.checks.nearness import is_name_slip, told_apart
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.separators import hidden_names
from snippetgen.checks.shown import quoted
from snippetgen.checks.values import values_of
from snippetgen.identifiers import has_shape, kind_of, length_of
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading

_LONGEST_NAME = 40
# What stands before a name that has grown together with it: the rest of `&amp;`, a second `?`.
_BEFORE = regex(r"[^\w.\[\]-]")


class _Slip(Struct, frozen=True):
    """A name that hides the value of a field: misspelt, or (`is_strange`) another name."""

    field: str
    one: Given
    is_strange: bool


@rule(
    "SG422",
    "misspelt-parameter",
    "warning",
    after=("SG107", "SG124", "SG213"),
    where=("odd query", "form", "members"),
)
def misspelt_parameter(reading: Reading) -> Iterator[Flaw]:
    r"""The name of a parameter is not the one that the service reads.

    What happened: the name was typed by hand (`userid`, `user-id`, `userId`), a page escaped it
    (`user\_id`), or a letter of another alphabet that looks the same came with it; or the value was
    put under a name of another service (`flow_id`). The service finds no such parameter, and
    answers as if it were missing.

    How to tell: the true name stands nowhere in the request. Compare the two letter by letter; the
    message has the true one.

    Repair: write the name as the message has it.
    """
    for slip in _slips(reading):
        yield Flaw(slip.one.word.span, _told(slip), _renamed(slip), "unsafe")


@rule(
    "SG423",
    "lost-separator",
    "warning",
    after=("SG107", "SG124", "SG213"),
    where=("odd address", "odd query", "form"),
)
def lost_separator(reading: Reading) -> Iterator[Flaw]:
    """The `?`, `&` or `=` between a parameter and its neighbour is lost, or another sign.

    What happened: the character was missed in copying, typed twice, or changed: the name of a
    parameter is read as a part of the path or of the value before it, or its value as a part of
    its name. What stands behind a `#` is not sent at all.

    How to tell: in the query, `?` stands once, before the first name; `&` before every other; `=`
    between each name and its value; and no blank anywhere.

    Repair: write the character that the message names.
    """
    for one in hidden_names(reading):
        yield Flaw(one.span, one.message, (Edit(one.sign, one.meant),), "unsafe")


def hiding_place(reading: Reading, field: str) -> Span | None:
    """Give where a slip hides the value of a field that seems to be missing, if one does."""
    for slip in _slips(reading):
        if slip.field == field:
            return slip.one.word.span
    hidden = (one.span for one in hidden_names(reading) if field in one.fields)
    return next(hidden, None)


@fact
def _slips(reading: Reading) -> tuple[_Slip, ...]:
    """Give for each field that stands nowhere the name that was probably meant to be its."""
    return tuple(_misnamed(reading))


def _misnamed(reading: Reading) -> Iterator[_Slip]:
    # What has no shape is never needed, so that no other name is known to be meant for it.
    absent = [
        name for name, value in values_of(reading).items() if not value.places and length_of(name)
    ]
    if not absent:
        return
    needed = lacking(reading)
    others = list(given(reading))
    standing = {one.name for one in others}
    others = [one for one in others if one.name not in KNOWN and one.value is not None]
    for field in absent:
        if field not in standing:
            yield from _nearest(field, others, field in needed)


def _nearest(field: str, others: list[Given], is_needed: bool) -> Iterator[_Slip]:
    shaped = [one for one in others if has_shape(field, one.value or "")]
    for one in others if is_needed else shaped:
        if _is_near(one.name, field):
            yield _Slip(field, one, is_strange=False)
            return
    if is_needed and shaped:
        yield _Slip(field, shaped[0], is_strange=True)


def _is_near(name: str, field: str) -> bool:
    if name.endswith(field) and len(name) > len(field):
        return _BEFORE.match(name, len(name) - len(field) - 1) is not None
    return len(name) <= _LONGEST_NAME and is_name_slip(name, field)


def _told(slip: _Slip) -> str:
    one, name = slip.one, quoted(slip.one.name)
    called = f"The key {name} of the body" if one.is_member else f"The parameter {name}"
    if not slip.is_strange:
        told = f"{slip.field}, which was probably meant{told_apart(one.name)}"
        return f"{called} is not {told}: write {slip.field}."
    return (
        f"{called} holds what has the shape of {kind_of(slip.field)}, which the service reads "
        f"under the name {slip.field} alone: write {slip.field}."
    )


def _renamed(slip: _Slip) -> tuple[Edit, ...]:
    word, quotes = slip.one.word, 1 if slip.one.is_member else 0
    return (Edit(word.source(quotes, len(word.text) - quotes), slip.field),)
