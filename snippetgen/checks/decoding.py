"""SG119 to SG121: characters that a wrong decoding made others of, or lost.

In: the text of a `Reading`'s command and its quoted texts. Out: flaws; no repair is ever certain,
for what the bytes were is only a guess.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import character, quoted
from snippetgen.checks.within import contents, holder
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.typography import BIDI, DASHES, ODD_SPACES, STRAIGHT, ZERO_WIDTH

_LOST = regex("\ufffd")
# UTF-8 read as Windows-1252, or as Latin-1 where that has no letter: general punctuation (U+2000 to
# U+206F), the byte order mark, the signs and the letters of Latin-1.
_GARBLED = regex(
    "â(?:€|\x80)[\x80-\xbf‚-™Œ-žƒˆ˜Ÿ\ufffd]|ï»¿|Â[\xa0-\xbf]|Ã[\xa1-\xbf€‰]",
)
_MOST_TRIED = 1000
_PLAIN = {
    **STRAIGHT,
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(ODD_SPACES, " "),
    **dict.fromkeys(ZERO_WIDTH + BIDI, ""),
    "\u2014": "--",
    "\u2026": "...",
}


@rule("SG119", "lost-character", "warning", where=("odd characters",))
def lost_character(reading: Reading) -> Iterator[Flaw]:
    """The sign for a character that could not be read stands in the command.

    What happened: a program decoded the text in a wrong way, or an editor saved it so, and wrote
    `\ufffd` (U+FFFD) where it found no character. Which one stood there is lost.

    How to tell: a black diamond with a question mark.

    Repair: copy the command again from where it was right, or type the character.
    """
    start, end = _bounds(reading)
    places = [found.start() for found in _LOST.finditer(reading.paste.text, start, end)]
    if places:
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        yield Flaw(
            Span(places[0], places[0] + 1),
            f"The sign for an unreadable character (U+FFFD){more} stands here, because the text "
            "was decoded in a wrong way: which character it was is lost. Copy it again.",
        )


@rule("SG120", "garbled-character", "error", where=("odd characters",))
def garbled_character(reading: Reading) -> Iterator[Flaw]:
    """A quote, a dash or a blank was decoded in a wrong way and became two or three letters.

    What happened: the text was written in UTF-8 and read as Windows-1252 or Latin-1: a curly quote
    shows as `â€œ` or `â€™`, a dash as `â€“`, a no-break space as `Â` and a blank. No shell takes
    those for the sign that was meant, so that words and quotes end elsewhere.

    How to tell: `â€` or `Â` outside the texts that are sent.

    Repair: copy the command again from where it was right, or write the plain sign.
    """
    yield from _garbled(reading, in_content=False)


@rule("SG121", "garbled-text", "warning", where=("odd characters",))
def garbled_text(reading: Reading) -> Iterator[Flaw]:
    """A text that is sent was decoded in a wrong way.

    What happened: the text was written in UTF-8 and read as Windows-1252 or Latin-1, so that `é`
    became `Ã©` and an apostrophe `â€™`. It is sent as it stands.

    How to tell: `Ã`, `Â` or `â€` and a sign, in words of another spelling.

    Repair: copy the text again from where it was right, or type the characters.
    """
    yield from _garbled(reading, in_content=True)


def _garbled(reading: Reading, *, in_content: bool) -> Iterator[Flaw]:
    if reading.paste.text.isascii():
        return
    start, end = _bounds(reading)
    texts = contents(reading)
    found = [
        one
        for one in _GARBLED.finditer(reading.paste.text, start, end)
        if bool(holder(texts, one.start())) is in_content
    ]
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        meant = _decoded(found[0][0])
        plain = _PLAIN.get(meant, meant)
        was = f", which was {character(meant)}" if meant else ""
        cure = f"write {_written(plain)}" if meant and not in_content else "copy the text again"
        yield Flaw(
            Span(*found[0].span()),
            f"{quoted(found[0][0])}{more} is one character in UTF-8 that was decoded in a wrong "
            f"way{was}: {cure}.",
            tuple(_edits(found, in_content=in_content)),
        )


def _edits(found: list[re.Match[str]], *, in_content: bool) -> Iterator[Edit]:
    for one in found[:_MOST_TRIED]:
        meant = _decoded(one[0])
        if meant:
            yield Edit(Span(*one.span()), meant if in_content else _PLAIN.get(meant, meant))


def _decoded(garbled: str) -> str:
    """Give the character that the letters were made of, empty where a byte of it is lost."""
    data = b"".join(_byte(char) for char in garbled)
    text = data.decode("utf-8", "replace")
    return text if len(text) == 1 and text != "\ufffd" else ""


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")


def _written(plain: str) -> str:
    return {"": "nothing", " ": "a blank"}.get(plain, plain) + " in its place"


def _bounds(reading: Reading) -> tuple[int, int]:
    """Give where the command stands; of a text without one, the whole of it."""
    if reading.command is None:
        return (0, len(reading.paste.text)) if not reading.starts else (0, 0)
    return reading.command.span.start, reading.command.span.end
