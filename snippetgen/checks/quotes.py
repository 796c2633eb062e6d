r"""SG117, SG118, SG122, SG204 and SG205: quotes that were lost, doubled or never closed.

In: the quotes of the words of a `Reading`, and what the lexer could not close. Out: a flaw at the
place where the damage probably is, with the place where the reading went wrong in its message.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.causes import TAKEN_APART
from snippetgen.checks.marks import marks_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import sign
from snippetgen.options import option_table
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind
from snippetgen.words.word import Quote, Word

_OPTION = r"(?<=[ \t\r\n])(?P<option>-[A-Za-z]|--[a-z][a-z0-9-]{1,30})"
_OPTION_AT_END = regex(_OPTION + r"[ \t=]*+\Z")
_OPTION_INSIDE = regex(_OPTION + r"(?=[ \t]++[^ \t\r\n]|['\"])")
_LONGEST_TAIL = 60
_GLUED = regex(r"[^ \t\r\n;|&)\\'\"]")
# An apostrophe of English behind its word, and of an elision before it: `it's`, `l'eau`.
_CONTRACTION = regex(r"(?:s|t|d|m|re|ve|ll)\b")
_JSON_HEAD = regex(r"[ \t\r\n]*+[{\[]")
_ESCAPED = regex(r"\\.|(?P<quote>\")")
_APOSTROPHES = {"sh": "'\\''", "powershell": "''"}
_BLANK_TO_END = regex(r"[ \t\r\n]*+\Z")


@rule(
    "SG117",
    "lost-quote",
    "error",
    after=(*TAKEN_APART, "SG118"),
    anywhere=True,
    where=("odd words",),
)
def lost_quote(reading: Reading) -> Iterator[Flaw]:
    """A quote was lost in the middle of the command.

    What happened: one of a pair of quotes was not copied, or was deleted by hand. From there on
    each quote that should open closes, and the other way round, so that options become text.

    How to tell: a quoted text takes in the next option, as in `-H "Accept: */* -H "X: y"`.

    Repair: put the quote back, before the option that the text takes in, or, where the quote that
    is marked should close a text, where that text begins.
    """
    is_odd = bool(marks_of(reading, MarkKind.UNCLOSED_QUOTE))
    for word in reading.command.words if reading.command else ():
        for quote in word.quotes:
            option = _taken_in(reading.paste.text, quote, is_odd)
            if option:
                span = Span(quote.opened, (quote.closed or option.end) + 1)
                yield Flaw(span, _lost(reading, word, quote, option))
                return


@rule("SG118", "doubled-quote", "warning", where=("odd words",))
def doubled_quote(reading: Reading) -> Iterator[Flaw]:
    """A quote stands twice where a text begins.

    What happened: a spreadsheet or a program doubled the quotes, or one was typed beside the one
    that was pasted. The first two make an empty text, and what follows is not quoted at all: a
    shell cuts it at its blanks and takes the quotes inside away.

    How to tell: `""` or `''` directly before a text.

    Repair: delete one of the two, here and at the text's end.
    """
    is_sh = reading.command is not None and reading.command.dialect == "sh"
    for word in reading.command.words if reading.command and is_sh else ():
        first = word.quotes[0] if word.quotes else None
        if first and _is_doubled(reading.paste.text, word, first):
            span = Span(first.opened, first.opened + 2)
            end = reading.paste.text[word.span.end - 2 : word.span.end]
            too = ", and at the text's end too" if end == 2 * first.mark else ""
            yield Flaw(
                span,
                f"The quote {first.mark} is doubled here, so that nothing is quoted and a shell "
                f"cuts the text at its blanks: delete one of the two{too}.",
                (Edit(Span(first.opened, first.opened + 1), ""),),
                "unsafe",
            )


@rule("SG122", "bare-apostrophe", "error", where=("odd words",))
def bare_apostrophe(reading: Reading) -> Iterator[Flaw]:
    r"""An apostrophe stands in a text between single quotes, and ends it.

    What happened: a text such as `it's` was typed into a body between single quotes. A shell takes
    the apostrophe for the closing quote, and reads what follows as words, options and quotes.

    How to tell: `'` between two letters, inside of `'…'`.

    Repair: write `'\''` in its place, in PowerShell `''`; or, in JSON, `\u0027`.
    """
    dialect = reading.command.dialect if reading.command else "cmd"
    for word in reading.command.words if reading.command and dialect in _APOSTROPHES else ():
        for quote in word.quotes:
            if quote.mark == "'" and quote.closed and _is_apostrophe(reading.paste.text, quote):
                span = Span(quote.closed, quote.closed + 1)
                line, column = reading.paste.position(quote.closed)
                yield Flaw(
                    span,
                    f"The apostrophe on line {line}, column {column}, ends the text between single "
                    f"quotes that it belongs to: write {_APOSTROPHES[dialect]} in its place.",
                    (Edit(span, _APOSTROPHES[dialect]),),
                    "unsafe",
                )
                return


@rule(
    "SG204",
    "unclosed-quote",
    "error",
    after=(*TAKEN_APART, "SG117", "SG118"),
    anywhere=True,
    where=(MarkKind.UNCLOSED_QUOTE,),
)
def unclosed_quote(reading: Reading) -> Iterator[Flaw]:
    """A quote opens and never closes.

    What happened: the end of the command was not copied, or the closing quote was lost. A shell
    waits for more, or takes everything up to the next quote of the text for one word.

    How to tell: the marked quote has no partner.

    Repair: copy the command again, to its very end; or write the closing quote.
    """
    for mark in marks_of(reading, MarkKind.UNCLOSED_QUOTE)[:1]:
        opened = _opening(reading.paste.text, mark.span.start)
        yield Flaw(mark.span, _unclosed(reading, mark.span, opened))


@rule("SG205", "unclosed-here-document", "error", where=(MarkKind.UNCLOSED_HEREDOC,))
def unclosed_here_document(reading: Reading) -> Iterator[Flaw]:
    """A here-document opens and the line that closes it does not come.

    What happened: the last lines were not copied, or blanks stand around the closing word. A shell
    takes all that follows for the document's text.

    How to tell: the word behind `<<` does not stand alone on a later line.

    Repair: copy the command again, to its very end; or write the word on a line of its own.
    """
    for mark in marks_of(reading, MarkKind.UNCLOSED_HEREDOC):
        yield Flaw(
            mark.span,
            "The here-document that begins here never ends: the text was cut off, or its closing "
            "word does not stand alone on a line. Copy the command again, to its end.",
        )


def _is_apostrophe(text: str, quote: Quote) -> bool:
    """Say whether a closing quote stands between letters, in a JSON string or an English word."""
    start, end = quote.opened + 1, quote.closed or 0
    if not (text[end - 1].isalnum() and text[end + 1 : end + 2].isalpha()):
        return False
    if _CONTRACTION.match(text, end + 1):
        return True
    quotes = (found["quote"] for found in _ESCAPED.finditer(text, start, end))
    return bool(_JSON_HEAD.match(text, start, end)) and sum(map(bool, quotes)) % 2 == 1


def _taken_in(text: str, quote: Quote, is_odd: bool) -> Span | None:
    """Give the option that a closed quote took in: before its end, or, where one is odd, inside."""
    if quote.closed is None or not _GLUED.match(text, quote.closed + 1):
        return None
    start = quote.opened + len(quote.mark)
    found = _OPTION_AT_END.search(text, max(start, quote.closed - _LONGEST_TAIL), quote.closed)
    if found is None and is_odd:
        return _option_inside(text, start, quote.closed)
    return Span(*found.span("option")) if found and _is_known(found["option"]) else None


def _option_inside(text: str, start: int, end: int) -> Span | None:
    for found in _OPTION_INSIDE.finditer(text, start, end):
        if _is_known(found["option"]):
            return Span(*found.span("option"))
    return None


def _is_known(spelled: str) -> bool:
    table = option_table()
    name = spelled.lstrip("-")
    option = table.by_letter.get(name) if len(name) == 1 else table.by_name.get(name)
    return option is not None and option.takes_argument


def _lost(reading: Reading, word: Word, quote: Quote, option: Span) -> str:
    name, line = _named(reading, option)
    text = reading.paste.text
    if any(
        one.closed == quote.opened - 1 and text[quote.opened - 1] == quote.mark
        for one in word.quotes
    ):
        return (
            f"The quote {quote.mark} stands twice here, and the second takes in {name} on line "
            f"{line} as text: delete one of the two."
        )
    if _closes_a_text(text, word, quote):
        return (
            f"The quote {quote.mark} here should close a text, but no quote opens it, so that "
            f"{name} on line {line} is taken for text: write the lost quote where the text begins."
        )
    return (
        f"The quote {quote.mark} that opens here is not closed before {name} on line {line}, which "
        "is taken for text: write the lost quote before that option."
    )


def _closes_a_text(text: str, word: Word, quote: Quote) -> bool:
    """Say whether plain text of the word stands before the quote, so that it looks like an end."""
    before = text[word.span.start : quote.opened]
    return bool(before) and not re.fullmatch(r"-{1,2}[A-Za-z-]++=?", before)


def _named(reading: Reading, option: Span) -> tuple[str, int]:
    name = reading.paste.text[option.start : option.end]
    return name, reading.paste.position(option.start)[0]


def _is_doubled(text: str, word: Word, quote: Quote) -> bool:
    is_empty = quote.opened == word.span.start and quote.closed == quote.opened + 1
    after = text[quote.opened + 2 : quote.opened + 3]
    return is_empty and len(word.text) > 0 and after not in ("'", '"', "$", "")


def _bare_body(reading: Reading, end: int) -> int | None:
    """Give where a body without quotes begins, before a place."""
    options = reading.arguments.options if reading.arguments else ()
    starts = (one.argument.span.start for one in options if one.argument)
    return next((at for at in starts if at < end and reading.paste.text[at] in "{["), None)


def _opening(text: str, start: int) -> Span:
    """Give the span of what opens: a quote, `$'`, `$(`, `${` or a backtick."""
    return Span(start, start + (2 if text[start] in "$^@" else 1))


def _unclosed(reading: Reading, span: Span, opened: Span) -> str:
    text = reading.paste.text
    mark = sign(text[opened.start : opened.end])
    option = _option_inside(text, opened.end, span.end)
    if option:
        name, line = _named(reading, option)
        return (
            f"The quote {mark} that opens here is never closed. It probably ended before {name} on "
            f"line {line}: write the closing quote there."
        )
    if _BLANK_TO_END.match(text, opened.end, span.end):
        if text[opened.start - 1 : opened.start] == text[opened.start]:
            return (
                f"The quote {mark} stands twice here, and no text follows: delete one of the two."
            )
        body = _bare_body(reading, opened.start)
        if body is not None:
            line, column = reading.paste.position(body)
            return (
                f"The quote {mark} here should close a text, but no quote opens it: write the lost "
                f"quote before the {text[body]} on line {line}, column {column}."
            )
        return (
            f"A {mark} opens at the very end and nothing follows: the text was cut off here, or a "
            "quote was lost before. Copy the command again, to its end."
        )
    return (
        f"The {mark} that opens here is never closed: the text was cut off, or its closing quote "
        "was lost. Copy the command again, to its end."
    )
