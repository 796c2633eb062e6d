"""The formats of documentation, each entirely a folder: `templates/docs/<format>/`.

In: a format's name. Out: a `Format`. `page.<suffix>.jinja` makes a page, `block.jinja` the block
that stands in a page; `format.toml` may say more. Nothing here knows a format.
"""

import os
from functools import cache
from pathlib import Path

from msgspec import Struct

from snippetgen.documenting import OPENAPI
from snippetgen.errors import BadTarget, UnknownFormat
from snippetgen.kept import toml_table
from snippetgen.targets import template_roots

_KEYS = frozenset({"title", "once"})


class Format(Struct, frozen=True, eq=False):
    """A format of documentation.

    `page` is the path of its page's template, `parents` are the folders of what formats share.
    `once` are lines that a file must hold once, however many blocks it has.
    """

    name: str
    page: Path
    parents: tuple[Path, ...]
    title: str = ""
    once: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Give the folder that the format is."""
        return self.page.parent

    @property
    def suffix(self) -> str:
        """Give the suffix of its pages, such as `.md`."""
        return Path(self.page.stem).suffix

    @property
    def block(self) -> Path:
        """Give the path of the block's template."""
        return self.folder / "block.jinja"

    @property
    def has_block(self) -> bool:
        """Say whether it can stand in a file of somebody else's."""
        return self.block.is_file()


@cache
def all_formats(extra: Path | None = None) -> dict[str, Format]:
    """Give every format by its name; a user's own hides ours of the same name.

    Raises `BadTarget` where a `format.toml` cannot be understood.
    """
    homes = tuple(root / "docs" for root in template_roots(extra))
    found: dict[str, Format] = {}
    for home in homes:
        for page in sorted(home.glob("*/page.*.jinja")):
            found.setdefault(page.parent.name, _load(page, homes))
    return found


def find_format(name: str, extra: Path | None = None) -> Format:
    """Give the format of a name; raise `UnknownFormat` with all there are."""
    formats = all_formats(extra)
    if name not in formats:
        raise UnknownFormat(
            f"there is no format {name!r}, only {', '.join(formats)} and {OPENAPI}."
        )
    return formats[name]


def _load(page: Path, homes: tuple[Path, ...]) -> Format:
    path = page.parent / "format.toml"
    try:
        data = (
            toml_table(os.fspath(path), ours=page.is_relative_to(homes[-1]))
            if path.exists()
            else {}
        )
        if unknown := sorted(set(data) - _KEYS):
            raise ValueError(f"{unknown[0]!r} means nothing here")
        once = tuple(data.get("once", ()))
        return Format(page.parent.name, page, homes, data.get("title", ""), once)
    except (OSError, ValueError, TypeError) as error:
        raise BadTarget(f"{path}: {error}") from None
