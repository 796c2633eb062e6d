"""Blocks in place: what is generated, what is left alone, and that a second run changes nothing."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import run, write
from hypothesis import given, settings
from hypothesis import strategies as st
from pastes import HEADER, IN_URL, K

from snippetgen.documenting.formats import all_formats
from snippetgen.documenting.in_place import Regenerated, regenerated
from snippetgen.documenting.recipe import Recipe
from snippetgen.paste import Paste, decode

FENCE = "```sh\ncurl 'https://x.example/a'\n```\n"
OPEN, CLOSE = "<!-- snippetgen: curl -->\n", "<!-- /snippetgen -->\n"
BLOCK = f"""{OPEN}
<details open>
<summary>cURL</summary>

```bash
curl 'https://x.example/a'
```

</details>

{CLOSE}"""


def _regenerated(text: str, name: str = "a.md", format_name: str = "markdown") -> Regenerated:
    return regenerated(Paste(text, name), Recipe(all_formats()[format_name]))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param(f"{FENCE}{OPEN}{CLOSE}", f"{FENCE}{BLOCK}", id="right behind the fence"),
        pytest.param(f"{FENCE}\nso:\n\n{OPEN}x\n{CLOSE}", f"{FENCE}\nso:\n\n{BLOCK}", id="words"),
        pytest.param(
            f"{FENCE}{{/* snippetgen: curl */}}\n{{/* /snippetgen */}}",
            FENCE
            + BLOCK.replace(OPEN, "{/* snippetgen: curl */}\n").replace(
                CLOSE, "{/* /snippetgen */}"
            ),
            id="as MDX has comments, without a final line end",
        ),
        pytest.param(
            f"````md\n{FENCE}{OPEN}{CLOSE}````\n",
            f"````md\n{FENCE}{OPEN}{CLOSE}````\n",
            id="shown, not meant",
        ),
        pytest.param(
            f"<!-- snippetgen: ignore -->\n{FENCE}", f"<!-- snippetgen: ignore -->\n{FENCE}", id="-"
        ),
    ],
)
def test_a_block_is_written_where_it_is_asked_for(text: str, after: str) -> None:
    made = _regenerated(text)
    assert made.refused == ()
    assert made.text == after
    assert _regenerated(after).text == after


def test_each_line_of_a_block_has_what_stands_before_its_comment() -> None:
    for lead in ("   ", "\t", "> ", "> > ", ">   "):
        text = "".join(f"{lead}{line}\n" for line in f"{FENCE}{OPEN}{CLOSE}".splitlines())
        wanted = "".join(f"{lead}{line}".rstrip() + "\n" for line in f"{FENCE}{BLOCK}".splitlines())
        assert _regenerated(text).text == wanted, repr(lead)
        assert _regenerated(wanted).text == wanted, repr(lead)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(f"{OPEN}{CLOSE}", ":1:1: error: no fence", id="no fence"),
        pytest.param(
            f"{FENCE}# Next\n{OPEN}{CLOSE}", ":5:1: error: no fence", id="another section"
        ),
        pytest.param(
            f"{FENCE}\n```json\n{{}}\n```\n{OPEN}{CLOSE}", ":8:1: error: no fence", id="other fence"
        ),
        pytest.param(f"```\nls\n```\n{OPEN}{CLOSE}", ":4:1: error: no fence", id="no curl"),
        pytest.param(
            f"```\ncurl x.y/a\ncurl x.y/b\n```\n{OPEN}{CLOSE}",
            "2 commands stand",
            id="two commands",
        ),
        pytest.param(f"{FENCE}{OPEN}", ":4:1: error: no <!-- /snippetgen -->", id="never closed"),
        pytest.param(f"{FENCE}{CLOSE}", ":5:1: error: no block begins", id="never opened"),
        pytest.param(
            f"{FENCE}{OPEN.replace('curl', 'pyhton')}{CLOSE}", "Did you mean python?", id="misspelt"
        ),
        pytest.param(
            f"```\ncurl 'https://x.example\n```\n{OPEN}{CLOSE}", ":2:6: error SG204", id="damaged"
        ),
        pytest.param(
            f"```\ncurl x.example/a --cert c.pem\n```\n{OPEN}{CLOSE}",
            "--cert cannot",
            id="uncarried",
        ),
        pytest.param(
            f"```\ncurl x.example/{K}\n```\n{OPEN}{CLOSE}", "the shape of a key", id="key-shaped"
        ),
    ],
)
def test_what_cannot_be_built_is_told_with_its_place_and_left_alone(text: str, said: str) -> None:
    text = text.replace(CLOSE, f"old\n{CLOSE}")
    made = _regenerated(f"{text}\n{FENCE}{OPEN}{CLOSE}")
    (refused,) = made.refused
    assert said in refused
    assert K not in refused
    assert made.text == f"{text}\n{FENCE}{BLOCK}"


def test_lines_that_a_file_needs_once_are_written_once() -> None:
    line = "import Tabs from '@theme/Tabs';"
    one = f"```sh\n{IN_URL}```\n{{/* snippetgen: python */}}\n{{/* /snippetgen */}}\n\n"
    twice = _regenerated(one * 2, "a.mdx", "docusaurus").text
    assert twice.count(line) == 1
    assert twice.index(line) < twice.index("<Tabs ")
    assert _regenerated(twice, "a.mdx", "docusaurus").text == twice
    own = _regenerated(f'import Tabs from "@theme/Tabs"\n\n{one}', "a.mdx", "docusaurus").text
    assert (line in own, "import TabItem" in own) == (False, True)


WORDS = st.lists(
    st.sampled_from(
        ["# A", "text", "", "- x", "> q", "\ttab", "```json\n{}\n```", "`x`", "é", "|", " "]
    ),
    max_size=4,
).map("\n".join)
OLD = st.sampled_from(["", "old\n", "\n\n", "```\nx\n```\n", "<!-- x -->\n", "{{ }}\n", "    x\n"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(WORDS, OLD, OLD), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "\n", "\nthe end"]),
    st.sampled_from(["markdown", "mkdocs", "mintlify", "docusaurus"]),
)
def test_a_run_changes_blocks_only_and_a_second_run_nothing(
    parts: list[tuple[str, str, str]], line_end: str, mark: str, end: str, name: str
) -> None:
    words, old, others = zip(*parts, strict=True)
    heads = [f"{one}\n\n{FENCE}{OPEN}" for one in words]
    between = [f"{CLOSE}{head}" for head in heads[1:]]
    outside = [f"{mark}{heads[0]}", *between, f"{CLOSE.rstrip()}{end}"]
    outside = [one.replace("\n", line_end) for one in outside]
    made = _regenerated(_woven(outside, old, line_end), format_name=name)
    assert (made.refused, made.changed) == ((), len(parts))
    again = _regenerated(made.text, format_name=name)
    assert again == Regenerated(made.text, 0, len(parts))
    assert _regenerated(_woven(outside, others, line_end), format_name=name).text == made.text
    blocks = re.split("|".join(re.escape(one) for one in outside), made.text)
    assert _woven(outside, blocks[1:-1], "\n") == made.text
    assert made.text.count("\n") == made.text.count(line_end)


def _woven(outside: list[str], inside: Sequence[str], line_end: str) -> str:
    """Give a file: what stands outside its blocks, with what stands inside them between."""
    return outside[0] + "".join(
        old.replace("\n", line_end) + after for old, after in zip(inside, outside[1:], strict=True)
    )


def test_the_file_keeps_its_bytes_its_mode_and_its_link(tmp_path: Path) -> None:
    text = f"# A\n\n```sh\n{HEADER}```\n{OPEN}{CLOSE.rstrip()}".replace("\n", "\r\n")
    (tmp_path / "b.md").write_bytes(f"\ufeff{text}".encode())
    (tmp_path / "b.md").chmod(0o640)
    (tmp_path / "a.md").symlink_to("b.md")
    assert run("docs", "a.md", cwd=tmp_path)[0] == 0
    after = (tmp_path / "b.md").read_bytes()
    assert after.startswith(f"\ufeff{text}".encode()[: -len(CLOSE.rstrip())])
    assert b"YOUR_API_KEY" in after
    assert after.count(b"\n") == after.count(b"\r\n")
    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "a.md").is_symlink()
    stamp = (tmp_path / "b.md").stat().st_mtime_ns
    assert run("docs", "a.md", cwd=tmp_path)[2] == "Blocks: 1 up to date.\n"
    assert (tmp_path / "b.md").stat().st_mtime_ns == stamp


def test_a_file_in_utf_16_stays_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(f"\ufeff{FENCE}{OPEN}{CLOSE}".encode("utf-16-le"))
    assert run("docs", str(path))[0] == 0
    assert decode(path.read_bytes()).text == f"\ufeff{FENCE}{BLOCK}"


def test_check_writes_nothing_and_shows_what_is_stale(tmp_path: Path) -> None:
    stale = f"{FENCE}{BLOCK}".replace("x.example/a", "x.example/b", 1)
    write(tmp_path, {"a.md": stale, "b.md": f"{FENCE}{BLOCK}", "c.md": "# None\n"})
    status, out, error = run("docs", ".", "--check", cwd=tmp_path)
    assert status == 1
    assert "-curl 'https://x.example/a'\n+curl 'https://x.example/b'\n" in out
    assert out.startswith("--- a.md\n+++ a.md\n")
    assert error == "Blocks: 1 stale, 1 up to date.\n"
    assert (tmp_path / "a.md").read_text() == stale
    assert run("docs", "b.md", "c.md", "--check", cwd=tmp_path)[0] == 0
