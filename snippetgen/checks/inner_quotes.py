r"""SG125 and SG126: quotes that do not quote: escaped ones, and `"` around a body that holds `"`.

In: the words of a `Reading` for a POSIX shell. Out: flaws at the first of such quotes.
"""

from collections.abc import Iterator

from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.word import Word

_ESCAPED = regex(r"\\++(?=['\"])")
_INNER = regex(r"(?P<mark>\")[ \t\r\n]*+[{\[][ \t\r\n\[{]*+\"(?=[A-Za-z0-9_])")


@rule("SG125", "escaped-quote", "error", where=("odd words", "odd arguments"))
def escaped_quote(reading: Reading) -> Iterator[Flaw]:
    r"""The quotes of the command stand behind backslashes.

    What happened: the command was copied out of a string of JSON or of a program, where a quote is
    written `\"`. A shell takes `\"` for a letter, and cuts the text at its blanks.

    How to tell: `\"` before a URL or a header.

    Repair: copy the command as the string shows it when it is printed; or delete the backslashes.
    """
    text = reading.paste.text
    found = [_ESCAPED.match(text, word.span.start) for word in _outer(reading)]
    marks = [Span(*one.span()) for one in found if one]
    if marks:
        quote = text[marks[0].end]
        yield Flaw(
            Span(marks[0].start, marks[0].end + 1),
            f"The quote {quote} stands behind a backslash, so that a shell takes it for a letter "
            "and cuts the text at its blanks: the command was copied out of a string. Write the "
            "quotes without backslashes.",
            tuple(Edit(span, "") for span in marks),
        )


@rule("SG126", "inner-quote", "error", where=("odd words",))
def inner_quote(reading: Reading) -> Iterator[Flaw]:
    r"""A JSON body stands between double quotes, as its own strings do.

    What happened: the body was put between `"` without a thought of the quotes in it. The first of
    them ends the body's own; a shell takes all of them away, and cuts the text at its blanks.

    How to tell: `"{"` at the beginning of the body.

    Repair: write `'` around the body; or `\"` for each quote in it.
    """
    is_sh = reading.command is not None and reading.command.dialect == "sh"
    for word in reading.command.words if reading.command and is_sh else ():
        for quote in word.quotes[:1]:
            found = _INNER.match(reading.paste.text, quote.opened)
            if found and quote.closed == found.end() - 1:
                yield Flaw(
                    Span(quote.opened, found.end()),
                    'The body stands between " and so do its strings, so that a shell takes the '
                    "quotes away and cuts the body at its blanks: write ' around the body.",
                )
                return


def _outer(reading: Reading) -> Iterator[Word]:
    """Give the words that nobody writes an escaped quote before: URLs and headers."""
    if reading.command is None or reading.command.dialect != "sh" or reading.arguments is None:
        return
    yield from reading.arguments.urls

    for option in reading.arguments.options:
        if option.argument and option.name == "header":
            yield option.argument
