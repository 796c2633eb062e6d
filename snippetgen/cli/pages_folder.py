"""The folder that pages are written into: what may be replaced there, what is stale, what is left.

In: paths and texts. Out: what became of each. Only files that `docs` made are replaced unasked.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Literal

from snippetgen.cli.sink import write_files
from snippetgen.documenting.naming import made_from
from snippetgen.errors import CannotWrite, UnreadablePaste
from snippetgen.paste import Paste, decode

State = Literal["up to date", "written", "stale"]


class PagesFolder:
    """The pages of one run, and those that stood there before."""

    def __init__(self, folder: Path, sources: Iterable[str], force: bool, only_check: bool) -> None:
        self._folder = folder
        self._sources = {os.path.realpath(one): one for one in sources}
        self._force = force
        self._only_check = only_check
        self._claimed: dict[str, str] = {}

    def claim(self, name: PurePath, source: str) -> Path:
        """Give the path of a page; no other page of the run can have it.

        Raises `CannotWrite` where another has it, or where a source that is no page stands there.
        """
        path = self._folder / name
        real = os.path.realpath(path)
        if real in self._sources and _source(path) is None:
            raise CannotWrite(
                f"{source}: its page would overwrite the source {path}; name another folder."
            )
        if real in self._claimed:
            other = self._claimed[real]
            raise CannotWrite(
                f"{source}: its page {path} is that of {other} too; rename one of them."
            )
        self._claimed[real] = source
        return path

    def standing(self, path: Path) -> Paste:
        """Give what stands at a path, an empty text where nothing does.

        Raises `CannotWrite` where that is no page of ours, unless it may be overwritten.
        """
        try:
            paste = decode(path.read_bytes(), str(path))
        except FileNotFoundError:
            return Paste("", str(path))
        except (OSError, UnreadablePaste):
            paste = Paste("", str(path))
        if made_from(paste.text) is None and not self._force:
            raise CannotWrite(f"{path} was not made by docs. Use --force to overwrite it.")
        return paste

    def put(self, path: Path, text: str) -> tuple[State, Paste]:
        """Write a page where it differs; say what became of it, and give what stood there.

        Raises `CannotWrite`.
        """
        before = self.standing(path)
        if before.text.replace("\r\n", "\n") == text:
            return "up to date", before
        if self._only_check:
            return "stale", before
        write_files({path: text}, force=True)
        return "written", before

    def left_over(self, suffix: str, sources: Iterable[str]) -> Iterator[Path]:
        """Give the pages of ours that no snippet of these sources makes any more.

        `sources` are files, or folders with a `/` behind their names, as pages name them.
        """
        names = tuple(sources)
        folders = tuple(one for one in names if one.endswith("/"))
        for path in sorted(self._folder.rglob(f"*{suffix}")):
            if os.path.realpath(path) not in self._claimed:
                source = _source(path)
                if source and (source in names or source.startswith(folders)):
                    yield path


def _source(path: Path) -> str | None:
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            return made_from(file.readline(4096) + file.readline(4096))
    except OSError:
        return None
