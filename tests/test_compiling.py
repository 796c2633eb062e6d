"""Templates compiled our own way print what Jinja's own compiler prints, or fail as there."""

from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippetgen.errors import BadTarget
from snippetgen.rendering.code import Code, require_code
from snippetgen.rendering.strict import rendered, strict_environment

_GIVEN = {
    "yes": True,
    "no": False,
    "text": "text",
    "code": Code("code"),
    "items": [Code("one"), Code("two"), Code("three")],
    "nothing": [],
}


def _written(value: object) -> Code:
    return Code(f"<{value}>")


def _loose(value):  # type: ignore[no-untyped-def]
    return value if isinstance(value, Code) else f"{value}"


_FILTERS = {"written": _written, "loose": _loose}
_SET = st.sampled_from(["a", "b", "code"])
_NAMES = st.sampled_from(["a", "b", "a", "b", "code", "text", "item"])
_PRINTED = st.one_of(
    _NAMES,
    st.builds("{} | written".format, _NAMES),
    st.builds("{} | loose".format, _NAMES),
    st.builds("({} ~ {}) | written".format, _NAMES, _NAMES),
    st.builds("(a if {} else {} | written)".format, st.sampled_from(["yes", "no"]), _NAMES),
)
_CONDITION = st.one_of(
    st.sampled_from(["yes", "no", "not no", "nothing", "code == text", "a", "not b and (a or no)"]),
    st.builds("{} is defined".format, _NAMES),
    st.builds("{} is none".format, _NAMES),
)
_VALUE = st.one_of(_PRINTED, st.sampled_from(["true", "false", "0", "none"]))
_IN_A_LOOP = st.sampled_from(["loop.first", "loop.last", "loop.index0 == 1", "not loop.first"])
_SIMPLE = st.one_of(
    st.sampled_from(["x", " y\n", '{% include "_part.jinja" %}', '{% include ["_part.jinja"] %}']),
    st.sampled_from(
        [
            "{% for i in range(2) %}{{ i | written }}{% endfor %}",
            "{% set ns = namespace(x=text) %}{% set ns.x = code %}{{ ns.x }}",
            "{% with a = text | written %}{{ a }}{{ b | written }}{% endwith %}",
            "{% for item in items if item != 'one' %}{{ item }}{% else %}-{% endfor %}",
            "{% for i in [1, [2]] recursive %}"
            "{{ loop(i) | written if i is iterable else a }}{% endfor %}",
        ]
    ),
    st.builds("{{{{ {} }}}}".format, _PRINTED),
    st.builds("{{% set {} = {} %}}".format, _SET, _VALUE),
)


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, max_size=4).map("".join)
    told = st.one_of(st.just(""), st.builds("{{% if {} %}}!{{% endif %}}".format, _IN_A_LOOP))
    return st.one_of(
        body,
        st.builds("{{% set {} | block %}}{}{{% endset %}}".format, _SET, body),
        st.builds("{{% if {} %}}{}{{% endif %}}".format, _CONDITION, body),
        st.builds("{{% with {} = {} %}}{}{{% endwith %}}".format, _SET, _VALUE, body),
        st.builds(
            "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format,
            *(_CONDITION, body, _CONDITION, body, body),
        ),
        st.builds(
            "{{% for item in {} %}}{}{}{{% endfor %}}".format,
            *(st.sampled_from(["items", "nothing"]), told, body),
        ),
    )


_TEMPLATE = st.recursive(_SIMPLE, _deeper, max_leaves=25)


def _by_jinja(folder: Path) -> str | None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        finalize=require_code,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_FILTERS, block=Code)
    try:
        return environment.get_template("a.jinja").render(_GIVEN)
    except (jinja2.TemplateError, TypeError):
        return None


def _by_us(folder: Path, *, ours: bool) -> str | None:
    environment = strict_environment([folder], _FILTERS, ours=ours, given=_GIVEN)
    environment.bytecode_cache = None
    try:
        return rendered(environment, folder / "a.jinja", **_GIVEN)
    except BadTarget:
        return None


@pytest.mark.parametrize("ours", [True, False])
@settings(max_examples=200, deadline=None)
@given(template=_TEMPLATE, part=_TEMPLATE.filter(lambda text: "include" not in text))
def test_it_prints_what_jinja_itself_prints(template: str, part: str, ours: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.jinja").write_text(template, encoding="utf-8")
        (folder / "_part.jinja").write_text(part, encoding="utf-8")
        assert _by_us(folder, ours=ours) == _by_jinja(folder)


@pytest.mark.parametrize(
    "template",
    [
        "{% set a = false %}{% with a = true %}{% if a %}T{% else %}F{% endif %}{% endwith %}",
        "{% set a | block %} {% endset %}{% with a = code %}[{{ a }}]{% endwith %}[{{ a }}]",
        "{% set loop = 0 %}{% for i in items %}{% if loop %}A{% else %}B{% endif %}{% endfor %}",
        "{% for loop in items %}x{% endfor %}",
        "{% for (loop, b) in [(1, 2)] %}x{% endfor %}",
        "{% set g = items | select %}{{ g | first }}{% set n = g | first %}{{ n }}",
        "{% set a | block %}q{{ code }}{% endset %}{{ (a is sameas a) | written }}",
        "{% set a | block %}q{{ code }}{% endset %}{{ a.__class__.__name__ | written }}",
        "{% if false %}{{ a | nowhere }}{% endif %}x",
    ],
)
def test_it_prints_what_jinja_prints_where_steps_are_left_out(
    template: str, tmp_path: Path
) -> None:
    (tmp_path / "a.jinja").write_text(template, encoding="utf-8")
    assert _by_us(tmp_path, ours=False) == _by_jinja(tmp_path)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("x{% if yes %}\n{{ text }}{% endif %}", 2),
        ("x\n{% if no %}a\n\n{% elif code.nope %}b{% endif %}y", 4),
        ("{% set q | block %}\n{{ code.nope | written }}{% endset %}{{ q }}", 2),
        ("x{{ code }}\n{{ code\n~ nope }}", 2),
        ("{{ text }}\n\n{% set a = nope.x %}y", 1),
    ],
)
def test_an_error_is_told_with_its_line(template: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text(template, encoding="utf-8")
    environment = strict_environment([tmp_path], _FILTERS)
    with pytest.raises(BadTarget, match=rf"a\.jinja, line {line}: "):
        rendered(environment, tmp_path / "a.jinja", **_GIVEN)


def test_what_a_recursive_loop_prints_later_is_looked_at(tmp_path: Path) -> None:
    template = (
        "{% set ns = namespace(f=none) %}{% set x = code %}"
        "{% for a in [1] recursive %}{{ x }}{% set ns.f = loop %}{% endfor %}"
        "{% set x = text %}{{ ns.f([1]) | written }}"
    )
    (tmp_path / "a.jinja").write_text(template, encoding="utf-8")
    with pytest.raises(BadTarget, match="no filter made into code"):
        rendered(strict_environment([tmp_path], _FILTERS), tmp_path / "a.jinja", **_GIVEN)
