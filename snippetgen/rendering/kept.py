"""Templates kept compiled between runs.

In: what Jinja compiled. Out: it again, in another run (`snippetgen/kept.py`). It refuses to
compile.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from snippetgen import kept

_PACKAGE = Path(__file__).parent.parent
# What makes the code of a template, beside Jinja and the template: filters of constants too.
_MAKERS = ("rendering", "rendering/compiling", "targets", "call", "documenting")


class KeptTemplates(BytecodeCache):
    """Keeps the code of templates from folders until a file there, or what compiles it, changes."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Give the path of the template, beside which its code is kept."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """Give what changes with all that a template's code is made from, includes too."""
        made_with = (jinja2.__version__, *_stamps(_makers()), *_stamps(_files(self._folders)))
        return kept.digest(source, *made_with).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code where it is kept and nothing has changed since."""
        bucket.code = kept.load(bucket.key, bucket.checksum.encode())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code where that is allowed and possible."""
        kept.store(bucket.key, bucket.checksum.encode(), bucket.code)


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
