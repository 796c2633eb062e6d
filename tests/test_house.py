"""The house: what may import what, how large things are, and that nothing loads too early."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "snippetgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
OWN_CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
# Only these may import what is on the right; inside functions too.
DOORS = {
    "black": {"rendering.render"},
    "jinja2": {
        "rendering.strict",
        "rendering.kept",
        *(
            f"rendering.compiling.{path.stem}"
            for path in (PACKAGE / "rendering" / "compiling").glob("*.py")
        ),
    },
    "uncurl": {"second_reading"},
    "pyperclip": {"cli.source"},
    "pygments": {"documenting.html"},
    "ruamel": {"documenting.outline", "documenting.openapi.yaml_pieces"},
}
# The order of the stages: each may import those before it and `errors`.
STAGES = [
    {"paste"},
    {"words", "locating", "find"},
    {"options", "arguments", "dashes"},
    {"json_text"},
    {"request"},
    {"webhook", "endpoints"},
    {"reading"},
]
OUTSIDE = {
    "documenting",
    "checks",
    "rendering",
    "report",
    "cli",
    "call",
    "targets",
    "spec",
    "verifying",
    "projects",
}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_dependency_is_imported_at_its_own_door_only(path: Path) -> None:
    for module in _imports(path):
        package = module.split(".")[0]
        assert _name(path) in DOORS.get(package, {_name(path)}), f"{package} in {_name(path)}"
        assert package != "click" or _name(path).startswith("cli"), "click is for the command line"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_stage_of_reading_knows_what_comes_after(path: Path) -> None:
    stage = _name(path).split(".")[0]
    if not any(stage in group for group in STAGES):
        return
    for module in _imports(path):
        if module.startswith("snippetgen."):
            assert module.split(".")[1] not in OUTSIDE, f"{_name(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_but_the_command_line_imports_the_command_line(path: Path) -> None:
    name = _name(path)
    if not name.startswith("cli") and name != "__main__":
        assert not any(module.startswith("snippetgen.cli") for module in _imports(path))


@pytest.mark.parametrize("path", OWN_CODE, ids=lambda path: path.name)
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        pytest.param("import snippetgen", {"jinja2", "black", "click", "tomllib"}, id="import"),
        pytest.param(
            "import snippetgen; snippetgen.read('curl x.y')",
            {"jinja2", "black", "click", "uncurl"},
            id="read",
        ),
        pytest.param(
            "import snippetgen; snippetgen.check(snippetgen.read('curl x.y'))",
            {"jinja2", "black", "click", "uncurl"},
            id="check",
        ),
        pytest.param(
            "import snippetgen; snippetgen.render(snippetgen.read('curl x.y'), 'java')",
            {"black", "click", "uncurl"},
            id="render to Java",
        ),
        pytest.param(
            "from snippetgen.cli import cli; cli(['--help'], standalone_mode=False)",
            {"jinja2", "black", "uncurl"},
            id="--help",
        ),
        pytest.param(
            "from snippetgen.cli import cli\n"
            "try:\n    cli(['check', 'fixtures/panel_default_quoted/paste.txt'])\n"
            "except SystemExit:\n    pass",
            {"jinja2", "black", "uncurl", "tempfile", "difflib", "json", "snippetgen.rendering"}
            | {"snippetgen.call", "snippetgen.targets", "snippetgen.documenting"}
            | {"snippetgen.locating.search", "snippetgen.words.sh_lexer"},
            id="check a file",
        ),
    ],
)
def test_a_command_loads_only_what_it_runs(code: str, unwanted: set[str]) -> None:
    script = f"import sys\n{code}\nprint('loaded', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & unwanted
