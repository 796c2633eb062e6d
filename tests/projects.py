"""A project as `snippetgen new` writes it, built and run as its own README says.

In: a project's folder and the values of its variables. Out: how its commands ended.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from toolchains import Result

from snippetgen.targets import Target, all_targets

_COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COPY = "cp .env.example .env  # and fill it in\n"
_NOT_HANDED_ON = re.compile(r"GUMLOOP_.*|PYTHON.*|VIRTUAL_ENV|.*_proxy", re.IGNORECASE)


def project_targets() -> dict[str, Target]:
    """Give our own targets that make projects, by id."""
    return {name: target for name, target in all_targets().items() if target.project}


def files_of(folder: Path) -> dict[str, str]:
    """Give the text of every file in a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def commands_of(folder: Path) -> str:
    """Give the commands of a project's README, but for the copying of the `.env.example`."""
    found = _COMMANDS.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert len(found) == 1
    return str(found[0]).replace(_COPY, "")


def fill_in(folder: Path, values: Mapping[str, str]) -> None:
    """Write a project's `.env`, as a person does who has copied `.env.example`."""
    text = (folder / ".env.example").read_text(encoding="utf-8")
    for name, value in values.items():
        assert text.count(f"\n{name}=\n") == 1, text
        text = text.replace(f"\n{name}=\n", f"\n{name}='{value}'\n")
    (folder / ".env").write_text(text, encoding="utf-8")


def build_and_run(folder: Path) -> Result:
    """Type the commands of a project's README, with the tools' own caches and no proxy."""
    handed_on = {name: text for name, text in os.environ.items() if not _NOT_HANDED_ON.match(name)}
    done = subprocess.run(
        ["sh", "-e", "-c", commands_of(folder)],
        cwd=folder,
        env=handed_on,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return Result(done.returncode, done.stdout, done.stderr)
