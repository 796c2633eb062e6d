"""A call and a target make a project: the caller, and what builds and runs it.

In: a `Call`, a `Target`, a name. Out: the texts of the project's files, by their paths. It refuses
to touch a file.

What every project has stands in `templates/projects/`, what only a target's has in the target's
own folder `project`. A template's name is its file's, with `.jinja` at the end; one that prints
nothing makes no file.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from snippetgen.call.content import File
from snippetgen.call.model import Call
from snippetgen.call.wording import variables
from snippetgen.errors import BadTarget, CannotRender
from snippetgen.projects.quoting import FILTERS, is_variable
from snippetgen.rendering.render import render_call
from snippetgen.rendering.strict import rendered, strict_environment
from snippetgen.targets import Target, all_targets, template_roots
from snippetgen.targets.project import ProjectRules


class Project(Struct, frozen=True):
    """All that a project's template sees, as `project`; everything in it is quoted on its way.

    `variables` are those that the caller reads, `files` the names of those that it reads;
    `does` says in a sentence of ours what it does.
    """

    name: str
    title: str
    does: str
    rules: ProjectRules
    variables: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def rules_of(target: Target, extra: Path | None = None) -> ProjectRules:
    """Give what a target says of its projects.

    Raises `BadTarget` where it says nothing, with the targets that do.
    """
    if target.project:
        return target.project
    able = ", ".join(one.id for one in all_targets(extra).values() if one.project)
    raise BadTarget(
        f"{target.id} makes no project: its target.toml has no table [project]. "
        f"Write its caller alone with `snippetgen convert --to {target.id}`, or choose {able}."
    )


def project_files(
    call: Call, target: Target, name: str, extra: Path | None = None
) -> dict[str, str]:
    """Give the files of a project by their paths in it, the caller among them.

    `extra` is a folder with targets of the user's own. Raises `CannotRender` where the target
    cannot send the call, `BadTarget` where it makes no project, or a template is wrong.
    """
    rules = rules_of(target, extra)
    project = Project(name, target.title, call.docs.summary, rules, _variables(call), _files(call))
    texts = {rules.source: render_call(call, target)}
    folders = [target.folder / "project", *(root / "projects" for root in template_roots(extra))]
    environment = strict_environment(folders, FILTERS)
    for path in _templates(folders):
        text = rendered(environment, path, project=project)
        if text.strip():
            texts[path.stem] = text
    return dict(sorted(texts.items()))


def _templates(folders: list[Path]) -> Iterator[Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*.jinja"):
            found.setdefault(path.name, path)
    yield from found.values()


def _variables(call: Call) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(variables(call.secrets)))
    for name in names:
        if not is_variable(name):
            raise CannotRender(
                f"the variable {name!a} cannot stand in a .env file. "
                "Give it a name of letters, digits and _ in the snippet."
            )
    return names


def _files(call: Call) -> tuple[str, ...]:
    names = [part.name for part in call.body.files if isinstance(part, File) and part.name != "-"]
    return tuple(dict.fromkeys(names))
