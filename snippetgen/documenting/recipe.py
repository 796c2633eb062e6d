"""How snippets are published: what the command line says, with names made into what they name.

In: names. Out: a `Recipe`. It refuses to know any snippet.
"""

from pathlib import Path

from msgspec import Struct

from snippetgen.documenting.formats import Format
from snippetgen.targets import Target, all_targets, find_target

DEFAULT = ("python", "javascript", "java", "cpp", "curl")
"""The tabs that a page has unless others are asked for."""


class Recipe(Struct, frozen=True):
    """The format, the names of the tabs' targets, the style of the code, a title for every page.

    `templates` is the folder of the user's own targets, if any.
    """

    format: Format
    names: tuple[str, ...] = DEFAULT
    style: str = "snippet"
    title: str = ""
    templates: Path | None = None

    def targets(self, names: tuple[str, ...] = ()) -> tuple[Target, ...]:
        """Give the targets of some names, each once; without names those of the recipe.

        Raises `UnknownTarget`.
        """
        return chosen(names or self.names, self.templates)


def chosen(names: tuple[str, ...], templates: Path | None) -> tuple[Target, ...]:
    """Give the targets of some names, each once; `all` means all there are.

    Raises `UnknownTarget`.
    """
    if "all" in names:
        return tuple(all_targets(templates).values())
    return tuple(dict.fromkeys(find_target(one, templates) for one in names))
