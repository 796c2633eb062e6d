"""A Jinja that prints nothing but `Code`: the one door to the template engine.

In: folders of templates, and the filters that make `Code`. Out: an environment, and what a template
gives. It refuses to know what is rendered: programs and pages share it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import repeat
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.utils import missing

from snippetgen.errors import BadTarget
from snippetgen.once import found
from snippetgen.rendering.code import Code, blanks, filled, indented, joined, require_code
from snippetgen.rendering.compiling.environment import DirectEnvironment
from snippetgen.rendering.compiling.generated import DirectCode
from snippetgen.rendering.compiling.inlined import Inliner
from snippetgen.rendering.compiling.loops import COUNTS, PlainLoops
from snippetgen.rendering.kept import KeptTemplates

# The filters that make what a block encloses code, and where each may stand.
_OF_BLOCKS = {"block": "set", "kept": "{% filter %}"}
# What Python says of an expression or a filter that a template uses wrongly.
_OF_A_TEMPLATE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Memory(dict[tuple[object, ...], Code]):
    """What was printed for some facts, of which there are few; it never grows without an end.

    Facts are told apart as a `dict` tells its keys apart: each must always be of one type.
    """

    def __setitem__(self, facts: tuple[object, ...], code: Code) -> None:
        if len(self) > 255:
            self.clear()
        super().__setitem__(facts, code)


class LightContext(Context):
    """Jinja's own, but that what few templates ask for is made where one asks."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        self.parent, self.vars = parent, {}
        self.environment, self.name = environment, name
        self.exported_vars, self.globals_keys = set(), set(globals or ())
        self.blocks = {block: [made] for block, made in blocks.items()} if blocks else {}

    @found
    def eval_ctx(self) -> nodes.EvalContext:
        """Give what some filters of Jinja's take."""
        return nodes.EvalContext(self.environment, self.name)


class StrictEnvironment(DirectEnvironment):
    """Jinja with strict names and without the blocks that would turn code back into text.

    `{% set x | block %}…{% endset %}` alone gives what it encloses as code: all that is printed in
    it was code already. So does `{% filter kept(facts) %}…{% endfilter %}`, in its own place. On
    anything else these two filters are refused. Where it `inlines`, included templates are made
    part of the one that includes them when it is loaded, and what was printed for the same `facts`
    is printed again: that is quicker, but an error in one would name a wrong place.
    """

    code_generator_class = DirectCode
    context_class = LightContext
    printed = Code
    memory = Memory

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._loaded: dict[str, Template] = {}

    def render(self, name: str, names: dict[str, object]) -> str:
        """Give what a template prints: Jinja's own `render` without the questions it asks first."""
        template = self._loaded.get(name)
        if template is None:
            template = self._loaded[name] = self.get_template(name)
        facts = {**template.globals, **names}
        context = self.context_class(self, facts, name, template.blocks)
        try:
            return self.concat(template.root_render_func(context))
        except Exception:
            self.handle_exception()

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the names that every template has: one dict is quicker than a chain of them."""
        return {**self.globals, **(d or {})}

    def resolver(self, context: Context) -> Callable[[str], Any]:
        """Give what finds a name in a context, or Jinja's `missing`."""
        return defaultdict(repeat(missing).__next__, context.get_all()).__getitem__

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.CallBlock, nodes.FilterBlock, nodes.Macro)):
            if not isinstance(node, nodes.FilterBlock) or node.filter.name != "kept":
                raise BadTarget(f"{filename}, line {node.lineno}: use include, not macro or filter")
        for used in tree.find_all(nodes.Filter):
            if used.name in _OF_BLOCKS and used.node is not None:
                where = _OF_BLOCKS[used.name]
                raise BadTarget(f"{filename}, line {used.lineno}: {used.name} is for {where} only")
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        tree = Inliner(self, self._parsed).visit(source) if self.inlines else source
        return super()._generate(PlainLoops(self).visit(tree), name, filename, defer_init)

    def _parsed(self, name: str) -> nodes.Template:
        assert self.loader is not None
        source, filename, _ = self.loader.get_source(self, name)
        return self._parse(source, name, filename)


def strict_environment(
    folders: Sequence[Path],
    filters: Mapping[str, Callable[..., object]],
    *,
    ours: bool = False,
    given: Iterable[str] = (),
) -> StrictEnvironment:
    """Give an environment over folders, the first of which wins.

    Beside `filters` it has those of `code.py`. A template is read once. Where names are `given`, it
    is always rendered with them and no others, but for a part, whose file begins with `_`. Where
    all folders are `ours`, not a user's, their compiled templates are kept beside them.
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
        cache_size=-1,  # without an end, so without a lock
        bytecode_cache=KeptTemplates(folders) if ours else None,
    )
    environment.inlines = ours
    environment.given = frozenset(given)
    environment.filters.update(COUNTS)
    environment.filters.update(filters)
    environment.filters.update(
        {
            "block": Code,
            "kept": lambda text, *_: Code(text),
            "blanks": blanks,
            "filled": filled,
            "indent": indented,
            "join": joined,
        }
    )
    return environment


def rendered(environment: StrictEnvironment, path: Path, **names: object) -> str:
    """Give what the template at a path prints; it is found by its name.

    Raises `BadTarget` where the template is wrong, with the file and the line.
    """
    try:
        return environment.render(path.name, names)
    except TemplateSyntaxError as error:
        place = f"{error.filename or path}, line {error.lineno}"
        raise BadTarget(f"{place}: {error.message}") from None
    except (TemplateError, *_OF_A_TEMPLATE) as error:
        raise BadTarget(f"{_place(error, path)}: {error}") from error


def _place(error: Exception, path: Path) -> str:
    """Name the template and the line in which an error arose: Jinja puts them into its trace."""
    steps = [(one.f_code.co_filename, line) for one, line in walk_tb(error.__traceback__)]
    found = [f"{name}, line {line}" for name, line in steps if name.endswith(path.suffix)]
    return found[-1] if found else str(path)
