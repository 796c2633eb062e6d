"""Texts with references, bytes and JSON text as expressions of a target's language."""

from collections.abc import Iterable
from functools import lru_cache

from snippetgen.call.content import Field
from snippetgen.call.text import Ref, Text
from snippetgen.errors import BadTarget
from snippetgen.rendering.code import Code
from snippetgen.targets import Target


class TextWriter:
    """Writes texts by a target's rules; to be kept, for it remembers how names are written."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._escaped = target.literals.escaper(target.text.escapes)
        self._quoted = target.literals.literal if target.plain is None else self._plain_if_it_prints
        self._reference = lru_cache(1024)(self._encoded)
        self._alone, self._join = target.text.alone, target.text.join

    def literal(self, value: str | Ref | Text | bytes) -> Code:
        """Write a text: a literal, or an expression where it holds references.

        Of bytes, each stands in the literal as the character of its number.
        """
        if isinstance(value, Text):
            if len(value.parts) != 1:
                return self._text(value.parts)
            value = value.parts[0]
        if isinstance(value, str):
            return self._quoted(value)
        if isinstance(value, bytes):
            return self._octets(value)
        return self._reference(value, self._alone)

    def _text(self, parts: tuple[str | Ref, ...]) -> Code:
        if parts and self._interpolates(parts):
            return self._interpolated(parts)
        return Code(self._join.join(self._codes(parts)))

    def pieces(self, text: Text) -> list[Code]:
        """Write each part of a text by itself."""
        return self._codes(text.parts)

    def _codes(self, parts: tuple[str | Ref, ...]) -> list[Code]:
        return [
            self._quoted(part) if isinstance(part, str) else self._reference(part, self._alone)
            for part in parts or ("",)
        ]

    def coded(self, fields: Iterable[Field]) -> list[tuple[Field, Code, Code]]:
        """Write name and value of each field; it comes with them."""
        return [(field, self._quoted(field.name), self.literal(field.value)) for field in fields]

    def json(self, text: str | Text) -> Code:
        """Write JSON text: raw between the target's raw marks where it has such and they serve."""
        content = text if isinstance(text, str) else text.literal
        if content is None or '"' not in content:
            return self.literal(text)
        raw = self._target.raw
        return raw.block(content) if raw and raw.holds_block(content) else self._quoted(content)

    def code_pairs(self, parts: Iterable[str | Ref], apart: str = "") -> list[list[Code]]:
        """Write each literal, as JSON text, together with the reference that follows it.

        Where there is a name for what `apart` begins the name of, a percent-encoded reference
        stands by itself under that name.
        """
        pairs: list[list[Code]] = []
        is_open = False
        for part in parts:
            if isinstance(part, str):
                pairs.append([self.json(part) if '"' in part else self._quoted(part)])
                is_open = True
                continue
            if apart and part.encoding == "url":
                part, is_open = Ref(apart + part.name), False
            code = self._reference(part, self._alone)
            if is_open:
                pairs[-1].append(code)
            else:
                pairs.append([code])
            is_open = False
        return pairs

    def _plain_if_it_prints(self, text: str) -> Code:
        plain, literals = self._target.plain, self._target.literals
        return (plain if plain and text.replace("\n", "").isprintable() else literals).literal(text)

    def _octets(self, data: bytes) -> Code:
        rules = self._target.bytes
        if rules is None:
            name = self._target.id
            raise BadTarget(f"{name}: its target.toml has no [bytes], which its template uses")
        return rules.literal(data.decode("latin-1"))

    def _interpolates(self, parts: tuple[str | Ref, ...]) -> bool:
        rules, literals = self._target.text, self._target.literals
        if not rules.open:
            return False
        for part in parts:
            if isinstance(part, str) and not literals.is_one_piece(part):
                return False
            if rules.never and isinstance(part, str) and not set(rules.never).isdisjoint(part):
                return False
        return True

    def _interpolated(self, parts: tuple[str | Ref, ...]) -> Code:
        rules = self._target.text
        codes = [
            self._escaped(part) if isinstance(part, str) else self._reference(part, rules.hole)
            for part in parts
        ]
        return Code(rules.open + "".join(codes) + rules.close)

    def _encoded(self, ref: Ref, hole: str) -> Code:
        rules = self._target.text
        name = self._target.names.name(ref.name)
        encoder: str = getattr(rules, ref.encoding) if ref.encoding else "{}"
        if rules.encodes_hole:
            return Code(encoder.format(hole.format(name)))
        return Code(hole.format(encoder.format(name)))
