"""SG306 to SG309: words that stand where none of them can.

In: the words of a `Reading`'s command and its arguments. Out: flaws that say what was lost around
them.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.causes import TAKEN_APART
from snippetgen.checks.http import METHODS
from snippetgen.checks.marks import marks_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.endpoints import is_placeholder
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind
from snippetgen.words.word import Word

_CURLS = ("curl", "curl.exe")
_FAR = 2000  # characters before a command in which a parenthesis may open around it
_URL_LIKE = regex(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}+:(?://|\d)|localhost\b|\[|\{[\w,.-]++\}[.-]"
    r"|(?:\d{1,3}\.){3}\d{1,3}|(?:[\w-]{1,63}+\.)+(?!(?:json|txt|xml|csv|html|sh|py|js)\Z)[a-z]{2,63}+"
    r"(?:[:/?#]|\Z)",
    re.IGNORECASE,
)


@rule("SG306", "run-together", "error", where=("odd address", "odd words"))
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
    after=(
        *TAKEN_APART,
        *("SG118", "SG117", "SG204", "SG114", "SG209", "SG321", "SG124", "SG203", "SG306", "SG211"),
    ),
    anywhere=True,
    beside=("SG119", "SG423"),
    where=("odd address", "more text"),
)
def stray_word(reading: Reading) -> Iterator[Flaw]:
    """A word stands alone that is neither an option nor a URL.

    What happened: the quotes around a header or a body were lost, so that a shell cuts it at its
    blanks; or `-X` before a method, or `-H` before a header, was lost.

    How to tell: curl says `Could not resolve host` for a word that is no host.

    Repair: put the text in quotes, or write the option before it.
    """
    yield from _parenthesis(reading)
    urls = reading.arguments.urls if reading.arguments else ()
    curls = [word.span for word in _second_curls(reading)]
    named = [word for word in urls if word.span not in curls and not is_placeholder(word.text)]
    stray = [word for word in named if not (_is_url_like(word) or word.text.startswith("{{["))]
    is_method = any(word.text in METHODS for word in stray)
    if stray and (len(stray) < len(named) or is_method):
        more = f" (and {len(stray) - 1} more)" if len(stray) > 1 else ""
        yield Flaw(
            stray[0].span,
            f"This word{more} stands alone, and curl takes it for another URL: the quotes around "
            "a text, or an option such as -X or -H before it, were lost. Write them.",
        )


@rule("SG308", "empty-argument", "warning", where=("odd arguments",))
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


@rule("SG309", "nul-in-argument", "warning", where=(MarkKind.NUL_IN_ARGUMENT, "odd characters"))
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


def _parenthesis(reading: Reading) -> Iterator[Flaw]:
    """Give the `)` that ends a command, where none opens before it."""
    command, text = reading.command, reading.paste.text
    if command is None or command.after != ")":
        return
    if "(" not in text[max(0, command.span.start - _FAR) : command.span.start]:
        place = text.index(")", command.span.end)
        yield Flaw(
            Span(place, place + 1),
            "No ( opens before this ), and a shell refuses the command at it: it was copied with "
            "the text around. Delete it, or put quotes around the text that it belongs to.",
        )


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
