"""Stage 6: a `Call` and a `Target` make code.

The Jinja environment prints nothing but `Code`: the filters are the only way for a text to get into
a program, and they quote by the target's tables. Nothing here knows a language.
"""

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.exceptions import TemplateError

from snippetgen.call.encodings import json_plain
from snippetgen.call.model import Call, Field, Map, Value
from snippetgen.call.text import Ref, Text
from snippetgen.errors import BadTarget
from snippetgen.rendering.code import Code, indented, joined, require_code
from snippetgen.rendering.comments import comment
from snippetgen.rendering.fit import fitted
from snippetgen.rendering.texts import bytes_literal, json_literal, text_literal
from snippetgen.targets import Target
from snippetgen.targets.value_layout import ValueRules, ValueWriter, fits


class _Environment(Environment):
    """Jinja with strict names and without the blocks that would turn code back into text.

    `{% set x | block %}…{% endset %}` alone gives what it encloses as code: all that is printed in
    it was code already. On anything else the filter `block` is refused.
    """

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.CallBlock, nodes.FilterBlock, nodes.Macro)):
            raise BadTarget(f"{filename}, line {node.lineno}: use include, not macro or filter")
        for used in tree.find_all(nodes.Filter):
            if used.name == "block" and used.node is not None:
                raise BadTarget(f"{filename}, line {used.lineno}: block is for set only")
        return tree


@cache
def _environment(target: Target) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader([target.folder, target.folder.parent]),
        undefined=StrictUndefined,
        finalize=require_code,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_filters(target))
    environment.tests["within"] = fits
    return environment


def _filters(target: Target) -> dict[str, Callable[..., str]]:
    def literal(value: str | Ref | Text | bytes) -> Code:
        if isinstance(value, bytes):
            return bytes_literal(value, target)
        return text_literal(value, target)

    def writer() -> ValueWriter:
        return ValueWriter(_values(target), literal, target.names.name)

    def value(item: Value | float, depth: int = 0, column: int = 0) -> Code:
        if isinstance(item, int | float) and not isinstance(item, bool):
            return Code(str(int(item)) if item == int(item) else repr(item))
        return writer().value(item, depth, column)

    def members(item: Map | tuple[Field, ...], depth: int = 0) -> Code:
        if isinstance(item, Map):
            return writer().members(item.members, depth)
        return writer().members(((field.name, field.value) for field in item), depth)

    def fields(item: tuple[Field, ...], depth: int = 0, column: int = 0) -> Code:
        return writer().fields(item, target.json.is_record(item), depth, column)

    return {
        "literal": literal,
        "value": value,
        "members": members,
        "fields": fields,
        "json": lambda item: json_literal(item, target),
        "json_plain": json_plain,
        "name": target.names.name,
        "comment": comment,
        "block": Code,
        "indent": indented,
        "join": joined,
    }


def _values(target: Target) -> ValueRules:
    if target.values is None:
        raise BadTarget(f"{target.id}: its target.toml has no [values], which its template uses")
    return target.values


def render_call(call: Call, target: Target, style: str = "caller") -> str:
    """Give the program that sends a call.

    Raises `CannotRender` where the target cannot send it, `BadTarget` where a template is wrong.
    """
    call = fitted(call, target, style)
    path = target.template(style)
    try:
        code = _environment(target).get_template(path.name).render(call=call)
    except TemplateError as error:
        raise BadTarget(f"{path}: {error}") from None
    if target.second_reading:
        from snippetgen.second_reading import confirm

        confirm(code, call)
    return _formatted(code, target)


def _formatted(code: str, target: Target) -> str:
    if target.formatter != "black":
        return code
    import black

    return black.format_str(code, mode=black.Mode())
