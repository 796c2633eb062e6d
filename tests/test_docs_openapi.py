"""`docs --format openapi`: which operation a snippet is, what is written, what stays as it was."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import run, write
from openapi_spec_validator import validate
from pastes import HEADER, K
from ruamel.yaml import YAML

from snippetgen.call.build import call_of
from snippetgen.documenting.openapi.operations import Operation, operation_of
from snippetgen.paste import Paste
from snippetgen.reading import read

GET = "curl https://api.example.com/v1/things/42\n"
POST = (
    "curl https://api.example.com/v1/things -H 'Authorization: Bearer secret-of-ada-1' "
    "-H 'Content-Type: application/json' -d '{\"a\": \"# ü\"}'\n"
)
# Indented, commented and quoted in many ways, all of which must stay.
YAML_FILE = """\
# The head.
openapi: "3.1.0"   # a version
info: {title: Things, version: '1'}
servers:
- url: https://api.example.com/v1   # live
paths:
  # All things.
  /things:
      post:   # makes one
          summary:   'Make'
          x-codeSamples:
            # by hand
            - lang: ruby
              source: |
                puts 1
                # the end

            - {label: SDK, lang: python, source: "sdk()"}
            - lang: Python
              source: old   # of no version
              x-mine: kept
          responses:
              '200': {description: ok}   # yes

      # The list.
      get:
          responses:
              "200":
                  description: >-
                      folded

                      text

  '/things/{id}':
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: ok}}}

