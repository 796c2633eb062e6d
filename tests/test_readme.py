"""The README is true: its output is the program's, its commands two, its tables complete."""

import re
import subprocess
import sys
from pathlib import Path

import click
from command_line import run

from snippetgen.cli import cli
from snippetgen.targets import all_targets

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_output_shown_is_the_output_of_today() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_block_that_docs_generates_is_fresh() -> None:
    assert run("docs", "README.md", "--check", cwd=ROOT) == (0, "", "Blocks: 1 up to date.\n")


def test_the_quick_start_is_two_commands_of_one_line() -> None:
    part = README.partition("## Quick start")[2].partition("\n## ")[0]
    commands = re.findall(r"```sh\n(.*?)\n```", part, re.DOTALL)
    assert len(commands) == 2
    assert all("\n" not in one and one.startswith("python3 -m venv ") for one in commands)


def test_every_command_and_language_is_in_the_readme() -> None:
    for name in cli.list_commands(click.Context(cli)):
        assert f"`snippetgen {name}" in README
    for target in all_targets().values():
        assert f"| `{target.language}` |" in README
