"""Stage 6: a `Call` and a `Target` make code.

The Jinja environment prints nothing but `Code`: the filters are the only way for a text to get into
a program, and they quote by the target's tables. Nothing here knows a language.
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from math import ceil

from snippetgen.call.content import Field, Map, Value
from snippetgen.call.encodings import json_plain
from snippetgen.call.model import Call
from snippetgen.errors import BadTarget
from snippetgen.once import once
from snippetgen.rendering.code import Code
from snippetgen.rendering.comments import comment
from snippetgen.rendering.fit import fitted
from snippetgen.rendering.settled import is_settled
from snippetgen.rendering.strict import StrictEnvironment, rendered, strict_environment
from snippetgen.rendering.texts import TextWriter
from snippetgen.targets import Target
from snippetgen.targets.value_layout import ValueRules, ValueWriter, fits


@once
def _environment(target: Target) -> StrictEnvironment:
    folders = [target.folder, target.folder.parent]
    environment = strict_environment(folders, _filters(target), ours=target.is_ours, given=["call"])
    environment.tests["within"] = fits
    return environment


def _filters(target: Target) -> dict[str, Callable[..., object]]:
    texts = TextWriter(target)

    @lru_cache(256)
    def sentence(words: str) -> Code:
        """Write our own words, which come again with the next call, and names of variables."""
        return texts.literal(words)

    @cache
    def writer() -> ValueWriter:
        return ValueWriter(_values(target), texts.literal, target.names.name)

    def value(item: Value | float, depth: int = 0, column: int = 0) -> Code:
        if isinstance(item, int) and not isinstance(item, bool):
            return Code(item)
        if isinstance(item, float):
            return Code(int(item) if item == int(item) else repr(item))
        return writer().value(item, depth, column)

    def members(item: Map | tuple[Field, ...], depth: int = 0) -> Code:
        pairs = item.members if isinstance(item, Map) else [(one.name, one.value) for one in item]
        return writer().members(pairs, depth)

    def fields(item: tuple[Field, ...], depth: int = 0, column: int = 0) -> Code:
        return writer().fields(item, target.json.is_record(item), depth, column)

    return {
        "literal": texts.literal,
        "sentence": sentence,
        "coded": texts.coded,
        "value": value,
        "members": members,
        "fields": fields,
        "json": texts.json,
        "json_plain": json_plain,
        "name": target.names.name,
        "pieces": texts.pieces,
        "code_pairs": texts.code_pairs,
        "comment": comment,
        "rounded": round,
        "ceil": ceil,
    }


def _values(target: Target) -> ValueRules:
    if target.values is None:
        raise BadTarget(f"{target.id}: its target.toml has no [values], which its template uses")
    return target.values


def render_call(call: Call, target: Target, style: str = "caller") -> str:
    """Give the program that sends a call.

    Raises `CannotRender` where the target cannot send it, `BadTarget` where a template is wrong.
    """
    return formatted(unformatted(call, target, style), target)


def unformatted(call: Call, target: Target, style: str = "caller") -> str:
    """Give the program as the templates write it, before a formatter.

    Raises as `render_call` does.
    """
    call = fitted(call, target, style)
    code = rendered(_environment(target), target.template(style), call=call)
    if target.second_reading:
        from snippetgen.second_reading import confirm

        confirm(code, call)
    return code


def formatted(code: str, target: Target) -> str:
    """Give a program as its language's formatter leaves it."""
    if target.formatter != "black" or (target.is_ours and is_settled(code)):
        return code
    return _black()(code)


@once  # of several threads that import it at once, one would find half of it
def _black() -> Callable[[str], str]:
    import black

    return partial(black.format_str, mode=black.Mode())
