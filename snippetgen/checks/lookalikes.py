"""SG124: characters that only look like the plain ones.

In: the words of a `Reading`, its URL, headers and JSON. Out: a flaw at the first of them. In a text
that is sent they are content.
"""

import unicodedata
from collections.abc import Iterator

from snippetgen.checks.meant_json import slips_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import character
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.word import Word

_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_LIGATURES = "".join(map(chr, range(0xFB00, 0xFB07)))
# Quotes of other languages, and an accent; curly ones are read as the straight ones they were.
_QUOTES = dict.fromkeys("«»‹›「」『』〝〞", '"') | dict.fromkeys("´｀❛❜", "'")
_ANY = regex(f"[{_WIDE}{_LIGATURES}]")
_SEPARATORS = regex("[＆＝]")  # in a query, where other wide signs may be content
_HEADERS = ("content-type", "accept", "authorization")
_NO_HEAD = regex(
    rf"\bcurl(?:\.exe)?[ \t]++(?:-[^\r\n]{{0,200}})??(?P<odd>[{''.join(_QUOTES)}])https?:"
    r"|\bcurl(?:\.exe)?[ \t]++['\"]?https?(?P<wide>[：／]|:／|:/／)"
)


@rule("SG124", "lookalike-character", "warning", where=("odd characters",))
def lookalike_character(reading: Reading) -> Iterator[Flaw]:
    """A character stands in the command that only looks like the plain one.

    What happened: an input method wrote full-width signs (`：`, `／`, `？`), a program set `fi` as
    one letter, or the quotes are those of another language (`«…»`, `「…」`). A shell, curl and a
    server take them for letters.

    How to tell: the sign is wider than its neighbours, or two letters are one.

    Repair: type the plain character. In a text that is sent such characters stay.
    """
    found = sorted(_found(reading), key=lambda edit: edit.span.start)
    if found:
        char = reading.paste.text[found[0].span.start]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        yield Flaw(
            found[0].span,
            f"The {character(char)}{more} only looks like {found[0].text}, which a shell, curl or "
            f"a server needs here: write {found[0].text}.",
            tuple(found),
        )


def _found(reading: Reading) -> Iterator[Edit]:
    text = reading.paste.text
    if not reading.starts:
        head = _NO_HEAD.search(text)
        if head:
            group = head.lastgroup or 0
            yield from _edits(text, head.start(group), head.end(group))
        return
    for word in reading.command.words[1:] if reading.command else ():
        if text[word.span.start] in _QUOTES:
            yield _edit(text, word.span.start)
    if reading.arguments:
        for word in reading.arguments.urls:
            yield from _in_url(text, word)
    for pair in reading.request.headers if reading.request else ():
        yield from _in_word(text, pair.name)
        if pair.value and pair.name.text.lower() in _HEADERS:
            yield from _in_word(text, pair.value)
    for option in reading.arguments.options if reading.arguments else ():
        header = option.argument if option.name == "header" else None
        if header and ":" not in header.text:
            yield from _in_word(text, header)
    yield from _in_json(reading)


def _in_url(text: str, word: Word) -> Iterator[Edit]:
    if word.text.isascii():
        return
    address = word.text.partition("?")[0]
    for found in _ANY.finditer(address):
        yield _edit(text, word.at(found.start()))
    for found in _SEPARATORS.finditer(word.text, len(address)):
        yield _edit(text, word.at(found.start()))


def _in_word(text: str, word: Word) -> Iterator[Edit]:
    for found in () if word.text.isascii() else _ANY.finditer(word.text):
        yield _edit(text, word.at(found.start()))


def _in_json(reading: Reading) -> Iterator[Edit]:
    text = reading.paste.text
    body = reading.request.body if reading.request else None
    if body and body.text and body.kind == "json" and (body.json is None or not body.json.root):
        yield from _in_word(text, body.text)
    for slip in slips_of(reading, "bare word", "extra text"):
        yield from _edits(text, slip.span.start, slip.span.end)


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    for place in range(start, end):
        if text[place] in _QUOTES or _ANY.match(text, place):
            yield _edit(text, place)


def _edit(text: str, place: int) -> Edit:
    char = text[place]
    plain = _QUOTES.get(char) or unicodedata.normalize("NFKC", char)
    return Edit(Span(place, place + 1), plain)
