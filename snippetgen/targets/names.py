"""Names in a target's style: `start_flow`, `startFlow`, `kStartFlow`, from words."""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct, field

from snippetgen.once import found
from snippetgen.patterns import regex
from snippetgen.rendering.code import Code

_PART = regex(r"[a-z0-9]+")
_NOT_NAME = regex(r"[^A-Za-z0-9_]")


def _camel(words: list[str]) -> str:
    return words[0] + "".join(word.capitalize() for word in words[1:])


_STYLES: dict[str, Callable[[list[str]], str]] = {
    "snake": "_".join,
    "camel": _camel,
    "pascal": lambda words: "".join(word.capitalize() for word in words),
    "k_pascal": lambda words: "k" + "".join(word.capitalize() for word in words),
    "upper": lambda words: "_".join(words).upper(),
}


class NameRules(Struct, frozen=True, dict=True):
    """The `[names]` table of a `target.toml`: a case style per kind of name, and what is taken.

    A name that is reserved (by the language or by the target's own templates) takes `suffix`.
    """

    variable: str = "snake"
    function: str = "snake"
    constant: str = "upper"
    type: str = "pascal"
    property: str = "verbatim"
    suffix: str = "_"
    reserved: frozenset[str] = field(default_factory=frozenset)

    @found
    def name(self) -> Callable[..., Code]:
        """Give the function that names; what it has named it remembers.

        It takes words, a tuple or one `snake_case` name, and the kind of the name, else `variable`.
        Only ASCII letters, digits and `_` can come out, whatever goes in. The style `verbatim`
        keeps a name as it is.
        """
        return lru_cache(1024)(self._named)

    def _named(self, words: str | tuple[str, ...], kind: str = "variable") -> Code:
        joined = words if isinstance(words, str) else "_".join(words)
        style = getattr(self, kind)
        if style == "verbatim":
            return Code(_NOT_NAME.sub("_", joined))
        parts = _PART.findall(joined.lower()) or ["value"]
        if parts[0][0].isdigit():
            parts.insert(0, "n")
        name = _STYLES[style](parts)
        return Code(name + self.suffix if name in self.reserved else name)
