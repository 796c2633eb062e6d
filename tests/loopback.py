"""Puts a loopback server in the place of a case's host, and its files beside the programs."""

import shutil
from pathlib import Path

from cases import all_cases, rebased_text
from msgspec.structs import replace

from snippetgen.call.model import Call
from snippetgen.call.text import Ref, merged


def rebased(call: Call, base: str) -> Call:
    """Give a call that goes to a base URL; one whose host a variable holds stays as it is."""
    first, *rest = call.address.parts
    if isinstance(first, Ref):
        return call
    return replace(call, address=merged((rebased_text(first, base), *rest)))


def with_files(folder: Path) -> Path:
    """Copy the files of all cases into a folder, and give it."""
    for case in all_cases():
        for path in case.files:
            assert not (folder / path.name).exists(), f"{case.name}: {path.name} stands twice"
            shutil.copy(path, folder / path.name)
    return folder
