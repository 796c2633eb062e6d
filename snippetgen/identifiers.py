"""The shapes of Gumloop's identifiers and keys.

In: the name of an identifier and its text. Out: how the text misses the shape, if it does. The
shapes were seen in samples, no document promises them: to warn by, never to refuse by. What is a
version-4 UUID at heart (RFC 9562, 5.4) has six bits that are always the same, so that a changed
character shows about as often as not. It refuses to know where an identifier stood.
"""

import re
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from snippetgen.patterns import regex

Misfit = Literal["cut", "overlong", "foreign", "mistyped"]
"""Too short; too long; with a character that none has; right but for what its shape checks."""

_DIGITS = "123456789"
_LOWER, _UPPER = "abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without l; I and O
_FLICKR_58 = _DIGITS + _LOWER + _UPPER
_SHORTUUID_57 = _DIGITS[1:] + _UPPER + _LOWER
_HEX = "0123456789abcdef"
_NEWER = "gum_"  # what a newer key begins with
_UUID_LENGTH = 22  # digits, in either alphabet
_WIDTHS = (8, 16, 32, 64, 128)  # of the fields, while neighbours are made one until one is left
# The bit above a UUID's 128, and the fields of its version and its variant.
_FIXED_BITS, _VERSION_4 = 1 << 128 | 0b1111 << 76 | 0b11 << 62, 4 << 76 | 0b10 << 62


class Shape(Struct, frozen=True):
    """How long an identifier is, the character that it cannot have, the whole, what else holds."""

    length: int
    foreign: re.Pattern[str]
    whole: re.Pattern[str]
    holds: Callable[[str], bool] | None = None


def misfit(name: str, text: str) -> Misfit | None:
    """Say how the text of a `user_id`, `saved_item_id`, `run_id` or `api_key` misses its shape.

    None where it has it, and for every identifier whose shape is not known (`project_id`, a key
    that begins with `gum_`).
    """
    shape = _SHAPES.get(name)
    if shape is None:
        return None
    if shape.whole.fullmatch(text):
        return None if shape.holds is None or shape.holds(text) else "mistyped"
    if shape.foreign.search(text):
        return "foreign" if _shape(name, text) else None
    if len(text) != shape.length:
        return "cut" if len(text) < shape.length else "overlong"
    return "mistyped"


def has_shape(name: str, text: str) -> bool:
    """Say whether a text has all of the shape of an identifier; False where none is known."""
    shape = _SHAPES.get(name)
    if shape is None:
        return False
    if len(text) == shape.length and shape.whole.fullmatch(text):
        return shape.holds is None or shape.holds(text)
    return name == "api_key" and text.startswith(_NEWER)


def kind_of(name: str) -> str:
    """Give what a sentence calls an identifier: `a user_id`, `an API key`."""
    return "an API key" if name == "api_key" else f"a {name}"


def foreign_at(name: str, text: str) -> int | None:
    """Give the place of the first character that no identifier of this name has."""
    shape = _shape(name, text)
    found = shape.foreign.search(text) if shape else None
    return found.start() if found else None


def without_foreign(name: str, text: str) -> list[str]:
    """Give the runs of a text that have none of the characters foreign to an identifier."""
    shape = _shape(name, text)
    return shape.foreign.split(text) if shape else [text]


def length_of(name: str) -> int:
    """Give how many characters an identifier of this name has; 0 where that is not known."""
    return _SHAPES[name].length if name in _SHAPES else 0


def _shape(name: str, text: str) -> Shape | None:
    if name == "api_key" and text.startswith(_NEWER):
        return None
    return _SHAPES.get(name)


def _holds_uuid4(alphabet: str) -> Callable[[str], bool]:
    """Give the test of a text whose characters are the digits of a UUID, the highest first."""
    base = len(alphabet)
    digits = bytes.maketrans(alphabet.encode(), bytes(range(base)))
    # Of two neighbours of `bits` each, the higher is worth so much less than where it stands.
    steps = [(bits, _lower(bits), (1 << bits) - base ** (bits // 8)) for bits in _WIDTHS]

    def holds(text: str) -> bool:
        number = int.from_bytes(text.encode().translate(digits), "big")
        for bits, lower, surplus in steps:
            number -= (number >> bits & lower) * surplus
        return number & _FIXED_BITS == _VERSION_4

    return holds


def _lower(bits: int) -> int:
    """Give the mask of every second field of `bits`, the lowest first."""
    return ((1 << 2 * _WIDTHS[-1]) - 1) // ((1 << bits) + 1)


def _uuid4(alphabet: str) -> Shape:
    whole = regex(f"[{alphabet}]{{{_UUID_LENGTH}}}")
    return Shape(_UUID_LENGTH, _not_in(alphabet), whole, _holds_uuid4(alphabet))


def _not_in(alphabet: str) -> re.Pattern[str]:
    return regex(f"[^{alphabet}]")


# Ends in 1, 2 or 3, and has letters of both cases (or none), as every sample does.
_USER = regex(r"(?:(?=[0-9a-z]*[A-Z])(?=[0-9A-Z]*[a-z])[0-9A-Za-z]{27}|[0-9]{27})[123]")
_HEX_UUID4 = regex(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")
_SHAPES = {
    "user_id": Shape(28, regex("[^0-9A-Za-z]"), _USER),
    "saved_item_id": _uuid4(_FLICKR_58),
    "run_id": _uuid4(_SHORTUUID_57),
    "api_key": Shape(32, _not_in(_HEX), _HEX_UUID4),
}
