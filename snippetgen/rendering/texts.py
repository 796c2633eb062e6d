"""Texts with references, bytes and JSON text as expressions of a target's language."""

from collections.abc import Iterator

from snippetgen.call.text import Ref, Text
from snippetgen.errors import BadTarget
from snippetgen.rendering.code import Code
from snippetgen.targets import Target


def text_literal(text: str | Ref | Text, target: Target) -> Code:
    """Write a text: a literal, or an expression where it holds references."""
    if isinstance(text, str):
        return _literal(text, target)
    text = text if isinstance(text, Text) else Text((text,))
    if text.literal is not None:
        return _literal(text.literal, target)
    if len(text.parts) > 1 and _interpolates(text, target):
        return _interpolated(text, target)
    return Code(target.text.join.join(_operands(text, target)))


def _literal(text: str, target: Target) -> Code:
    if target.plain and text.replace("\n", "").isprintable():
        return target.plain.literal(text)
    return target.literals.literal(text)


def bytes_literal(data: bytes, target: Target) -> Code:
    """Write bytes, each standing in the literal as the character of its number."""
    if target.bytes is None:
        raise BadTarget(f"{target.id}: its target.toml has no [bytes], which its template uses")
    return target.bytes.literal(data.decode("latin-1"))


def json_literal(text: str | Text, target: Target) -> Code:
    """Write JSON text: raw between the target's raw marks where it has such and they serve."""
    content = text if isinstance(text, str) else text.literal
    raw = target.raw
    if raw is None or content is None or '"' not in content:
        return text_literal(text, target)
    return raw.block(content) if raw.holds_block(content) else text_literal(text, target)


def _interpolates(text: Text, target: Target) -> bool:
    literals = [part for part in text.parts if isinstance(part, str)]
    if not target.text.open or any(set(target.text.never) & set(part) for part in literals):
        return False
    return all(map(target.literals.is_one_piece, literals))


def _interpolated(text: Text, target: Target) -> Code:
    rules = target.text
    parts = (
        (
            target.literals.escaped(part, rules.escapes)
            if isinstance(part, str)
            else _reference(part, rules.hole, target)
        )
        for part in text.parts
    )
    return Code(rules.open + "".join(parts) + rules.close)


def _operands(text: Text, target: Target) -> Iterator[str]:
    for part in text.parts:
        if isinstance(part, Ref):
            yield _reference(part, target.text.alone, target)
        else:
            yield _literal(part, target)


def _reference(ref: Ref, hole: str, target: Target) -> str:
    name = target.names.name(ref.name)
    encoder: str = getattr(target.text, ref.encoding) if ref.encoding else "{}"
    if target.text.encodes_hole:
        return encoder.format(hole.format(name))
    return hole.format(encoder.format(name))
