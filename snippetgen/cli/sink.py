"""Where a command's results go: files that are written whole or not at all, or standard output."""

import os
from collections.abc import Mapping
from pathlib import Path

from snippetgen.errors import CannotWrite


def write_files(texts: Mapping[Path, str], force: bool = False, *, encoding: str = "utf-8") -> None:
    """Write every file, or none: existing ones only with `force`, missing folders are made.

    Raises `CannotWrite` before anything is written where a file stands already, or where a folder
    does not take a file.
    """
    standing = [path for path in texts if path.exists() and not force]
    if standing:
        raise CannotWrite(f"{standing[0]} exists already. Use --force to overwrite it.")
    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_temporary(path, text, encoding), path))
        for temporary, path in waiting:
            os.replace(temporary, path)
    except OSError as error:
        reason = error.strerror or error
        raise CannotWrite(f"cannot write {path}: {reason}. Choose another place.") from None
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _temporary(path: Path, text: str, encoding: str) -> Path:
    import tempfile  # not paid for by a run that writes no file

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="\n") as file:
            file.write(text)
        temporary.chmod(_mode(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
