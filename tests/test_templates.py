"""Targets as folders: a new language without Python, and templates that cannot print raw text."""

from pathlib import Path

import pytest

import snippetgen
from snippetgen.errors import BadTarget, UnknownTarget

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
    ("template", "error"),
    [
        pytest.param("'{{ call.method }}'", TypeError, id="a value without a filter"),
        pytest.param("{{ call.headers[0].name }}", TypeError, id="a field without a filter"),
        pytest.param("{{ call.method | upper }}", TypeError, id="a filter of Jinja's own"),
        pytest.param("{{ call.method ~ 'x' }}", TypeError, id="texts joined"),
        pytest.param("{{ call.no_such_field | literal }}", BadTarget, id="a misspelt field"),
        pytest.param("{% filter upper %}a{% endfilter %}", BadTarget, id="a filter block"),
        pytest.param("{% macro a() %}x{% endmacro %}{{ a() }}", BadTarget, id="a macro"),
        pytest.param("{{ call.method | block }}", BadTarget, id="block on a value"),
        pytest.param(
            "{% set x | block %}{{ call.method }}{% endset %}", TypeError, id="in a block"
        ),
        pytest.param("{{ call.method | comment }}{% if %}", BadTarget, id="bad syntax"),
        pytest.param(
            "{{ call.body.text.literal | comment }}", ValueError, id="a comment of theirs"
        ),
    ],
)
def test_an_unquoted_value_cannot_be_rendered(
    template: str, error: type[Exception], tmp_path: Path
) -> None:
    templates = _target(tmp_path, template)
    with pytest.raises(error):
        snippetgen.render(snippetgen.read(SNIPPET), "ruby", templates=templates)


def test_a_target_that_is_unknown_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownTarget, match="python"):
        snippetgen.render(snippetgen.read(SNIPPET), "pythn")
    home = _target(tmp_path, TEMPLATE) / "targets" / "ruby" / "nethttp" / "target.toml"
    home.write_text("title = 3 3", encoding="utf-8")
    with pytest.raises(BadTarget, match=r"target\.toml"):
        snippetgen.render(snippetgen.read(SNIPPET), "ruby", templates=tmp_path)
