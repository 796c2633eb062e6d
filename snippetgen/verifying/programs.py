"""A target's program, written, built and made ready to run with the tools of its `target.toml`.

In: a target, its code and a folder. Out: the words that run it. In the words of `build` and `run`,
`{file}` is the program's source, `{program}` the same without its suffix, `{folder}` its folder,
and `{NAME}` the program of `[tools.NAME]`. It refuses to know any language.
"""

import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from snippetgen.targets import Target
from snippetgen.targets.tools import Tool
from snippetgen.verifying.outcome import NotRun
from snippetgen.verifying.process import Ended, run_to_end

Environment = Mapping[str, str]


class BuildFailed(Exception):
    """The compiler refuses a program; the text is what it says."""


def tools_of(target: Target, environment: Environment) -> dict[str, str]:
    """Give the paths of a target's tools by their names.

    Raises `NotRun` where one is missing, or lacks what it needs.
    """
    if not target.run:
        raise NotRun("its target.toml has no `run`")
    return {name: tool_path(tool, environment) for name, tool in target.tools.items()}


def tool_path(tool: Tool, environment: Environment) -> str:
    """Give the path of a tool's first program that is installed and has what it needs.

    Raises `NotRun` with how to install what is missing.
    """
    why = tool.missing
    for program in tool.programs:
        named = program.replace("{own_python}", sys.executable)
        path = shutil.which(named, path=environment.get("PATH"))
        if path and _has_what_it_needs(path, tool, environment):
            return path
        why = tool.unfit if path else why
    raise NotRun(why)


def _has_what_it_needs(path: str, tool: Tool, environment: Environment) -> bool:
    if not tool.proof:
        return True
    return run_to_end([path, *tool.proof], Path(environment["HOME"]), environment).status == 0


def built(
    target: Target, code: str, folder: Path, tools: Mapping[str, str], environment: Environment
) -> list[str]:
    """Write a program into a folder and build it; give the words that run it.

    Raises `BuildFailed`, `NotRun` where the compiler cannot be run to its end, and `OSError` where
    the folder does not take the program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / target.file
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(code)
    names = {"file": file, "program": file.with_suffix(""), "folder": folder, **tools}
    if target.build:
        _build(_filled(target.build, names), folder, environment)
    return _filled(target.run, names)


def _build(words: list[str], folder: Path, environment: Environment) -> None:
    done: Ended = run_to_end(words, folder, environment)
    if done.status is None:
        raise NotRun(f"{Path(words[0]).name} did not end in time and was stopped")
    if done.status:
        raise BuildFailed(done.error)


def _filled(words: Iterable[str], names: Mapping[str, object]) -> list[str]:
    filled = []
    for word in words:
        for name, value in names.items():
            word = word.replace(f"{{{name}}}", str(value))
        filled.append(word)
    return filled
