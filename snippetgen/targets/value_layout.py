"""JSON values in a target's language, laid out as its formatter does.

In: values, and a target's `[values]` table. Out: `Code`. The layout `expanded` is that of prettier
3, line by line; which values a language holds at all is for `values.py` to say.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from snippetgen.call.content import Field, Map, Number, Value
from snippetgen.call.text import Ref, Text
from snippetgen.patterns import regex
from snippetgen.rendering.code import Code

_DECIMAL_KEY = regex(r"(?:0|[1-9][0-9]{0,20})\.[0-9]{0,20}[1-9]")
_LEAST_DECIMAL_KEY = 1e-6  # JavaScript writes a smaller one with an exponent
_LETTERS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}
_LATER_CHARACTERS = _LETTERS | {"Mn", "Mc", "Nd", "Pc"}
_SHORT_KEY = 5  # a string never leaves the line of a shorter name

_Item = Value | Text | tuple["_Item", ...]
_SIMPLE = (str, Text)
_Members = tuple[tuple[str, _Item], ...]


class ValueRules(Struct, frozen=True):
    """The `[values]` table: constants, and the brackets and separators of lists and maps.

    `layout` `flat` keeps a value on one line. `fitted` does so where it fits in `width`, as black
    does for ASCII; else each of its items stands on a line of its own. `expanded` lays it out as
    prettier 3 does: each member of a map on a line of its own, a list on one line where it fits.
    Lines are indented by `indent`. `plain_keys`: an identifier as a name stands without quotes.
    """

    null: str
    true: str
    false: str
    list: tuple[str, str, str]
    map: tuple[str, str, str]
    pair: str = ": "
    layout: str = "flat"
    indent: int = 2
    width: int = 80
    plain_keys: bool = False


class ValueWriter(Struct, frozen=True):
    """Writes values by a target's rules; `literal` quotes a text, `name` names a reference.

    `depth` is everywhere that of the line a value begins on, `column` what already stands on it.
    """

    rules: ValueRules
    literal: Callable[[str | Text], str]
    name: Callable[[str], str]

    def value(self, value: Value, depth: int = 0, column: int = 0) -> Code:
        """Write a value; where `fitted`, `column` counts what follows on the line too."""
        return Code(self._item(value, depth, column))

    def fields(
        self, fields: Iterable[Field], record: bool, depth: int = 0, column: int = 0
    ) -> Code:
        """Write fields as a map, or as a list of pairs where no map holds them (not a `record`)."""
        pairs = tuple([(field.name, field.value) for field in fields])
        return Code(self._map(pairs, depth) if record else self._list(pairs, depth, column))

    def members(self, members: Iterable[tuple[str, _Item]], depth: int = 0) -> Code:
        """Write members of a map that stand at `depth`, each with its comma."""
        after = 1 if self.rules.layout == "fitted" else 0
        entries = [self._member(key, item, depth, after) for key, item in members]
        between = " " if self.rules.layout == "flat" else f"\n{' ' * self._indent(depth)}"
        return Code(f"{f',{between}'.join(entries)}," if entries else "")

    def _item(self, item: _Item, depth: int, column: int) -> str:
        if isinstance(item, _SIMPLE):
            return self.literal(item)
        if isinstance(item, Map | tuple) and self.rules.layout == "fitted":
            return self._fitted(item, depth, column)
        if isinstance(item, Map):
            return self._map(item.members, depth)
        if isinstance(item, tuple):
            return self._list(item, depth, column)
        return self._scalar(item)

    def _fitted(self, item: Map | tuple[_Item, ...], depth: int, column: int) -> str:
        """Write a list or a map; `column` counts the comma behind it too."""
        entries = item.members if isinstance(item, Map) else item
        code = self._flat(item)
        if not entries or fits(code, self.rules.width - column):
            return code
        comma = "," if len(entries) > 1 else ""
        inner = self._indent(depth + 1) + len(comma)
        if isinstance(item, Map):
            lines = [self._member(*one, depth + 1, len(comma)) for one in item.members]
        else:
            lines = [self._item(one, depth + 1, inner) for one in item]
        start, _, end = self.rules.map if isinstance(item, Map) else self.rules.list
        break_ = f"\n{' ' * self._indent(depth + 1)}"
        body = f"{comma}{break_}".join(lines)
        return f"{start}{break_}{body}{comma}\n{' ' * self._indent(depth)}{end}"

    def _scalar(self, value: bool | Number | str | Text | Ref | None) -> str:
        match value:
            case str() | Text():
                return self.literal(value)
            case None:
                return self.rules.null
            case bool():
                return self.rules.true if value else self.rules.false
            case Number():
                return value.spelling
            case _:
                return self.name(value.name)

    def _map(self, members: _Members, depth: int) -> str:
        start, _, end = self.rules.map
        if self.rules.layout != "expanded" or not members:
            return self._flat_map(members)
        lines = [self._member(key, item, depth + 1) for key, item in members]
        return self._block(start, lines, end, depth)

    def _member(self, key: str, item: _Item, depth: int, after: int = 0) -> str:
        rules = self.rules
        name = self._key(key)
        head = name + rules.pair
        before = rules.indent * depth + after
        if isinstance(item, _SIMPLE):
            code = self.literal(item)
        else:
            code = self._item(item, depth, before + columns(head))
        line = head + code
        if before + len(line) < rules.width and line.isascii():
            return line  # as is usual; what follows would say the same
        if rules.layout != "expanded" or self._fits(code, before + columns(head)):
            return line
        if _stays(name, item):
            return line
        inner = self._indent(depth + 1)
        return f"{head.rstrip()}\n{' ' * inner}{self._item(item, depth + 1, inner)}"

    def _key(self, key: str) -> str:
        return key if self.rules.plain_keys and _is_plain_key(key) else self.literal(key)

    def _list(self, items: tuple[_Item, ...], depth: int, column: int) -> str:
        if self.rules.layout != "expanded" or not items:
            return self._flat_list(items)
        if not _breaks(items, self.rules.width) and self._fits(
            code := self._flat_list(items), column
        ):
            return code
        start, _, end = self.rules.list
        numbers = [item.spelling for item in items if isinstance(item, Number)]
        if len(numbers) == len(items) > 1:
            return self._block(start, self._filled(numbers, depth + 1), end, depth)
        inner = self._indent(depth + 1)
        return self._block(start, (self._item(one, depth + 1, inner) for one in items), end, depth)

    def _filled(self, numbers: Iterable[str], depth: int) -> Iterator[str]:
        room = self.rules.width - self._indent(depth)
        line = ""
        for number in numbers:
            longer = f"{line}, {number}" if line else number
            if line and len(longer) + 1 > room:
                yield line
                longer = number
            line = longer
        yield line

    def _flat(self, item: _Item) -> str:
        if isinstance(item, Map):
            return self._flat_map(item.members)
        return self._flat_list(item) if isinstance(item, tuple) else self._scalar(item)

    def _flat_map(self, members: _Members) -> str:
        start, separator, end = self.rules.map
        pairs = (f"{self._key(key)}{self.rules.pair}{self._flat(item)}" for key, item in members)
        return f"{start.rstrip()}{separator.join(pairs)}{end.lstrip()}"

    def _flat_list(self, items: tuple[_Item, ...]) -> str:
        start, separator, end = self.rules.list
        return f"{start}{separator.join(map(self._flat, items))}{end}"

    def _block(self, start: str, entries: Iterable[str], end: str, depth: int) -> str:
        step = " " * self.rules.indent
        outer = f"\n{step * depth}"
        inner = outer + step
        return f"{start.rstrip()}{inner}{f',{inner}'.join(entries)},{outer}{end.lstrip()}"

    def _indent(self, depth: int) -> int:
        return self.rules.indent * depth

    def _fits(self, code: str, column: int) -> bool:
        room = self.rules.width - column
        if len(code) < room and code.isascii():
            return True
        first, line_end, _ = code.partition("\n")
        return fits(first, room - (not line_end))


def _stays(name: str, item: _Item) -> bool:
    """Say whether prettier leaves a value on its name's line, however long that is."""
    match item:
        case str():
            return columns(name) < _SHORT_KEY
        case Text():
            return len(item.parts) > 1 or columns(name) < _SHORT_KEY
        case bool():
            return True
        case Number():
            return not item.spelling.startswith("-")
        case _:
            return False


