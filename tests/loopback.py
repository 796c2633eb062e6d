"""Puts a loopback server in the place of a case's host, and its files beside the programs."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from cases import all_cases

from snippetgen.call.model import Call
from snippetgen.call.text import Ref, merged

_BASE = re.compile(r"https?://([^/?\s\"'$@]+@)?[^/?\s\"'$]+")


def rebased(call: Call, base: str) -> Call:
    """Give a call that goes to a base URL; one whose host a variable holds stays as it is."""
    first, *rest = call.address.parts
    if isinstance(first, Ref):
        return call
    return replace(call, address=merged((rebased_text(first, base), *rest)))


def rebased_text(text: str, base: str) -> str:
    """Put a base URL in the place of a text's first host; a user before it stays."""
    scheme, mark, host = base.partition("://")
    return _BASE.sub(lambda match: f"{scheme}{mark}{match[1] or ''}{host}", text, count=1)


def with_files(folder: Path) -> Path:
    """Copy the files of all cases into a folder, and give it."""
    for case in all_cases():
        for path in case.files:
            assert not (folder / path.name).exists(), f"{case.name}: {path.name} stands twice"
            shutil.copy(path, folder / path.name)
    return folder
