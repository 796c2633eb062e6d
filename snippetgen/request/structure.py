"""The punctuation that a word itself has, as opposed to what a shell puts into it later.

In: a `Word`. Out: where its separators stand, its parts, its percent-encoded and decoded forms. An
expansion (`$KEY`, `${URL:-https://x?a=b}`) is one opaque run: nothing inside it separates anything.
"""

from snippetgen.patterns import regex
from snippetgen.words.word import Word, to_bytes

TOKEN = regex(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]++")
"""A method or the name of a header (RFC 9110, 5.6.2)."""

# A letter of no meaning in URLs, headers, forms and globs.
_FILLER = "x"
_ENCODED = regex(r"(?:%[0-9A-Fa-f]{2})+")
# RFC 3986 2.3: the characters that need no encoding; curl_easy_escape leaves the same alone.
_RESERVED = regex(r"[^A-Za-z0-9\-._~]++")


def masked(word: Word) -> str:
    """Give the word's text with every expansion filled in, so that each offset stays the same."""
    if not word.expansions:
        return word.text
    parts, last = [], 0
    for expansion in word.expansions:
        parts += [word.text[last : expansion.start], _FILLER * (expansion.end - expansion.start)]
        last = expansion.end
    return "".join([*parts, word.text[last:]])


def cut(word: Word, separator: str) -> tuple[Word, Word | None]:
    """Give what stands before the first separator and what after it, None where there is none."""
    place = masked(word).find(separator)
    if place < 0:
        return word, None
    return word.part(0, place), word.part(place + len(separator))


def percent_decoded(word: Word) -> Word:
    """Give a word with its percent-encoded bytes decoded (RFC 3986 2.1); `+` stays."""
    runs = _ENCODED.finditer(masked(word))
    return word.edited([(run.start(), run.end(), _decoded(run[0])) for run in runs])


def form_decoded(word: Word) -> str:
    """Give what a part of a query or a form says; an expansion is not decoded."""
    text = word.text
    if "%" not in text and "+" not in text:
        return text
    parts, last = [], 0
    for one in word.expansions:
        parts += [form_decoded_text(word.text[last : one.start]), word.text[one.start : one.end]]
        last = one.end
    return "".join([*parts, form_decoded_text(word.text[last:])])


def percent_encoded(word: Word) -> Word:
    """Give a word as `--data-urlencode` encodes it: a blank becomes `+`, expansions stay."""
    runs = _RESERVED.finditer(masked(word))
    return word.edited([(run.start(), run.end(), _encoded(run[0])) for run in runs])


def form_decoded_text(text: str) -> str:
    """Give what a text without expansions says where it stands in a query or a form."""
    if "%" not in text:
        return text.replace("+", " ")
    from urllib.parse import unquote_plus

    return unquote_plus(text, errors="surrogateescape")


def _decoded(text: str) -> str:
    return bytes.fromhex(text.replace("%", "")).decode("utf-8", "surrogateescape")


def _encoded(text: str) -> str:
    codes = "".join(f"%{byte:02X}" for byte in to_bytes(text))
    return codes.replace("%20", "+")
