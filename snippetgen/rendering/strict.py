"""A Jinja that prints nothing but `Code`: the one door to the template engine.

In: folders of templates, and the filters that make `Code`. Out: an environment, and what a template
gives. It refuses to know what is rendered: programs and pages share it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.exceptions import TemplateError

from snippetgen.errors import BadTarget
from snippetgen.rendering.code import Code, indented, joined, require_code
from snippetgen.rendering.generated import DirectCode, Inliner
from snippetgen.rendering.kept import KeptTemplates


class StrictEnvironment(Environment):
    """Jinja with strict names and without the blocks that would turn code back into text.

    `{% set x | block %}…{% endset %}` alone gives what it encloses as code: all that is printed in
    it was code already. On anything else the filter `block` is refused. Included templates are made
    part of the one that includes them when it is loaded.
    """

    code_generator_class = DirectCode
    printed = Code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.CallBlock, nodes.FilterBlock, nodes.Macro)):
            raise BadTarget(f"{filename}, line {node.lineno}: use include, not macro or filter")
        for used in tree.find_all(nodes.Filter):
            if used.name == "block" and used.node is not None:
                raise BadTarget(f"{filename}, line {used.lineno}: block is for set only")
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        whole = Inliner(self, self._parsed).visit(source)
        return super()._generate(whole, name, filename, defer_init)

    def _parsed(self, name: str) -> nodes.Template:
        assert self.loader is not None
        source, filename, _ = self.loader.get_source(self, name)
        return self._parse(source, name, filename)


def strict_environment(
    folders: Sequence[Path], filters: Mapping[str, Callable[..., str]]
) -> StrictEnvironment:
    """Give an environment over folders, the first of which wins.

    Beside `filters` it has `block`, `indent` and `join`. A template is read once.
    """
    environment = StrictEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=require_code,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=KeptTemplates(folders),
    )
    environment.filters.update(filters)
    environment.filters.update({"block": Code, "indent": indented, "join": joined})
    return environment


def rendered(environment: StrictEnvironment, path: Path, **names: object) -> str:
    """Give what the template at a path prints; it is found by its name.

    Raises `BadTarget` where the template is wrong.
    """
    try:
        return environment.get_template(path.name).render(**names)
    except (TemplateError, AttributeError) as error:
        raise BadTarget(f"{path}: {error}") from None
