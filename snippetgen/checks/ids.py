"""SG216 to SG223: ids and keys that were clipped, cut, doubled or mistyped.

In: the key and the ids of a `Reading`, as far as the snippet spells them out. Out: an error where a
part is known to be missing; else warnings, for the shapes are only those of samples.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.rule import Flaw, rule
from snippetgen.checks.shown import character, quoted
from snippetgen.checks.values import IDS, Literal, literals
from snippetgen.identifiers import Misfit, foreign_at, length_of, misfit
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
# cut URL, a scheme that is glued to the key, doubled or another.
_CUTS = ("SG213", "SG204", "SG117", "SG211", "SG402", "SG403", "SG404")
_VARIABLE = re.compile(r"\$\{?[A-Za-z_][A-Za-z0-9_]*\}?")


@rule("SG216", "clipped-id", "error")
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


@rule("SG217", "cut-user-id", "warning", after=_CUTS)
def cut_user_id(reading: Reading) -> Iterator[Flaw]:
    """The user_id is too short.

    What happened: the selection missed a character or more at the beginning or the end. It is the
    commonest reason of a 403.

    How to tell: a user_id has 28 letters and digits, in every sample that was seen.

    Repair: open the flow, click Webhooks and copy the user_id in full.
    """
    for one in _misfits(reading, "cut", "user_id"):
        yield Flaw(one.word.span, _short(one, "will answer 403"))


@rule("SG218", "cut-saved-item-id", "warning", after=_CUTS)
def cut_saved_item_id(reading: Reading) -> Iterator[Flaw]:
    """The saved_item_id is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a saved_item_id has 22 letters and digits, in every sample that was seen.

    Repair: open the flow, click Webhooks and copy the saved_item_id in full.
    """
    for one in _misfits(reading, "cut", "saved_item_id"):
        yield Flaw(one.word.span, _short(one, "will not find the flow"))


@rule("SG219", "cut-run-id", "warning", after=_CUTS)
def cut_run_id(reading: Reading) -> Iterator[Flaw]:
    """The run_id is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a run_id has 22 letters and digits.

    Repair: copy the run_id in full from the answer that started the run.
    """
    for one in _misfits(reading, "cut", "run_id"):
        yield Flaw(one.word.span, _short(one, "will not find the run"))


@rule("SG220", "cut-key", "warning", after=_CUTS)
def cut_key(reading: Reading) -> Iterator[Flaw]:
    """The API key is too short.

    What happened: the selection missed a character or more at the beginning or the end.

    How to tell: a key has 32 digits of `0` to `9` and `a` to `f`. A newer kind begins with `gum_`;
    nothing is said of its length.

    Repair: copy the key in full from the settings page. Only its owner can see it.
    """
    for one in _misfits(reading, "cut", "api_key"):
        yield Flaw(one.word.span, _short(one, "will answer 401"))


@rule("SG221", "overlong-id", "warning", after=_CUTS)
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


@rule("SG222", "foreign-character", "warning", after=_CUTS)
def foreign_character(reading: Reading) -> Iterator[Flaw]:
    """A character stands in an id or the key that none has.

    What happened: a blank, a quote or a bracket was copied with the value, a letter was mistyped
    (`O` for `0`, `l` for `1`), or the value is another kind of id; or a variable stands between
    single quotes, where no shell puts it in.

    How to tell: a user_id has letters and digits; a saved_item_id and a run_id have none of
    `0 O I l`; a key has `0` to `9` and `a` to `f`.

    Repair: copy the value again and replace the whole of it.
    """
    for one in _misfits(reading, "foreign", *_SHAPED):
        place = foreign_at(one.name, one.text) or 0
        char = one.text[place]
        shown = quoted(char) if char.isprintable() and char != " " else character(char)
        if _VARIABLE.fullmatch(one.text):
            yield Flaw(
                one.word.span,
                f"{one.called} is {quoted(one.text)} between single quotes, where a shell does not "
                "put in the variable: write double quotes around it.",
            )
            continue
        yield Flaw(
            one.word.span,
            f"{one.called} has {shown} as its character {place + 1}, which no such value has. "
            f"{_CURES[one.name]}",
        )


@rule("SG223", "mistyped-id", "warning", after=_CUTS)
def mistyped_id(reading: Reading) -> Iterator[Flaw]:
    """A character of an id or the key was changed.

    What happened: the value was typed by hand, or a character was changed after it was pasted.

    How to tell: a saved_item_id, a run_id and a key each spell a version-4 UUID, in which six bits
    are always the same; a user_id ends in `1`, `2` or `3`. This value has the right length and
    letters, and does not.

    Repair: copy the value again and replace the whole of it.
    """
    for one in _misfits(reading, "mistyped", *_SHAPED):
        all_others = "end in 1, 2 or 3" if one.name == "user_id" else "spell a version-4 UUID"
        yield Flaw(
            one.word.span,
            f"{one.called} has the right length, yet all others {all_others} and this one does "
            f"not: a character of it was changed. {_CURES[one.name]}",
        )


def _misfits(reading: Reading, kind: Misfit, *names: str) -> Iterator[Literal]:
    for one in literals(reading, *names):
        if not one.is_placeholder and not one.is_clipped and misfit(one.name, one.text) == kind:
            yield one


def _short(one: Literal, result: str) -> str:
    return (
        f"{one.called} has {len(one.text)} of {length_of(one.name)} characters: it was cut in "
        f"copying, and the service {result}. {_CURES[one.name]}"
    )
