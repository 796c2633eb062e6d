"""SG216 to SG223: ids and keys that were clipped, cut, doubled or mistyped.

In: the key and the ids of a `Reading`, as far as the snippet spells them out. Out: an error where a
part is known to be missing; else warnings, for the shapes are only those of samples.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.rule import Flaw, rule
from snippetgen.checks.shown import VARIABLES, character, quoted
from snippetgen.checks.values import IDS, Literal, literals, values_of, where, whole_literals
from snippetgen.identifiers import Misfit, foreign_at, has_shape, length_of, without_foreign
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading

_SHAPED = ("user_id", "saved_item_id", "run_id", "api_key")
_CURES = {
    "user_id": "Open the flow, click Webhooks and copy it in full.",
    "saved_item_id": "Open the flow, click Webhooks and copy it in full.",
    "run_id": "Copy it in full from the answer that started the run.",
    "project_id": "Copy it in full from the workspace's settings.",
    "api_key": "Copy it in full from the settings page.",
}
# What takes a part of a value along, or adds to it: a wrapped line, an unclosed or lost quote, a
# cut URL, a scheme that is glued to the key, doubled or another; or the value of another name, or
# with another name glued to it.
_CUTS = (
    "SG106",
    "SG119",
    "SG120",
    "SG121",
    "SG424",
    "SG423",
    "SG213",
    "SG204",
    "SG117",
    "SG211",
    "SG402",
    "SG403",
    "SG404",
)
_ANSWERS = {
    "user_id": "will answer 403",
    "saved_item_id": "will not find the flow",
    "run_id": "will not find the run",
    "api_key": "will answer 401",
}
_OF_SHELL = {
    "sh": regex(r"\$(?!env:)[\w{}]++"),
    "cmd": regex(r"%\w++%"),
    "powershell": regex(r"\$[\w{}:]++"),
}
_UNREADABLE = "\ufffd"  # stands for a character, or for a part of one
_BACKTICKS = regex(r"`([0-9A-Za-z]++)`")
_VARIABLE = regex(r"[$%](?:env:|\{)?+([A-Za-z_][A-Za-z0-9_]*+)[%}]?+", re.IGNORECASE)


@rule("SG216", "clipped-id", "error", where=("stand-in",))
def clipped_id(reading: Reading) -> Iterator[Flaw]:
    """Dots or a mask stand for a part of an id.

    What happened: the page showed only a part of the id, with `…`, `...` or `••••` for the rest,
    and that was copied.

    How to tell: the id holds dots, bullets, asterisks or a row of x.

    Repair: open the flow, click Webhooks and copy the id in full. Whose it is cannot be guessed.
    """
    for one in literals(reading, *IDS):
        if one.is_clipped:
            yield Flaw(
                one.word.span,
                f"{one.called} was clipped by the page that showed it, and what is left does not "
                f"say which it was. {_CURES[one.name]}",
            )


@rule("SG217", "cut-user-id", "warning", after=_CUTS, where=("odd value",))
def cut_user_id(reading: Reading) -> Iterator[Flaw]:
    """The user_id is too short.

    What happened: the selection missed a character or more at the beginning or the end. It is the
    commonest reason of a 403.

    How to tell: a user_id has 28 letters and digits, in every sample that was seen.

    Repair: open the flow, click Webhooks and copy the user_id in full.
    """
    return _cut(reading, "user_id")


@rule("SG218", "cut-saved-item-id", "warning", after=_CUTS, where=("odd value",))
def cut_saved_item_id(reading: Reading) -> Iterator[Flaw]:
    """The saved_item_id is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a saved_item_id has 22 letters and digits, in every sample that was seen.

    Repair: open the flow, click Webhooks and copy the saved_item_id in full.
    """
    return _cut(reading, "saved_item_id")


@rule("SG219", "cut-run-id", "warning", after=_CUTS, where=("odd value",))
def cut_run_id(reading: Reading) -> Iterator[Flaw]:
    """The run_id is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a run_id has 22 letters and digits.

    Repair: copy the run_id in full from the answer that started the run.
    """
    return _cut(reading, "run_id")


@rule("SG220", "cut-key", "warning", after=_CUTS, where=("odd value",))
def cut_key(reading: Reading) -> Iterator[Flaw]:
    """The API key is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a key has 32 digits of `0` to `9` and `a` to `f`. A newer kind begins with `gum_`;
    nothing is said of its length.

    Repair: copy the key in full from the settings page. Only its owner can see it.
    """
    return _cut(reading, "api_key")


@rule("SG221", "overlong-id", "warning", after=_CUTS, where=("odd value",))
def overlong_id(reading: Reading) -> Iterator[Flaw]:
    """An id or the key is too long.

    What happened: a character was typed or pasted twice, or the value was pasted over a part of the
    one that stood there.

    How to tell: a user_id has 28 characters, a saved_item_id and a run_id have 22, a key has 32.

    Repair: copy the value again and replace the whole of it.
    """
    for one in _misfits(reading, "overlong", *_SHAPED):
        yield Flaw(
            one.word.span,
            f"{one.called} has {len(one.text)} characters, and {length_of(one.name)} are all: one "
            f"was doubled, or more was pasted with it. {_CURES[one.name]}",
        )


@rule("SG222", "foreign-character", "warning", after=_CUTS, where=("odd value", "`"))
def foreign_character(reading: Reading) -> Iterator[Flaw]:
    """A character stands in an id or the key that none has.

    What happened: a blank, a quote or a bracket was copied with the value, a letter was mistyped
    (`O` for `0`, `l` for `1`), or the value is another kind of id; backticks came along, between
    which a shell runs a command; or a variable stands between single quotes, or as another shell
    writes it, so that it is not put in.

    How to tell: a user_id has letters and digits; a saved_item_id and a run_id have none of
    `0 O I l`; a key has `0` to `9` and `a` to `f`.

    Repair: copy the value again and replace the whole of it.
    """
    for span, called in _between_backticks(reading):
        yield Flaw(
            span,
            f"{called} stands between backticks, and a shell runs what they hold as a command: "
            "delete them.",
        )
    for one in _misfits(reading, "foreign", *_SHAPED):
        variable = _VARIABLE.fullmatch(one.text)
        if variable:
            yield Flaw(one.word.span, _not_put_in(reading, one, variable[1]))
            continue
        place = foreign_at(one.name, one.text) or 0
        char = one.text[place]
        shown = quoted(char) if char.isascii() and char.isprintable() and char != " " else None
        is_added = char != _UNREADABLE and _is_inside(one)
        cure = ": delete it, for the rest is right." if is_added else f". {_CURES[one.name]}"
        yield Flaw(
            one.word.span,
            f"{one.called} has {shown or character(char)} as its character {place + 1}, which no "
            f"such value has{cure}",
        )


@rule("SG223", "mistyped-id", "warning", after=_CUTS, where=("odd value",))
def mistyped_id(reading: Reading) -> Iterator[Flaw]:
    """A character of an id or the key was changed.

    What happened: the value was typed by hand, or a character was changed after it was pasted.

    How to tell: a saved_item_id, a run_id and a key each spell a version-4 UUID, in which six bits
    are always the same; a user_id ends in `1`, `2` or `3`, and has small letters and capitals. This
    value has the right length and letters, and does not.

    Repair: copy the value again and replace the whole of it.
    """
    for one in _misfits(reading, "mistyped", *_SHAPED):
        all_others = "spell a version-4 UUID"
        if one.name == "user_id":
            all_others = "have letters of both cases and end in 1, 2 or 3"
        yield Flaw(
            one.word.span,
            f"{one.called} has the right length, yet all others {all_others} and this one does "
            f"not: a character of it was changed. {_CURES[one.name]}",
        )


def _between_backticks(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Give each value that a page's or a chat's backticks made a command of."""
    for name, value in values_of(reading).items():
        for place in value.places:
            found = _BACKTICKS.fullmatch(place.word.text)
            if found and place.word.expansions and has_shape(name, found[1]):
                yield place.word.span, Literal(name, found[1], where(place), place.word).called


