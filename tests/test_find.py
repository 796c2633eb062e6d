import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snippetgen.find import find_commands
from snippetgen.paste import Paste


def _found(text: str, name: str = "-") -> list[str]:
    """Each command as the text from its head to its limit or the next command's line."""
    return [text[start.offset : start.stop].rstrip() for start in find_commands(Paste(text, name))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", " -X POST https://x", id="an option follows"),
        pytest.param("", " https://x", id="a URL follows"),
        pytest.param("", " HTTPS://X", id="a URL in capitals follows"),
        pytest.param("", " 'https://x'", id="a quoted URL follows"),
        pytest.param("", " “https://x”", id="a curly-quoted URL follows"),
        pytest.param("", ' "$BASE/x"', id="a quoted variable follows"),
        pytest.param("", " $URL", id="a variable follows"),
        pytest.param("", " %BASE%/x", id="a variable of cmd follows"),
        pytest.param("", " {{base}}/x", id="a template's variable follows"),
        pytest.param("", " <your_url>", id="a placeholder follows"),
        pytest.param("", " localhost:8000/x", id="localhost follows"),
        pytest.param("", " api.example.com/x", id="a host without a scheme follows"),
        pytest.param("", " 127.0.0.1:80", id="an address follows"),
        pytest.param("", " x.y -s", id="an example's host follows"),
        pytest.param("", " \\\n  https://x", id="a continuation follows"),
        pytest.param("", " ^\n  https://x", id="cmd's continuation follows"),
        pytest.param("", " –X POST", id="a typographic dash follows"),
        pytest.param("", "\u00a0https://x", id="a no-break space stands between"),
        pytest.param("", " \u200bhttps://x", id="a zero-width space stands between"),
        pytest.param("", " ht", id="the URL is cut"),
        pytest.param("", ' "', id="cut after the quote"),
        pytest.param("\ufeff", " https://x", id="a byte order mark before"),
        pytest.param("   ", " https://x", id="indentation before"),
        pytest.param("\u00a0 ", " https://x", id="odd indentation before"),
        pytest.param("$ ", " https://x", id="a prompt before"),
        pytest.param("# ", " https://x", id="root's prompt before"),
        pytest.param("% ", " https://x", id="zsh's prompt before"),
        pytest.param("❯ ", " https://x", id="a drawn prompt before"),
        pytest.param("➜  web git:(main) ✗ ", " https://x", id="oh-my-zsh's prompt before"),
        pytest.param("me@host:~/web$ ", " https://x", id="user, host and folder before"),
        pytest.param("[me@host web]$ ", " https://x", id="a prompt in brackets before"),
        pytest.param("(venv) $ ", " https://x", id="an environment's prompt before"),
        pytest.param("bash-5.1$ ", " https://x", id="bash's own prompt before"),
        pytest.param("PS> ", " https://x", id="PowerShell's prompt before"),
        pytest.param("PS C:\\Users\\me> ", " https://x", id="PowerShell's prompt with a folder"),
        pytest.param("C:\\Users\\me>", " https://x", id="cmd's prompt before"),
        pytest.param("12 | ", " https://x", id="a gutter before"),
        pytest.param("KEY=a B='c d' sudo ", " https://x", id="assignments and sudo before"),
        pytest.param("/usr/bin/", " https://x", id="a path before"),
        pytest.param("cat a.json | ", " -d @- https://x", id="a pipe before"),
        pytest.param("cd /tmp && ", " https://x", id="&& before"),
        pytest.param("KEY=a; ", " https://x", id="a semicolon before"),
        pytest.param("RUN=$(", " https://x", id="a substitution before"),
        pytest.param('RUN="$(', ' "https://x"', id="a quoted substitution before"),
        pytest.param("Run `", " https://x", id="a backtick before"),
        pytest.param("RUN ", " -fsSL https://x", id="a Dockerfile's RUN before"),
        pytest.param("RUN --mount=type=cache,target=/a ", " -O https://x", id="RUN with an option"),
        pytest.param(
            "RUN apt-get update && ", " -O https://x", id="RUN and another command before"
        ),
        pytest.param("HEALTHCHECK --timeout=3s CMD ", " -f localhost/", id="HEALTHCHECK before"),
        pytest.param("  run: ", " -d a https://x", id="a YAML key before"),
        pytest.param("- ", " https://x", id="a YAML list's dash before"),
        pytest.param("  - run: ", " https://x \\\n      -d a", id="a dash and a key before"),
        pytest.param("- ", " https://x | sh\n- b: c", id="a list that goes on"),
        pytest.param("kubectl exec -it pod -- ", " -s https://x", id="kubectl before"),
        pytest.param("docker compose exec -T web ", " -s https://x", id="a container before"),
        pytest.param("docker run --rm curlimages/", " -s https://x", id="curl's own image"),
        pytest.param("docker run --rm curlimages/", ":8.10.1 -s https://x", id="and its version"),
        pytest.param("docker run \\\n  curlimages/", " -s https://x", id="its image on a new line"),
        pytest.param("sudo -u me -E ", " https://x", id="sudo with options before"),
        pytest.param("timeout -k 5 10s ", " https://x", id="timeout before"),
        pytest.param("watch -n 5 ", " https://x", id="watch before"),
        pytest.param("cat a | xargs -n 1 ", " -d b https://x -H", id="xargs before"),
        pytest.param("while ! ", " -sf https://x; do sleep 1; done", id="while before"),
        pytest.param('bash -c "', " https://x -H 'A: b'\"", id="a shell in double quotes before"),
        pytest.param("sudo sh -ec '", ' https://x -H "A: b"\'', id="a shell in quotes before"),
        pytest.param("docker exec web sh -c '", " https://x'", id="a container's shell before"),
        pytest.param('"test": "', ' https://x",', id="a JSON key and a quote before"),
        pytest.param("& ", ".exe https://x", id="PowerShell's call operator before"),
        pytest.param("$answer = ", " https://x", id="PowerShell's assignment before"),
    ],
)
def test_a_head_is_found_where_curl_stands(before: str, after: str) -> None:
    (start,) = find_commands(Paste(f"{before}curl{after}"))
    assert start.offset == len(before)
    assert start.kind == "command"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("curl is a tool for URLs", id="prose that begins with curl"),
        pytest.param("curl - a tool", id="a dash of prose"),
        pytest.param("curl — the tool", id="a long dash of prose"),
        pytest.param("curl works. Then", id="a full stop is no host"),
        pytest.param("curl, e.g. curl e.g. here", id="an abbreviation is no host"),
        pytest.param("Use curl to fetch it", id="curl in a sentence"),
        pytest.param("Use curl -v to see it", id="curl with an option in a sentence"),
        pytest.param("- curl is a tool", id="a bullet of prose"),
        pytest.param("- curl -X is an option", id="a bullet of prose with an option"),
        pytest.param("- curl https://x.yz is how we do it", id="a bullet of prose with a URL"),
        pytest.param("- curl -v", id="a bullet with an option alone"),
        pytest.param("* curl https://x", id="another bullet, which no file of commands has"),
        pytest.param("run: curl is needed", id="a key of prose"),
        pytest.param("note: curl https://x.yz failed", id="a key of prose with a URL"),
        pytest.param(
            "- curl https://x.yz\n    -d a=b", id="YAML joins the lines, and no shell does"
        ),
        pytest.param("run: curl https://x.yz\n  -d a", id="YAML joins a key's lines too"),
        pytest.param("bash -c \"curl https://x/$A -d '$A'\"", id="the quotes around change it"),
        pytest.param("bash -c 'curl https://x'\\''y'", id="the quotes around do not end it"),
        pytest.param("bash -c curl https://x", id="a shell that is given the word curl alone"),
        pytest.param("cat urls | xargs curl -O", id="xargs brings the URL"),
        pytest.param("xargs -I {} curl https://x/{}", id="xargs puts its own words in"),
        pytest.param("watch curl -v do its work", id="a program's name in prose"),
        pytest.param("1. curl https://x", id="a list's number is no gutter"),
        pytest.param("libcurl -x https://x", id="another word that ends in curl"),
        pytest.param("https://curl.se/docs -- see curl -v", id="curl's own site in a sentence"),
        pytest.param("echo 'a; curl https://x'", id="after an operator inside quotes"),
        pytest.param("Run `curl -v` first", id="a code span without a URL"),
        pytest.param("wget --header='a: b' \\\n  https://x", id="another program"),
        pytest.param("Send -H to https://x", id="an option and a URL in a sentence"),
    ],
)
def test_what_is_no_command_is_not_found(text: str) -> None:
    assert find_commands(Paste(text)) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("curl\n", ["curl"], id="nothing but curl"),
        pytest.param("curl -v x\ncurl a.bc", ["curl -v x", "curl a.bc"], id="a line each"),
        pytest.param(
            "curl -d 'a\ncurl https://x'\n",
            ["curl -d 'a", "curl https://x'"],
            id="an open quote stops at a line that starts a command",
        ),
        pytest.param(
            'curl -d \'{"a": "b && curl https://y"}\' https://x',
            ['curl -d \'{"a": "b && curl https://y"}\' https://x'],
            id="a command in a body is text",
        ),
        pytest.param(
            'curl -H "K: $(curl -s https://y)" https://x',
            ['curl -H "K: $(curl -s https://y)" https://x'],
            id="a command in a command's word is its own affair",
        ),
        pytest.param(
            'RUN="$(curl -s https://x)"\necho', ["curl -s https://x"], id="a substitution's end"
        ),
        pytest.param(
            "- run: |\n    curl -d '{ \\\n      https://y\n- run: curl https://x\n",
            ["curl -d '{ \\\n      https://y", "curl https://x"],
            id="an open quote in a YAML block stops at the next command of the list",
        ),
        pytest.param(
            "- curl -d 'a https://x\n- curl -d b https://y",
            ["curl -d 'a https://x", "curl -d b https://y"],
            id="an open quote in a list stops at the next command of the list",
        ),
        pytest.param(
            "curl --data-binary 'a\n- curl https://x\nrun: curl https://x' https://y",
            ["curl --data-binary 'a\n- curl https://x\nrun: curl https://x' https://y"],
            id="YAML in a body is text",
        ),
        pytest.param(
            "bash -c 'curl https://x' && curl https://y",
            ["curl https://x", "curl https://y"],
            id="a command in quotes ends with them",
        ),
        pytest.param(
            "Hi\n```bash\ncurl -X POST https://x\n```\ncurl https://no\n",
            ["curl -X POST https://x"],
            id="in Markdown, in fences only",
        ),
        pytest.param(
            "```json\n{}\n```\n~~~~ sh\ncurl -v x\n~~~\n~~~~\n",
            ["curl -v x\n~~~"],
            id="a fence closes with as many marks",
        ),
        pytest.param(
            "Answer:\n```json\n{}\n```\n\ncurl https://x\n",
            ["curl https://x"],
            id="the fence is another's and the command stands outside",
        ),
        pytest.param(
            "```python\ncurl -v x\n```\n```\ncurl a.bc\n```",
            ["curl a.bc"],
            id="no command in another language",
        ),
        pytest.param(
            "Do\n\n    curl -v x \\\n      -d 1\n\nor `curl https://x`, `curl -v`\n\n```\n```",
            ["curl -v x \\\n      -d 1", "curl https://x"],
            id="an indented block and a code span",
        ),
        pytest.param("```\ncurl -d 'a\n", ["curl -d 'a"], id="the closing fence was lost"),
        pytest.param(
            "curl -d 'a\n```\nthat's all", ["curl -d 'a"], id="the opening fence was lost"
        ),
        pytest.param("```curl -v x\n```", ["curl -v x"], id="glued to the fence"),
        pytest.param("```sh curl -v x\n```", ["curl -v x"], id="glued to the fence's language"),
        pytest.param("```curl https://x```", ["curl https://x"], id="three backticks in a line"),
        pytest.param(
            "curl -d '\n```\na\n```\n' https://x",
            ["curl -d '\n```\na\n```\n' https://x"],
            id="a fence in a body is text",
        ),
    ],
)
def test_the_commands_of_a_text(text: str, found: list[str]) -> None:
    assert _found(text) == found


def test_the_name_alone_makes_a_paste_markdown() -> None:
    assert _found("curl https://x\n", "a.md") == []
    assert _found("Do\n\n\tcurl https://x\n", "a.MDX") == ["curl https://x"]


TOKENS = [
    *"\n\t $#>%`'\"\\^|;&(){}<-1a“’",
    "\r\n",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "curl",
    "curl -d ",
    "curl https://x",
    "-H a",
    "```",
    "~~~\n",
    "    ",
    "2| ",
    "PS>",
    "run: ",
    "- ",
    "bash -c '",
    "sudo -u me ",
    "docker run a ",
    "C:\\>",
    "<<E\n",
    "https://x",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join), st.sampled_from(["-", "a.md"]))
@example("docker run a curl -d curl https://x", "-")
def test_starts_stand_in_order_and_inside_the_text(text: str, name: str) -> None:
    starts = find_commands(Paste(text, name))
    assert [start.offset for start in starts] == sorted({start.offset for start in starts})
    for start in starts:
        assert 0 <= start.offset < start.stop <= start.limit <= len(text)
        assert all(0 <= m.span.start <= m.span.end <= len(text) for m in start.marks)
        if start.kind == "command":
            assert text.startswith("curl", start.offset)