# The tail.
"""
DATA = {
    "openapi": "3.0.3",
    "info": {"version": "1", "title": "é", "x-numbers": [1.0, 1e400]},
    "servers": [{"url": "/v1"}],
    "paths": {
        "/things": {"post": {"responses": {"200": {"description": "ok"}}, "x-codeSamples": []}},
        "/things/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "get": {"responses": {"200": {"description": "ok"}}},
        },
    },
}


def _json(indent: int | str | None = None, separators: tuple[str, str] | None = None) -> str:
    text = json.dumps(DATA, ensure_ascii=False, indent=indent, separators=separators)
    return text.replace("1.0,", "1.00,").replace("Infinity", "1e400")


OURS = ("lang: Python", "source: old", "x-mine: kept", "get: {responses")
JSON_ENDS = ('"x-codeSamples": []', "}")  # behind a last member comes a comma
TEXTS = {
    "yaml": (YAML_FILE, OURS),
    "yaml with CRLF": (YAML_FILE.replace("\n", "\r\n"), OURS),
    "yaml without an end": (YAML_FILE.removesuffix("\n\n# The tail.\n"), OURS),
    "yaml with a byte order mark": (f"\ufeff{YAML_FILE}", OURS),
    "json": (f"{_json(2)}\n", JSON_ENDS),
    "json with tabs": (_json("\t"), JSON_ENDS),
    "json with CRLF": (_json(4).replace("\n", "\r\n"), JSON_ENDS),
    "json in one line": (_json(separators=(",", ":")), ("",)),
    "yaml that ends in an operation": (
        "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n    /v1/things:\n"
        "        post: {}\n    /v1/things/{id}:\n        get:\n            summary: one # x",
        ("post: {}",),
    ),
}


def _plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text.removeprefix("\ufeff"))


def _samples(data: Any) -> list[list[dict[str, str]]]:
    """Take the samples out of a description, and give them."""
    operations = (one for item in data["paths"].values() for one in item.values())
    found = (one.pop("x-codeSamples", []) for one in operations if isinstance(one, dict))
    return [one for one in found if one]


def _describe(folder: Path, name: str, *extra: str) -> tuple[int, str, str]:
    chosen = ("--to", "python", "--to", "curl", *extra)
    return run("docs", "a.txt", "b.txt", "--format", "openapi", "-o", name, *chosen, cwd=folder)


@pytest.mark.parametrize("kind", TEXTS)
def test_samples_are_put_in_and_nothing_else_is_touched(kind: str, tmp_path: Path) -> None:
    before, touched = TEXTS[kind]
    write(tmp_path, {"a.txt": GET, "b.txt": POST, "api": before})
    assert _describe(tmp_path, "api") == (0, "", "Operations: 2 written.\n")
    after = (tmp_path / "api").read_bytes().decode()
    assert _describe(tmp_path, "api", "--check") == (0, "", "Operations: 2 up to date.\n")
    lines = iter(after.split("\n"))
    for line in before.split("\n"):
        assert any(one in line for one in touched) or line in lines, line
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in before else 0)
    assert after.endswith("\n") == before.endswith("\n")
    assert ("1.00" in after, "1e400" in after) == ("1.00" in before, "1e400" in before)
    old, new = _plain(before), _plain(after)
    _samples(old)
    post, get = _samples(new)
    assert new == old
    assert [one["lang"] for one in get] == ["python", "bash"]
    assert "curl 'https://api.example.com/v1/things/42'" in get[1]["source"]
    assert "YOUR_API_TOKEN" in post[-1]["source"]
    assert '{"a": "# ü"}' in post[-1]["source"]
    assert "secret-of-ada" not in after


def test_samples_of_other_languages_and_labels_stay_and_ours_are_refreshed(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": GET, "b.txt": POST, "api.yaml": YAML_FILE})
    status, out, error = _describe(tmp_path, "api.yaml", "--check")
    assert (status, error, "+++ api.yaml" in out) == (1, "Operations: 2 stale.\n", True)
    assert (tmp_path / "api.yaml").read_text() == YAML_FILE
    assert _describe(tmp_path, "api.yaml")[0] == 0
    text = (tmp_path / "api.yaml").read_text()
    assert '            - {label: SDK, lang: python, source: "sdk()"}\n' in text
    samples = _plain(text)["paths"]["/things"]["post"]["x-codeSamples"]
    assert [(one["lang"], one.get("label")) for one in samples] == [
        ("ruby", None),
        ("python", "SDK"),
        ("python", "Python"),
        ("bash", "cURL"),
    ]
    assert samples[0]["source"] == "puts 1\n# the end\n"
    assert samples[2]["x-mine"] == "kept"
    write(tmp_path, {"b.txt": POST.replace('"a"', '"changed"')})
    assert _describe(tmp_path, "api.yaml")[2] == "Operations: 1 written, 1 up to date.\n"
    assert (tmp_path / "api.yaml").read_text().count("changed") == 2


@pytest.mark.parametrize("kind", ["yaml", "json", "json in one line"])
def test_a_validator_accepts_what_was_written(kind: str, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": GET, "b.txt": POST, "api": TEXTS[kind][0]})
    assert _describe(tmp_path, "api", "--to", "all")[0] == 0
    data = _plain((tmp_path / "api").read_text())
    validate(data)
    assert [len(one) for one in _samples(data)] == ([7, 5] if kind == "yaml" else [5, 5])


PATHS = ["/", "/things", "/things/{id}", "/things/all", "/{kind}/x", "/things/{id}.json", "/a%2Fb"]


@pytest.mark.parametrize(
    ("server", "url", "path"),
    [
        pytest.param("https://a.example/v1", "https://a.example/v1/things?q=1", 1, id="concrete"),
        pytest.param("https://a.example/v1", "https://a.example/v1/things/7", 2, id="templated"),
        pytest.param("https://a.example/v1/", "https://a.example/v1/things/all", 3, id="both fit"),
        pytest.param("https://a.example", "https://a.example/things/x", 2, id="concrete sooner"),
        pytest.param("https://a.example", "https://a.example/other/x", 4, id="templated sooner"),
        pytest.param("https://a.example", "https://a.example/a%2fb", 6, id="an encoded slash"),
        pytest.param("https://a.example", "https://a.example", 0, id="no path"),
        pytest.param("HTTPS://A.example:443", "https://a.EXAMPLE/things", 1, id="host's spelling"),
        pytest.param("/v1", "https://b.example/v1/things", 1, id="a relative server"),
        pytest.param("", "https://b.example/things", 1, id="no server"),
        pytest.param("https://{x}.example/{v}", "https://b.example/v2/things", 1, id="variables"),
        pytest.param("https://a.example/v1", "$BASE/things", 1, id="a variable base"),
        pytest.param("https://a.example/v1", "$BASE/v1/things/$ID", 2, id="a variable part"),
        pytest.param("https://a.example/v1", "https://a.example/things", None, id="no /v1"),
        pytest.param("https://a.example", "https://b.example/things", None, id="another host"),
        pytest.param("https://a.example", "http://a.example/things", None, id="another scheme"),
        pytest.param("https://a.example", "https://a.example/things/", None, id="a slash more"),
        pytest.param("https://a.example", "https://a.example/things/$X/y", None, id="no such path"),
        pytest.param("https://a.example", "-X DELETE https://a.example/things", None, id="method"),
    ],
)
def test_a_call_is_the_operation_of_its_method_and_path(
    server: str, url: str, path: int | None
) -> None:
    data = {
        "servers": [{"url": server}] if server else [],
        "paths": {one: {"get": {}} for one in PATHS},
    }
    found = operation_of(data, call_of(read(Paste(f"curl {url}")), "placeholder"))
    assert found == (None if path is None else Operation(PATHS[path], "get"))


def test_servers_of_an_operation_hide_those_above_and_defaults_may_hold_slashes() -> None:
    servers = [{"url": "https://c.example/{base}", "variables": {"base": {"default": "v1/x"}}}]
    item = {"get": {}, "post": {"servers": [{"url": "https://d.example"}]}, "servers": servers}
    data = {"servers": [{"url": "https://a.example"}], "paths": {"/things": item}}
    urls = {
        "https://a.example/things": None,
        "https://c.example/v1/x/things": Operation("/things", "get"),
        "-X POST https://d.example/things": Operation("/things", "post"),
        "-X POST https://c.example/v1/x/things": None,
    }
    calls = {url: call_of(read(Paste(f"curl {url}")), "placeholder") for url in urls}
    assert {url: operation_of(data, call) for url, call in calls.items()} == urls


ANCHORED = """openapi: 3.1.0
paths:
  /v1/things/{id}: &one {get: &get {}, post: *get}
  /v1/things: {<<: *one}
