"""The data family of curl's options (`-d`, `--data-raw`, `--data-urlencode`, `--json`) as a body.

In: the options that were given, standard input, the content type. Out: the parts that are sent one
after another, and the `Body` that they make. The rules are those of set_data and data_urlencode in
curl's src/tool_getparam.c. It opens no file.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from snippetgen.json_text import read_json
from snippetgen.patterns import regex
from snippetgen.request import meant
from snippetgen.request.given import Given
from snippetgen.request.parts import Body, BodyKind, FilePart, Noted, Uncarried
from snippetgen.request.structure import masked, percent_encoded
from snippetgen.words.command import Stdin
from snippetgen.words.word import Word, join

Part = Word | FilePart

DATA = frozenset({"data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json"})
_IN_URL = frozenset({"url-query"})
_ENCODED = frozenset({"data-urlencode", "url-query"})
_STRIPPED = ("data", "data-ascii")
_BREAKS = regex(r"[\r\n\0]++")
_NOT_UTF8 = regex(r"[\ud800-\udfff]")
_JSON_TYPE = regex(r"[^;/ \t]++/(?:json|[^;/ \t]*\+json)[ \t]*(?:;|\Z)", re.IGNORECASE)
_FORM_TYPE = regex(r"application/x-www-form-urlencoded[ \t]*(?:;|\Z)", re.IGNORECASE)


def data_parts(options: Given, stdin: Stdin | None) -> tuple[Part, ...]:
    """Give all data in order: joined with `&`, before `--json` with nothing, as curl 8.22 does.

    (7.88 writes the `&` also after empty data.) Neighbouring texts are one part.
    """
    parts: list[Part] = []
    for option, word in options.arguments(DATA):
        if parts and option.name != "json" and _is_any(parts):
            parts.append(Word("&", word.source(0, 0)))
        parts += _data(option.name, word, stdin)
    return _merged(parts)


def _is_any(parts: list[Part]) -> bool:
    """Say whether there is data, as far as is known before a file is read."""
    return any(isinstance(one, FilePart) or one.text for one in parts)


def query_parts(options: Given, stdin: Stdin | None) -> tuple[Part, ...]:
    """Give what `--url-query` adds to the query, joined with `&`; `+text` is added as it is."""
    if "url-query" not in options.by_name:
        return ()
    parts: list[Part] = []
    for option, word in options.arguments(_IN_URL):
        if option.kind == "changes":  # a file: no part of a URL
            continue
        if parts:
            parts.append(Word("&", word.source(0, 0)))
        is_plain = word.text.startswith("+")
        parts += (word.part(1),) if is_plain else _urlencoded(word, stdin)
    return _merged(parts)


def uncarried_variables(options: Given) -> list[Uncarried]:
    """Give each variable that curl would percent-encode, known ids and keys aside.

    Those have no character that needs it; any other value is known only when the command runs.
    """
    facts = []
    for option, word in options.arguments(_ENCODED):
        name, _, content = _named_content(word)
        is_raw = option.name == "url-query" and word.text.startswith("+")
        if content.expansions and not is_raw and name.text not in meant.REPAIRED:
            why = "curl encodes the variable's value"
            facts.append(Uncarried(f"--{option.name}", content.span, why))
    return facts


def read_body(parts: tuple[Part, ...], content_type: str, noted: Noted) -> Body:
    """Make the body, with a JSON or form text as it was meant."""
    if len(parts) != 1 or not isinstance(parts[0], Word):
        return Body("file" if parts else "none", parts)
    text = parts[0]
    kind = _kind(text.text, content_type)
    if kind == "json" or meant.begins_like_json(text.text):
        if kind in ("json", "form"):
            text, document, marks = meant.json(text)
            noted.marks += marks
        else:  # what is declared to be some other text is not repaired
            document = read_json(text.text)
        return Body(kind, (text,), document, text)
    if kind == "form":
        text, marks = meant.query(text)
        noted.marks += marks
        return Body(kind, (text,), None, text)
    return Body(kind, parts, None, text)


def _kind(text: str, content_type: str) -> BodyKind:
    if not text.isascii() and _NOT_UTF8.search(text):
        return "binary"
    if content_type == "application/json" or _JSON_TYPE.match(content_type):
        return "json"
    return "form" if _FORM_TYPE.match(content_type) else "text"


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    if len(parts) < 2:
        return tuple(parts)
    merged: list[Part] = []
    for _, group in groupby(parts, lambda part: isinstance(part, FilePart)):
        several = list(group)
        words = [part for part in several if isinstance(part, Word)]
        merged += [join(words)] if len(words) > 1 else several
    return tuple(merged)


def _data(name: str, word: Word, stdin: Stdin | None) -> Iterable[Part]:
    if name == "data-urlencode":
        return _urlencoded(word, stdin)
    if name == "data-raw" or not word.text.startswith("@"):
        return (word,)
    part = _file(word.part(1), stdin)
    if name not in _STRIPPED:
        return (part,)
    if isinstance(part, FilePart):
        return (FilePart(part.name, stripped=True),)
    return (_without_breaks(part),)


def _urlencoded(word: Word, stdin: Stdin | None) -> Iterable[Part]:
    """Read `content`, `=content`, `name=content`, `@file` or `name@file`."""
    name, separator, content = _named_content(word)
    part = _file(content, stdin) if separator.text == "@" else content
    if name.text:
        yield join([name, Word("=", separator.span)])
    yield FilePart(part.name, encoded=True) if isinstance(part, FilePart) else percent_encoded(part)


def _named_content(word: Word) -> tuple[Word, Word, Word]:
    """Give what stands before the first `=` (where there is none: the first `@`), it, the rest."""
    text = masked(word)
    place = text.find("=") if "=" in text else text.find("@")
    return word.part(0, max(place, 0)), word.part(max(place, 0), place + 1), word.part(place + 1)


def _file(name: Word, stdin: Stdin | None) -> Part:
    """Give what `@name` reads; `@-` reads what the command's standard input is known to be."""
    if name.text != "-" or stdin is None:
        return FilePart(name)
    return FilePart(stdin.text) if stdin.is_file else stdin.text


def _without_breaks(word: Word) -> Word:
    kept, last = [], 0
    for breaks in _BREAKS.finditer(word.text):
        kept.append(word.part(last, breaks.start()))
        last = breaks.end()
    return join([*kept, word.part(last)]) if kept else word