def _breaks(items: tuple[_Item, ...], width: int) -> bool:
    """Say whether prettier breaks a list even where it would fit, or it never could in `width`."""
    if len(items) >= width or any(isinstance(item, Map) and item.members for item in items):
        return True
    lists = [item for item in items if isinstance(item, tuple)]
    if len(lists) == len(items) > 1 and all(len(item) > 1 for item in lists):
        return True
    return any(_breaks(item, width) for item in lists)


def _is_plain_key(key: str) -> bool:
    if key.isascii():
        is_name = key.replace("$", "_").isidentifier()
        return is_name or (key[:1].isdigit() and _is_decimal_key(key))
    begins = unicodedata.category(key[0]) in _LETTERS or key[0] in "$_"
    return begins and max(key) <= "\uffff" and all(map(_continues_name, key))


def _continues_name(char: str) -> bool:
    return char in "$" or unicodedata.category(char) in _LATER_CHARACTERS


def _is_decimal_key(key: str) -> bool:
    # prettier takes the quotes off what JavaScript would write just so as a number
    if not _DECIMAL_KEY.fullmatch(key) or float(key) < _LEAST_DECIMAL_KEY:
        return False
    return _digits(repr(float(key)).partition("e")[0]) == _digits(key)


def _digits(number: str) -> str:
    return number.replace(".", "").strip("0")


def fits(text: str, room: int) -> bool:
    """Say whether a text takes no more than `room` columns; a long one is not looked through."""
    if text.isascii():
        return len(text) <= room
    return len(text) <= 4 * room and columns(text) <= room


def columns(text: str) -> int:
    """Give how many columns a text takes, as prettier counts: wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(char) * count for char, count in Counter(text).items())


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
