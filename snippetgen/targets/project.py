"""What a target says of a project around its caller: the table `[project]`."""

from pathlib import PurePosixPath

from msgspec import Struct


class ProjectRules(Struct, frozen=True):
    """The `[project]` table; the files beside it stand in the target's folder `project`.

    `source` is where the caller stands in a project, with `/`. `build` and `run` are what a person
    types in the project's folder to build it and to run it. `ignored` are the patterns of its
    `.gitignore` for what building leaves. Raises `ValueError` where `source` leads out of a
    project.
    """

    source: str
    build: str
    run: str
    ignored: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        path = PurePosixPath(self.source)
        if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in self.source:
            raise ValueError("[project] source must be a path inside the project")
