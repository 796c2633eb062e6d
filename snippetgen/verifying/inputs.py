"""What a command reads beside its own words: files, and standard input.

In: a request and the folders to look in. Out: the folder that its files stand in, and the bytes of
its standard input. Files are read where they stand; nothing is written.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from snippetgen.errors import CannotVerify
from snippetgen.request import FilePart, Request

INVENTED = b"read from standard input\n"


def files_of(request: Request) -> list[str]:
    """Give the names of the files that a request's body is read from, `-` for standard input."""
    return [part.name.text for part in request.body.parts if isinstance(part, FilePart)]


def input_folder(names: Sequence[str], folders: Sequence[Path]) -> Path | None:
    """Give the first folder in which all these files stand, None where there are no files.

    Raises `CannotVerify` where there is no such folder.
    """
    files = [name for name in names if name != "-"]
    if not files:
        return None
    for folder in folders:
        if all(_is_readable(folder / name) for name in files):
            return folder
    asked = ", ".join(dict.fromkeys(files))
    raise CannotVerify(
        f"the command reads {asked}, of which not every file stands beside the snippet, nor in "
        "the current folder. Put them there, or go to the folder that they stand in."
    )


def _is_readable(path: Path) -> bool:
    try:
        return path.is_file() and os.access(path, os.R_OK)  # opening a pipe would wait
    except (OSError, ValueError):
        return False
