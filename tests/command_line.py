"""The command line, run in a process of its own as a user runs it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run(*arguments: str, stdin: str = "", cwd: Path | None = None) -> tuple[int, str, str]:
    """Run snippetgen; give its exit status, its output and its errors. Never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "snippetgen", *arguments],
        input=stdin.encode(),
        capture_output=True,
        cwd=cwd,
    )
    error = done.stderr.decode("utf-8")
    assert "Traceback" not in error, error
    return done.returncode, done.stdout.decode("utf-8"), error


def found(*arguments: str, stdin: str = "", cwd: Path | None = None) -> list[tuple[str, str]]:
    """Run `check`; give the file and the code of each finding."""
    out = run("check", *arguments, "--format", "json", stdin=stdin, cwd=cwd)[1]
    return [(one["file"], one["code"]) for one in json.loads(out)]


def codes(*arguments: str, stdin: str = "", cwd: Path | None = None) -> list[str]:
    """Run `check`; give the code of each finding."""
    return [code for _, code in found(*arguments, stdin=stdin, cwd=cwd)]


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write files into a folder, byte for byte; give the folder."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
