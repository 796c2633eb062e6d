"""SG301 to SG305: options, methods and headers that curl does not know.

In: the arguments of a `Reading`. Out: flaws, with the option, method or header that was probably
meant.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.causes import TAKEN_APART
from snippetgen.checks.http import HEADERS, METHODS
from snippetgen.checks.nearness import nearest
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import listed, quoted
from snippetgen.options import option_table
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request import meant
from snippetgen.request.structure import cut, masked
from snippetgen.words.word import Word

_SQUASHED = {re.sub("[^a-z]", "", name.lower()): name for name in HEADERS}
_FOLDED = frozenset(name.lower() for name in HEADERS)
_NOT_LETTERS = regex("[^a-z]++")
_FIRST_WORD = regex(r"[A-Za-z-]++")


@rule("SG301", "unknown-option", "error", where=("odd arguments",))
def unknown_option(reading: Reading) -> Iterator[Flaw]:
    """An option is not one of curl's.

    What happened: the name was mistyped, cut, or belongs to another program.

    How to tell: `curl --help all` does not list it.

    Repair: write the option that was meant; the message names the nearest. What an unknown option
    was to do cannot be known, nor whether the next word belongs to it.
    """
    for option in reading.arguments.options if reading.arguments else ():
        if option.kind != "unknown":
            continue
        spelled = reading.paste.text[option.span.start : option.span.end]
        if not option.name:
            message = "A dash stands alone, and an option was meant: its name was cut off."
            yield Flaw(option.span, f"{message} Copy the command again, to its end.")
            continue
        near = [_spelled(name, len(option.name) == 1) for name in option.near]
        hint = f"write {' or '.join(near)}, if that was meant" if near else "delete or correct it"
        edits = (Edit(option.span, near[0]),) if near and len(option.name) > 1 else ()
        yield Flaw(option.span, f"curl has no option {quoted(spelled)}; {hint}.", edits, "unsafe")


@rule("SG302", "ambiguous-option", "error", where=("odd arguments",))
def ambiguous_option(reading: Reading) -> Iterator[Flaw]:
    """The beginning of an option's name fits several options.

    What happened: the name was cut off in copying, or shortened by hand. Up to its version 8.5
    curl took a beginning that fits one option only; later versions take whole names.

    How to tell: the message names the options that fit.

    Repair: write the name in full.
    """
    for option in reading.arguments.options if reading.arguments else ():
        if option.kind == "ambiguous":
            spelled = quoted(reading.paste.text[option.span.start : option.span.end])
            fits = listed([f"--{name}" for name in option.near])
            yield Flaw(
                option.span,
                f"The option {spelled} is only the beginning of a name, and {fits} begin so: write "
                "it in full.",
            )


@rule("SG303", "misspelt-method", "warning", where=("odd arguments",))
def misspelt_method(reading: Reading) -> Iterator[Flaw]:
    """The method is not spelled as HTTP spells it.

    What happened: letters were exchanged or lost, or written small. Methods are case-sensitive
    (RFC 9110, 9.1), and curl sends what stands there.

    How to tell: the service answers 405 or 400.

    Repair: write the method in capitals; the message names the nearest.
    """
    for option in reading.arguments.options if reading.arguments else ():
        word = option.argument
        if option.name != "request" or word is None or word.expansions or word.text in METHODS:
            continue
        known = word.text.upper() if word.text.upper() in METHODS else None
        near = known or nearest(word.text, METHODS)
        if near:
            yield Flaw(
                word.span,
                f"The method {quoted(word.text)} is none of HTTP's: {near} was probably meant.",
                (Edit(word.source(0, len(word.text)), near),),
                "unsafe",
            )


@rule(
    "SG304",
    "misspelt-header",
    "warning",
    after=("SG120", "SG125"),
    anywhere=True,
    beside=("SG213",),
    where=("odd arguments",),
)
def misspelt_header(reading: Reading) -> Iterator[Flaw]:
    """The name of a header is one slip away from a known one.

    What happened: a letter was lost, doubled or exchanged, or the hyphen was left out.

    How to tell: the service behaves as if the header were not there: 401 without `Authorization`,
    400 without `Content-Type`.

    Repair: write the name that was meant; the message has it.
    """
    for word in _headers(reading):
        name, value = cut(word, ":")
        near = _known_header(meant.token(name)[0].text) if value is not None else None
        if near and not name.expansions:
            yield Flaw(
                name.span if name.text else word.span,
                f"The header {quoted(name.text)} is near {near}, and a service does not take one "
                f"for the other: write {near}.",
                (Edit(name.source(0, len(name.text)), near),),
                "unsafe",
            )


@rule(
    "SG305",
    "header-without-colon",
    "warning",
    after=("SG124", *TAKEN_APART),
    anywhere=True,
    beside=("SG117", "SG118"),
    where=("odd arguments",),
)
def header_without_colon(reading: Reading) -> Iterator[Flaw]:
    """A header has no colon, so that curl sends nothing of it.

    What happened: the colon was lost, or the header was not quoted and a shell cut it at its first
    blank.

    How to tell: `curl -v` does not show the header among those it sends. A semicolon at the end,
    as in `X-Name;`, is curl's own way to send an empty one, and no flaw.

    Repair: write `-H 'Name: value'`, with the colon and in quotes.
    """
    for word in _headers(reading):
        text = masked(word)
        if ":" in text or text.endswith(";") or text.startswith("@") or word.expansions:
            continue
        name = _FIRST_WORD.match(text)
        shown = quoted(name[0]) if name else "that begins here"
        yield Flaw(
            word.span,
            f"The header {shown} has no colon, so that curl does not send it: write -H 'Name: "
            "value', in quotes.",
        )


def _spelled(name: str, is_letter: bool) -> str:
    option = option_table().by_name.get(name)
    return f"-{option.letter}" if is_letter and option and option.letter else f"--{name}"


def _headers(reading: Reading) -> Iterator[Word]:
    for option in reading.arguments.options if reading.arguments else ():
        if option.name == "header" and option.argument and option.argument.text:
            yield option.argument


def _known_header(name: str) -> str | None:
    """Give the header that a name was probably meant to be; None where it is one, or near none."""
    folded = name.lower()
    if folded in _FOLDED:
        return None
    return _SQUASHED.get(_NOT_LETTERS.sub("", folded)) or nearest(name, HEADERS)