def _not_put_in(reading: Reading, one: Literal, name: str) -> str:
    dialect = reading.command.dialect if reading.command else "sh"
    meant, own = VARIABLES[dialect].format(name), _OF_SHELL[dialect]
    if own.fullmatch(one.text):
        return (
            f"{one.called} is {quoted(one.text)} between single quotes, where a shell does not put "
            "in the variable: write double quotes around it."
        )
    return (
        f"{one.called} is {quoted(one.text)}, a variable as another shell writes it, which this "
        f"one does not put in: write {meant}."
    )


def _is_inside(one: Literal) -> bool:
    """Say whether the value has its shape without the characters that do not belong to it."""
    rest = without_foreign(one.name, one.text)
    return any(has_shape(one.name, text) for text in (*rest, "".join(rest)))


def _misfits(reading: Reading, kind: Misfit, *names: str) -> Iterator[Literal]:
    return (one for one, found in whole_literals(reading) if found == kind and one.name in names)


def _cut(reading: Reading, name: str) -> Iterator[Flaw]:
    for one in _misfits(reading, "cut", name):
        yield Flaw(
            one.word.span,
            f"{one.called} has {len(one.text)} of {length_of(name)} characters: it was cut in "
            f"copying, and the service {_ANSWERS[name]}. {_CURES[name]}",
        )
