"""Which files git tracks.

In: the names of files. Out: those of them that `git ls-files` lists. It refuses to judge them.
"""

import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable

from snippetgen.errors import UnreadablePaste

_MOST_NAMES = 500  # a command line has an end


def tracked(names: Iterable[str]) -> frozenset[str]:
    """Give the names of the files that git tracks.

    Raises `UnreadablePaste` where git is missing or a file stands in no repository.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for name in names:
        folder, file = os.path.split(name)
        folders[folder].append(file)
    return frozenset(
        os.path.join(folder, file)
        for folder, files in folders.items()
        for first in range(0, len(files), _MOST_NAMES)
        for file in _listed(folder, files[first : first + _MOST_NAMES])
    )


def _listed(folder: str, files: list[str]) -> list[str]:
    command = ["git", "-C", folder or ".", "--literal-pathspecs", "ls-files", "-z", "--", *files]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise UnreadablePaste("--tracked-keys asks git, and git was not found.") from None
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip().partition("\n")[0]
        raise UnreadablePaste(f"--tracked-keys asks git, which says: {said}") from None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
