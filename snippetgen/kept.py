"""What is made of a file and kept between runs, as Python keeps its own modules.

In: a file, and what tells whether what was kept is still true. Out: what was kept. It stands in the
`__pycache__` beside the file, or where `PYTHONPYCACHEPREFIX` says, and not at all under
`PYTHONDONTWRITEBYTECODE`: whoever may write it may write the file. A folder that cannot be written
is no error. Each file is written whole and then renamed, so that runs may overlap.
"""

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from threading import get_ident
from typing import Any


def load(path: str, stamp: bytes) -> Any:
    """Give what was kept of the file at `path` under this stamp, None where there is nothing."""
    try:
        with open(_place(path), "rb") as file:
            data = file.read()
        return marshal.loads(data[len(stamp) :]) if data.startswith(stamp) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None


def store(path: str, stamp: bytes, made: Any) -> None:
    """Keep what `marshal` can write, under a stamp, where that is allowed and possible."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError):
        _write(_place(path), stamp + marshal.dumps(made))


def toml_table(path: str) -> dict[str, Any]:
    """Give what a TOML file says. Raises `OSError`, and `ValueError` where it is no TOML."""
    with open(path, "rb") as file:
        source = file.read()
    table: dict[str, Any] | None = load(path, source)
    if table is None:
        import tomllib  # a fifth of the time of a cold start

        table = tomllib.loads(source.decode("utf-8"))
        store(path, source, table)
    return table


def _place(path: str) -> str:
    return cache_from_source(f"{path}.kept")  # `options.pyc` is that of `options.py`


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.{get_ident()}"
    try:
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
