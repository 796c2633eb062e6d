"""Which JSON values a target's language holds without loss.

Idiomatic where that is lossless: a number only where the language's own JSON writer gives its exact
spelling back, an object only where the language keeps its names and their order.
"""

from collections.abc import Iterable

from msgspec import Struct

from snippetgen.call.content import Field, Number
from snippetgen.patterns import regex

_DECIMAL = regex(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_INTEGER = regex(r"-?(?:0|[1-9][0-9]*)")
_LEAST_DECIMAL, _MOST_DECIMAL = 1e-4, 1e15  # between them no JSON writer uses an exponent


class NumberRules(Struct, frozen=True):
    """The `[numbers]` table: `integers` [min, max], `decimals` `shortest` or `never`.

    `whole_decimals`: whether `1.0` is written back as `1.0`. `digits`: of how many digits a decimal
    may be, in all and after the point, for the writer to find its shortest spelling.
    """

    integers: tuple[int, int]
    decimals: str = "never"
    whole_decimals: bool = True
    digits: tuple[int, int] = (17, 17)

    def holds(self, number: Number) -> bool:
        """Say whether the language's JSON writer gives the number's spelling back."""
        text = number.spelling
        if _INTEGER.fullmatch(text):
            fits = len(text) <= 20 and self.integers[0] <= int(text) <= self.integers[1]
            return fits and text != "-0"
        if self.decimals != "shortest" or not _DECIMAL.fullmatch(text):
            return False
        whole, _, fraction = text.lstrip("-").partition(".")
        if len(whole + fraction) > self.digits[0] or len(fraction) > self.digits[1]:
            return False
        return _is_shortest(text) and (self.whole_decimals or not float(text).is_integer())


class JsonRules(Struct, frozen=True):
    """The `[json]` table: what the language's objects and parsers cannot keep.

    `max_depth`: how many objects and arrays may stand in one another; no body keeps more than 50.
    """

    max_depth: int = 50
    integer_like_keys: bool = True
    proto_key: bool = True

    def holds_key(self, key: str) -> bool:
        """Say whether an object of the language keeps this name, and its place among others."""
        if key == "__proto__":
            return self.proto_key
        return self.integer_like_keys or not (key.isascii() and key.isdigit())

    def is_record(self, fields: Iterable[Field]) -> bool:
        """Say whether an object of the language holds these fields: each name once, and kept."""
        names = [field.name for field in fields]
        if len(set(names)) < len(names):
            return False
        is_usual = "__proto__" not in names and not any(map(str.isdigit, names))
        return is_usual or all(map(self.holds_key, names))


def _is_shortest(decimal: str) -> bool:
    if len(decimal) > 30:
        return False
    value = float(decimal)
    return repr(value) == decimal and (value == 0 or _LEAST_DECIMAL <= abs(value) < _MOST_DECIMAL)
