"""The files that `check` and `docs` look at: those that were named, and those of named folders.

In: names. Out: a `Source` for each file.
"""

import os
from collections.abc import Callable, Iterator

from msgspec import Struct

from snippetgen.paste import Paste


class Source(Struct, frozen=True):
    """A file by its name, `-` for standard input; `needs_command`: without one it is damaged."""

    name: str
    needs_command: bool = False


def sources(names: tuple[str, ...], failed: Callable[[OSError], object]) -> list[Source]:
    """Give the files to look at, each once; standard input where nothing is named.

    A folder that cannot be listed is handed to `failed`.
    """
    if names in ((), ("-",)):
        return [Source("-", needs_command=True)]
    if len(names) == 1 and not os.path.isdir(names[0]):
        return [Source(names[0], needs_command=not Paste("", names[0]).is_markdown)]
    found: dict[str, None] = {}
    for name in names:
        inside = _walked(name, failed) if os.path.isdir(name) else [name]
        found.update(dict.fromkeys(inside))
    return [Source(name) for name in found]


def _walked(folder: str, failed: Callable[[OSError], object]) -> Iterator[str]:
    from pathlib import Path  # not paid for by a run over files

    from snippetgen.cli.folder import walked

    return walked(Path(folder), failed)
