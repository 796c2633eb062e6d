# ruff: noqa: E501  (a template is one line)
"""Targets as folders: a new language without Python, and templates that cannot print raw text."""

from pathlib import Path

import jinja2
import pytest
from command_line import run

import snippetgen
from snippetgen.errors import BadTarget, UnknownTarget
from snippetgen.rendering.code import Code
from snippetgen.rendering.strict import rendered, strict_environment

API = "https://api.gumloop.com/api/v1/start_pipeline"
SNIPPET = f"""curl -X POST '{API}?user_id=Bd0Kh8oOOL8dKLzdocJ2isAjIhK2' \\
  -H "Authorization: Bearer 6b0d549b6f03475a9600a35a099950d8" \\
  -H 'Content-Type: application/json' -d '{{"code": "<%= 7*7 %>"}}'"""
RUBY = """
title = "Ruby (net/http)"
file = "caller.rb"
fence = "ruby"
requires = ["ruby"]
[literal]
open = "'"
close = "'"
escapes = { '\\' = '\\\\', "'" = "\\\\'" }
control = '?'
[names]
variable = "snake"
constant = "upper"
"""
TEMPLATE = """require "net/http"

{% for parameter in call.parameters %}
{{ parameter.name | name("constant") }} = {{ parameter.default | literal }}
{% endfor %}
def {{ call.name | name("function") }}
  uri = URI({{ call.address | literal }})
  Net::HTTP.post(uri, {{ call.body.text | literal }})
end
"""


def _target(folder: Path, template: str) -> Path:
    home = folder / "targets" / "ruby" / "nethttp"
    home.mkdir(parents=True)
    (home / "target.toml").write_text(RUBY, encoding="utf-8")
    (home / "caller.rb.jinja").write_text(template, encoding="utf-8")
    return folder


def test_a_fifth_language_is_a_folder(tmp_path: Path) -> None:
    templates = _target(tmp_path, TEMPLATE)
    code = snippetgen.render(snippetgen.read(SNIPPET), "ruby", templates=templates)
    assert "def start_flow\n" in code
    assert "USER_ID = 'Bd0Kh8oOOL8dKLzdocJ2isAjIhK2'" in code
    assert '<%= \\\\"7*7\\\\" %>' in code or "<%= " in code
    both = snippetgen.render(snippetgen.read(SNIPPET), "ruby", style="snippet", templates=templates)
    assert both == code


@pytest.mark.parametrize(
    ("template", "says"),
    [
        pytest.param("'{{ call.method }}'", "no filter made", id="a value without a filter"),
        pytest.param("{{ call.headers[0].name }}", "no filter", id="a field without a filter"),
        pytest.param("{{ call.method | upper }}", "no filter", id="a filter of Jinja's own"),
        pytest.param("{{ call.method ~ 'x' }}", "no filter made", id="texts joined"),
        pytest.param("{{ call.no_such_field | literal }}", "no_such", id="a misspelt field"),
        pytest.param("{% filter upper %}a{% endfilter %}", "not macro", id="a filter block"),
        pytest.param("{% macro a() %}x{% endmacro %}{{ a() }}", "not macro", id="a macro"),
        pytest.param("{{ call.method | block }}", "for set only", id="block on a value"),
        pytest.param(
            "{% set x | block %}{{ call.method }}{% endset %}", "no filter made", id="in a block"
        ),
        pytest.param("{{ call.method | comment }}{% if %}", "Expected", id="bad syntax"),
        pytest.param("{{ call.body.text.literal | comment }}", "comment", id="their comment"),
        pytest.param("{{ (call.method / 2) | value }}", "unsupported", id="a number of a text"),
        pytest.param("{{ call.method | nofilter }}", "nofilter", id="a filter that is none"),
    ],
)
@pytest.mark.parametrize("above", ["", "\n\n"], ids=["line 1", "line 3"])
def test_a_wrong_template_is_told_with_its_place(
    template: str, says: str, above: str, tmp_path: Path
) -> None:
    templates = _target(tmp_path, above + template)
    line = 1 + len(above)
    with pytest.raises(BadTarget, match=rf"(?s)nethttp/caller\.rb\.jinja, line {line}: .*{says}"):
        snippetgen.render(snippetgen.read(SNIPPET), "ruby", templates=templates)


def test_a_wrong_part_is_told_with_its_own_place(tmp_path: Path) -> None:
    templates = _target(tmp_path, '\n{% include "_part.jinja" %}')
    home = templates / "targets" / "ruby" / "nethttp"
    (home / "_part.jinja").write_text("puts\n\n{{ call.method }}", encoding="utf-8")
    (tmp_path / "snippet.txt").write_text(SNIPPET, encoding="utf-8")
    for command in ("convert", "verify"):
        status, out, error = run(
            command, "snippet.txt", "--to", "ruby", "--templates", str(templates), cwd=tmp_path
        )
        assert (status, "call.method" in out) == (2, False)
        assert "_part.jinja, line 3: the template prints a str that no filter" in error