"""


@pytest.mark.parametrize(
    ("description", "status", "said"),
    [
        pytest.param("a: [", 2, "api:1:5: this is no YAML: ", id="no YAML"),
        pytest.param("swagger: '2.0'\n", 2, "api: this is no OpenAPI 3 file", id="version 2"),
        pytest.param("[]", 2, "api: this is no OpenAPI 3 file", id="no mapping"),
        pytest.param(ANCHORED, 2, "without anchors and merges", id="anchors"),
        pytest.param(
            "openapi: 3.1.0\n",
            1,
            "a.txt:1:1: error: no operation of api has this method and path;",
            id="no paths",
        ),
        pytest.param(
            "openapi: 3.1.0\npaths:\n  /v1/{a}/{b}:\n    get: {}\n",
            1,
            "b.txt:1:1: error: no operation of api has",
            id="one of two",
        ),
    ],
)
def test_what_cannot_be_put_in_is_told_with_its_place(
    description: str, status: int, said: str, tmp_path: Path
) -> None:
    write(tmp_path, {"a.txt": GET, "b.txt": POST, "api": description})
    found, _, error = _describe(tmp_path, "api")
    assert (found, said in error) == (status, True), error
    if "{b}" in description:
        assert error.endswith("Operations: 1 written, 1 refused.\n")
    else:
        assert (tmp_path / "api").read_text() == description


def test_snippets_of_markdown_are_read_and_damaged_or_repeated_ones_refused(tmp_path: Path) -> None:
    fences = "".join(
        f"```sh\n{one}```\n" for one in (GET, GET, HEADER, "curl 'https://x.example\n")
    )
    write(tmp_path, {"a.md": fences, "api.yaml": YAML_FILE})
    command = ("docs", "a.md", "--format", "openapi", "--to", "curl")
    status, _, error = run(*command, "-o", "api.yaml", cwd=tmp_path)
    assert status == 1
    assert error.endswith("Operations: 1 written, 3 refused.\n")
    assert "a.md:5:1: error: the samples of GET /things/{id} are made from a.md:2:1." in error
    assert "error SG204" in error
    assert K not in error + (tmp_path / "api.yaml").read_text()
    assert "name it with -o" in run(*command, cwd=tmp_path)[2]
    assert "gone.yaml is no file" in run(*command, "-o", "gone.yaml", cwd=tmp_path)[2]
    assert "--title is for pages" in run(*command, "-o", "a.md", "--title", "T", cwd=tmp_path)[2]
