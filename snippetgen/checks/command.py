"""SG301 to SG309: options, methods and headers that curl does not know, and words out of place.

In: the arguments of a `Reading`. Out: flaws, with the option, method or header that was probably
meant.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.marks import marks_of
from snippetgen.checks.nearness import nearest
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import listed, quoted
from snippetgen.endpoints import is_placeholder
from snippetgen.options import option_table
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request import meant
from snippetgen.request.structure import cut, masked
from snippetgen.words.command import MarkKind
from snippetgen.words.word import Word

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT")
_HEADERS = (
    *("Authorization", "Content-Type", "Content-Length", "Content-Encoding", "Accept"),
    *("Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Cookie", "Origin"),
    *("Referer", "User-Agent", "X-API-Key", "X-Auth-Key", "X-Requested-With", "Idempotency-Key"),
    *("If-None-Match", "If-Match", "Transfer-Encoding"),
)
_SQUASHED = {re.sub("[^a-z]", "", name.lower()): name for name in _HEADERS}
_NOT_LETTERS = re.compile("[^a-z]++")
_FIRST_WORD = re.compile(r"[A-Za-z-]++")
_CURLS = ("curl", "curl.exe")
_URL_LIKE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}+:(?://|\d)|localhost\b|\[|\{[\w,.-]++\}[.-]"
    r"|(?:\d{1,3}\.){3}\d{1,3}|(?:[\w-]{1,63}+\.)++(?!(?:json|txt|xml|csv|html|sh|py|js)\Z)[a-z]{2,63}+"
    r"(?:[:/?#]|\Z)",
    re.IGNORECASE,
)


@rule("SG301", "unknown-option", "error")
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


@rule("SG302", "ambiguous-option", "error")
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


@rule("SG303", "misspelt-method", "warning")
def misspelt_method(reading: Reading) -> Iterator[Flaw]:
    """The method is not spelled as HTTP spells it.

    What happened: letters were exchanged or lost, or written small. Methods are case-sensitive
    (RFC 9110, 9.1), and curl sends what stands there.

    How to tell: the service answers 405 or 400.

    Repair: write the method in capitals; the message names the nearest.
    """
    for option in reading.arguments.options if reading.arguments else ():
        word = option.argument
        if option.name != "request" or word is None or word.expansions or word.text in _METHODS:
            continue
        known = word.text.upper() if word.text.upper() in _METHODS else None
        near = known or nearest(word.text, _METHODS)
        if near:
            yield Flaw(
                word.span,
                f"The method {quoted(word.text)} is none of HTTP's: {near} was probably meant.",
                (Edit(word.source(0, len(word.text)), near),),
                "unsafe",
            )


@rule("SG304", "misspelt-header", "warning")
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


@rule("SG305", "header-without-colon", "warning", after=("SG117", "SG118"))
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


@rule("SG306", "run-together", "error")
def run_together(reading: Reading) -> Iterator[Flaw]:
    """Two commands run together into one.

    What happened: the line break between two snippets was lost, or the second was pasted behind the
    first.

    How to tell: the word `curl` stands a second time in the command.

    Repair: put each command on a line of its own, and copy the one that you want.
    """
    for word in _second_curls(reading):
        place = word.span.end - (8 if word.text.endswith(".exe") else 4)
        yield Flaw(
            Span(max(place, word.span.start), word.span.end),
            "The word curl stands here a second time, so that two commands run together into one: "
            "put each on a line of its own.",
            (Edit(Span(place, place), "\n"),) if place > word.span.start else (),
        )


@rule(
    "SG307",
    "stray-word",
    "warning",
    after=("SG117", "SG118", "SG204", "SG203", "SG306", "SG211"),
    anywhere=True,
)
def stray_word(reading: Reading) -> Iterator[Flaw]:
    """A word stands alone that is neither an option nor a URL.

    What happened: the quotes around a header or a body were lost, so that a shell cuts it at its
    blanks; or `-X` before a method, or `-H` before a header, was lost.

    How to tell: curl says `Could not resolve host` for a word that is no host.

    Repair: put the text in quotes, or write the option before it.
    """
    urls = reading.arguments.urls if reading.arguments else ()
    curls = [word.span for word in _second_curls(reading)]
    named = [word for word in urls if word.span not in curls and not is_placeholder(word.text)]
    stray = [word for word in named if not _is_url_like(word)]
    is_method = any(word.text in _METHODS for word in stray)
    if stray and (len(stray) < len(named) or is_method):
        more = f" (and {len(stray) - 1} more)" if len(stray) > 1 else ""
        yield Flaw(
            stray[0].span,
            f"This word{more} stands alone, and curl takes it for another URL: the quotes around "
            "a text, or an option such as -X or -H before it, were lost. Write them.",
        )


@rule("SG308", "empty-argument", "warning")
def empty_argument(reading: Reading) -> Iterator[Flaw]:
    r"""An empty word stands where a URL could.

    What happened: quotes were left without their text, or a blank behind a backslash became a word
    of its own.

    How to tell: `''`, `""` or `\ ` between the options. curl says `URL using bad/illegal format`.

    Repair: delete it.
    """
    for word in reading.arguments.blanks[:1] if reading.arguments else ():
        yield Flaw(
            word.span,
            "An empty word stands here, and curl takes it for a URL and fails: delete it.",
            (Edit(word.span, ""),),
            "unsafe",
        )


@rule("SG309", "nul-in-argument", "warning")
def nul_in_argument(reading: Reading) -> Iterator[Flaw]:
    r"""A NUL stands in an argument.

    What happened: the command was made by a program that wrote the byte 0, as it is or as `\0`,
    `\x00` or `\u0000`. No argument of a program can hold it: the shell drops it, and what follows
    in its quote.

    How to tell: the value ends before the NUL.

    Repair: put the body into a file and write `--data-binary @FILE`.
    """
    spans = [mark.span for mark in marks_of(reading, MarkKind.NUL_IN_ARGUMENT)]
    command = reading.command.span if reading.command else Span(0, 0)
    raw = reading.paste.text.find("\0", command.start, command.end)
    for span in [*spans, *([Span(raw, raw + 1)] if raw >= 0 else [])][:1]:
        yield Flaw(
            span,
            "A NUL stands here, which no argument can hold: a shell drops it and the text behind "
            "it. Put the body into a file and write --data-binary @FILE.",
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
    if any(folded == known.lower() for known in _HEADERS):
        return None
    return _SQUASHED.get(_NOT_LETTERS.sub("", folded)) or nearest(name, _HEADERS)


def _second_curls(reading: Reading) -> Iterator[Word]:
    """Give the words that are `curl` where a URL could stand, or end in it behind a quote."""
    text = reading.paste.text
    for word in reading.arguments.urls if reading.arguments else ():
        if word.text in _CURLS:
            yield word
    for word in reading.command.words[1:] if reading.command else ():
        last = word.quotes[-1].closed if word.quotes else None
        if last is not None and text[last + 1 : word.span.end] in _CURLS:
            yield word


def _is_url_like(word: Word) -> bool:
    return bool(word.expansions) or _URL_LIKE.match(word.text.strip(" \t\r\n")) is not None