def test_a_target_that_is_unknown_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownTarget, match="python"):
        snippetgen.render(snippetgen.read(SNIPPET), "pythn")
    home = _target(tmp_path, TEMPLATE) / "targets" / "ruby" / "nethttp" / "target.toml"
    home.write_text("title = 3 3", encoding="utf-8")
    with pytest.raises(BadTarget, match=r"target\.toml"):
        snippetgen.render(snippetgen.read(SNIPPET), "ruby", templates=tmp_path)


_LOOPS = {
    "first and last": "{% for a in items %}{% if loop.first %}<{% endif %}{{ a }}{% if loop.last %}>{% endif %}{% endfor %}",
    "a test": "{% for a in items if a != items[0] %}{{ a }},{% endfor %}",
    "a test and its place": "{% for a in items if a %}{% if loop.first %}F{% endif %}{{ a }}{% endfor %}",
    "one in another": "{% for a in items %}{% for b in items %}{% if loop.last %}{{ a }}{% endif %}{% endfor %}{% if loop.first %};{% endif %}{% endfor %}",
    "one with a test in another": "{% for a in items %}{% for b in items if b %}{% if loop.first %}F{% endif %}{{ b }}{% endfor %};{% endfor %}",
    "an outer place in an inner list": "{% for a in items %}{% for b in items[:1 if loop.first else 2] %}{{ b }}{% endfor %};{% endfor %}",
    "another fact of a loop": "{% for a in items %}{% if loop.index0 %}-{% endif %}{{ a }}{% endfor %}",
    "its own test asks for the place": "{% for a in items %}{% for b in items if loop.first %}{{ b }}{% endfor %};{% endfor %}",
    "nothing": "{% for a in items[:0] %}{{ a }}{% else %}none{% endfor %}",
    "names set": "{% for a in items %}{% set b = a %}{% if loop.last %}{{ b }}{% endif %}{% endfor %}{{ items[0] }}",
}


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("source", _LOOPS.values(), ids=_LOOPS)
def test_a_loop_prints_what_jinja_itself_prints(source: str, ours: bool, tmp_path: Path) -> None:
    template = tmp_path / "loop.txt.jinja"
    template.write_text(source)
    items = [Code("a"), Code("b"), Code("c")]
    printed = rendered(strict_environment([tmp_path], {}, ours=ours), template, items=items)
    assert printed == jinja2.Environment().from_string(source).render(items=items)


_KEPT = "{% for a in call %}{% filter kept(a) %}<{{ a }}{% filter kept(a, 1) %}{% set c = a %}{{ c }}{% endfilter %}>{% endfilter %}{% endfor %}"


@pytest.mark.parametrize("ours", [True, False])
def test_what_is_kept_is_printed_for_its_own_facts_only(ours: bool, tmp_path: Path) -> None:
    template = tmp_path / "kept.txt.jinja"
    template.write_text(_KEPT)
    environment = strict_environment([tmp_path], {}, ours=ours, given=["call"])
    for names in ("abab", "ba", *(map(str, range(300)))):
        printed = rendered(environment, template, call=[Code(name) for name in names])
        assert printed == "".join(f"<{name}{name}>" for name in names)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{% filter kept(call) %}{{ call }}{% endfilter %}", "prints a str that no filter"),
        ("{{ call | kept(call) }}", "kept is for {% filter %} only"),
        ("{% filter lower %}a{% endfilter %}", "use include, not macro or filter"),
        ("{% filter kept(call.a) %}{{ call.b }}{% endfilter %}", "kept does not name .*'call'"),
        ("{% set a = call %}{% filter kept() %}{{ a }}{% endfilter %}", "kept does not name .*'a'"),
        *(
            (f"{{% set a = call.a %}}{{% filter kept(call.b) %}}{body}{{% endfilter %}}", why)
            for body, why in (
                ("{{ a }}{% set a = call.b %}", "kept does not name .*'a'"),
                ("{% for a in a %}{{ a }}{% endfor %}", "kept does not name .*'a'"),
                ("{% for call in call.x %}{{ call }}{% endfor %}", "kept does not name .*'call'"),
                (
                    "{% if call.b %}{% set a = call.b %}{% endif %}{{ a }}",
                    "kept does not name .*'a'",
                ),
                ('{% include ["_part.jinja"] %}', "kept does not name .*'include'"),
            )
        ),
    ],
)
def test_nothing_is_kept_that_could_change_or_is_no_code(
    source: str, why: str, tmp_path: Path
) -> None:
    template = tmp_path / "kept.txt.jinja"
    template.write_text(source)
    environment = strict_environment([tmp_path], {}, ours=True, given=["call"])
    with pytest.raises(BadTarget, match=why):
        rendered(environment, template, call="text")


@pytest.mark.parametrize(("most", "is_value"), [(2, True), (1, False)])
def test_a_body_deeper_than_its_target_holds_stays_a_text(
    most: int, is_value: bool, tmp_path: Path
) -> None:
    template = "{% if call.body.has_value %}yes{% else %}no{% endif %}"
    templates = _target(tmp_path, template)
    toml = templates / "targets" / "ruby" / "nethttp" / "target.toml"
    toml.write_text(f"{RUBY}[json]\nmax_depth = {most}\n", encoding="utf-8")
    reading = snippetgen.read(SNIPPET.replace('"<%= 7*7 %>"', "[]"))
    code = snippetgen.render(reading, "ruby", templates=templates)
    assert code == ("yes" if is_value else "no")
