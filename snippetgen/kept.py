"""What is made of a file and kept between runs, as Python keeps its own modules.

In: a file, and what tells whether what was kept is still true. Out: what was kept. It stands in the
`__pycache__` beside the file, or where `PYTHONPYCACHEPREFIX` says, and not at all under
`PYTHONDONTWRITEBYTECODE`: whoever may write it may write the file. So only for files of ours, as
`marshal` trusts what it reads: never in a folder that a user names. A folder that cannot be written
is no error. Each file is written whole and then renamed, so that runs may overlap.
"""

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from threading import get_ident
from typing import Any

# Where there is nothing, it is damaged, or this Python keeps nothing.
_NOTHING_KEPT = (OSError, EOFError, ValueError, TypeError, MemoryError, NotImplementedError)


def load(path: str, stamp: bytes) -> Any:
    """Give what was kept of the file at `path` under this stamp, None where there is nothing.

    All stamps have the same length: one that begins another would fit it.
    """
    try:
        with open(_place(path), "rb") as file:
            data = file.read()
        return marshal.loads(data[len(stamp) :]) if data.startswith(stamp) else None
    except _NOTHING_KEPT:
        return None


def store(path: str, stamp: bytes, made: Any) -> None:
    """Keep what `marshal` can write, under a stamp, where that is allowed and possible."""
    if sys.dont_write_bytecode:
        return
    with suppress(*_NOTHING_KEPT):
        _write(_place(path), stamp + marshal.dumps(made))


def digest(*facts: str | bytes) -> bytes:
    """Give a stamp of facts, 64 bits that change with them, and of the kind of Python.

    It is the hash that Python itself knows a module's source by (PEP 552): `hashlib` would load
    OpenSSL at each start.
    """
    known = [fact.encode() if isinstance(fact, str) else fact for fact in facts]
    return MAGIC_NUMBER + source_hash(b"".join(known))


def toml_table(path: str, *, ours: bool) -> dict[str, Any]:
    """Give what a TOML file says, kept where the file is one of `ours`.

    Raises `OSError`, and `ValueError` where it is no TOML.
    """
    with open(path, "rb") as file:
        source = file.read()
    stamp = digest(source)
    table = load(path, stamp) if ours else None
    if isinstance(table, dict):
        return table
    import tomllib  # a fifth of the time of a cold start

    parsed = tomllib.loads(source.decode("utf-8"))
    if ours:
        store(path, stamp, parsed)
    return parsed


def _place(path: str) -> str:
    return cache_from_source(f"{path}.kept")  # `options.pyc` is that of `options.py`


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.{get_ident()}"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
