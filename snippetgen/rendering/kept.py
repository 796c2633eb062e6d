"""Templates kept compiled between runs, as Python keeps its own modules.

In: what Jinja compiled. Out: it again, in another run. It refuses to compile. The code stands in
the `__pycache__` beside the template, or where `PYTHONPYCACHEPREFIX` says, and not at all under
`PYTHONDONTWRITEBYTECODE`: whoever may write it may write the template. A folder that cannot be
written is no error. Each file is written whole and then renamed, so that runs may overlap.
"""

import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha1
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from threading import get_ident

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_PACKAGE = Path(__file__).parent.parent
# What makes the code of a template, beside Jinja and the template: filters of constants too.
_MAKERS = ("rendering", "targets", "call", "documenting")


class KeptTemplates(BytecodeCache):
    """Keeps the code of templates from folders until a file there, or what compiles it, changes."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give the path to keep a template's code at."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """Give what changes with all that a template's code is made from, includes too."""
        digest = sha1(MAGIC_NUMBER + source.encode(), usedforsecurity=False)
        for fact in (jinja2.__version__, *_stamps(_makers()), *_stamps(_files(self._folders))):
            digest.update(fact.encode())
        return digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code where it is kept and nothing has changed since."""
        checksum = bucket.checksum.encode()
        try:
            kept = Path(bucket.key).read_bytes()
            if kept.startswith(checksum):
                bucket.code = marshal.loads(kept[len(checksum) :])
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code where that is allowed and possible."""
        if sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True, parents=True)
            _write(path, bucket.checksum.encode() + marshal.dumps(bucket.code))


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _stamps(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        facts = os.stat(path)
        yield f"{path} {facts.st_mtime_ns} {facts.st_size}\n"


@cache
def _makers() -> tuple[str, ...]:
    return tuple(_files([_PACKAGE / folder for folder in _MAKERS]))


def _files(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        found = (entry for entry in os.scandir(folder) if entry.is_file())
        yield from sorted(entry.path for entry in found)
