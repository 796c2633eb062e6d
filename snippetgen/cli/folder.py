"""The files of a folder that `check` and `docs` look at, as git sees the folder.

In: a folder. Out: the names of the files of the kinds that hold snippets, in order, without those
that a `.gitignore` leaves out.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SUFFIXES = (".md", ".mdx", ".txt", ".sh")
_NO_PROJECT = (".git", ".hg", ".svn")


class _Ignoring(Struct, frozen=True):
    """A `.gitignore`: the folder that it stands in, and its patterns."""

    folder: Path
    patterns: "GitIgnoreSpec"

    def decides(self, path: Path, *, is_folder: bool) -> bool | None:
        """Say whether it leaves a path out (True), takes it back (False), or is silent."""
        name = path.relative_to(self.folder).as_posix()
        return self.patterns.check_file(f"{name}/" if is_folder else name).include


def walked(folder: Path, failed: Callable[[OSError], object]) -> Iterator[str]:
    """Give the names of a folder's files; a folder that cannot be listed is handed to `failed`."""
    known = {folder: _above(folder.absolute())}
    for parent, folders, files in os.walk(folder, onerror=failed):
        here = Path(parent)
        ignoring = [*known.pop(here), *_of(here.absolute())]
        kept = _kept(here, (one for one in folders if one not in _NO_PROJECT), ignoring, True)
        folders[:] = sorted(kept)
        known.update((here / one, ignoring) for one in folders)
        named = (one for one in files if one.lower().endswith(_SUFFIXES))
        yield from sorted(str(here / one) for one in _kept(here, named, ignoring, False))


def _kept(
    folder: Path, names: Iterable[str], ignoring: list[_Ignoring], is_folder: bool
) -> Iterator[str]:
    for name in names:
        path = (folder / name).absolute() if ignoring else folder
        if not _is_ignored(path, ignoring, is_folder=is_folder):
            yield name


def _is_ignored(path: Path, ignoring: list[_Ignoring], *, is_folder: bool) -> bool:
    """Say whether a path is left out: the nearest file that speaks of it decides."""
    said = (one.decides(path, is_folder=is_folder) for one in reversed(ignoring))
    return next((decided for decided in said if decided is not None), False)


def _above(folder: Path) -> list[_Ignoring]:
    """Give what holds in a folder from above it, up to the root of its repository.

    A folder that was named although it is ignored is looked at without that.
    """
    parents = []
    for parent in (folder, *folder.parents):
        parents.append(parent)
        if (parent / ".git").exists():
            found = [one for above in reversed(parents[1:]) for one in _of(above)]
            return [] if _is_ignored(folder, found, is_folder=True) else found
    return []


def _of(folder: Path) -> list[_Ignoring]:
    try:
        text = (folder / ".gitignore").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    return [_Ignoring(folder, GitIgnoreSpec.from_lines(text.replace("\r\n", "\n").split("\n")))]
