import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippetgen.find import Start, find_commands
from snippetgen.paste import Paste
from snippetgen.words import MarkKind


def _found(text: str, name: str = "-") -> list[str]:
    """Each command as the text from its head to its limit or the next command's line."""
    return [text[start.offset : start.stop].rstrip() for start in find_commands(Paste(text, name))]


def _only(text: str) -> Start:
    (start,) = find_commands(Paste(text))
    return start


def _marked(text: str, kind: MarkKind) -> list[str]:
    marks = _only(text).marks
    return [text[mark.span.start : mark.span.end] for mark in marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", " -X POST https://x", id="an option follows"),
        pytest.param("", " https://x", id="a URL follows"),
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
        pytest.param("Use curl to fetch it", id="curl in a sentence"),
        pytest.param("Use curl -v to see it", id="curl with an option in a sentence"),
        pytest.param("- curl https://x", id="a bullet is no prompt"),
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


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        pytest.param('curl.exe -d "{\\"a\\":1}" %X%', "sh", id="these prove nothing"),
        pytest.param("curl x.yz \\\n -d `date`\n", "sh", id="sh's backticks"),
        pytest.param("curl x.yz ^\n -d 1", "cmd", id="a caret at a line's end"),
        pytest.param('curl ^"https://x^"', "cmd", id="a caret and a quote"),
        pytest.param("curl https://x?a=1^&b=2", "cmd", id="a caret and an ampersand"),
        pytest.param('C:\\web>curl "https://x"', "cmd", id="cmd's prompt"),
        pytest.param("curl https://x `\r\n -d 1", "powershell", id="a backtick at a line's end"),
        pytest.param("PS> curl https://x", "powershell", id="PowerShell's prompt"),
        pytest.param('curl x.yz -H "K: $env:K"', "powershell", id="$env:"),
        pytest.param("curl.exe x.yz -d '{}'", "powershell", id="curl.exe and single quotes"),
        pytest.param("curl.exe x.yz -d @'\n{}\n'@", "powershell", id="a here-string"),
        pytest.param("```bat\ncurl -v x\n```", "cmd", id="the fence says so"),
        pytest.param("```ps1\ncurl -v x \\\n -s\n```", "sh", id="the text outweighs the fence"),
        pytest.param("$ curl -d 'a ^\n'", "sh", id="the prompt outweighs the text"),
        pytest.param("-X POST ^\n https://x", "cmd", id="without a head"),
    ],
)
def test_the_dialect(text: str, dialect: str) -> None:
    assert _only(text).dialect == dialect


def test_each_command_has_a_dialect_of_its_own() -> None:
    text = "curl -v x ^\n -s\ncurl -v x \\\n -s\ncurl -v x `\n -s\ncurl.exe -d '' x\ncurl -v x"
    dialects = [start.dialect for start in find_commands(Paste(text))]
    assert dialects == ["cmd", "sh", "powershell", "powershell", "sh"]


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        pytest.param(
            "$ curl x.yz \\\n> -d '{\n>   1\n>\n> }'\nanswer\n",
            MarkKind.PROMPT,
            ["$ ", "> ", "> ", ">", "> "],
            id="prompts to the last line, also in a quote",
        ),
        pytest.param(
            "$ curl -d @- x.yz <<E\n> a\n> E\nb",
            MarkKind.PROMPT,
            ["$ ", "> ", "> "],
            id="a document",
        ),
        pytest.param(
            "PS> curl x.yz `\n>> -d '{\n>> }'",
            MarkKind.PROMPT,
            ["PS> ", ">> ", ">> "],
            id="PowerShell",
        ),
        pytest.param(
            "C:\\>curl x.yz ^\nMore? -d 1", MarkKind.PROMPT, ["C:\\>", "More? "], id="cmd"
        ),
        pytest.param("% curl x.yz -d '\nquote> '", MarkKind.PROMPT, ["% ", "quote> "], id="zsh"),
        pytest.param("$ curl x.yz \\\n-s > a", MarkKind.PROMPT, ["$ "], id="a redirection"),
        pytest.param("$ curl -d '\n> a\nb' x.yz", MarkKind.PROMPT, ["$ "], id="on some lines only"),
        pytest.param("curl x.yz \\\n> a.txt", MarkKind.PROMPT, [], id="the first line has none"),
        pytest.param(
            " 9 curl x.yz \\\n10   -d '{\n11   }'\n\nend",
            MarkKind.GUTTER,
            ["9 ", "10 ", "11 "],
            id="a gutter",
        ),
        pytest.param(
            "1| $ curl x.yz \\\n2| > -s", MarkKind.GUTTER, ["1| ", "2| "], id="a gutter and prompts"
        ),
        pytest.param("1 curl x.yz \\\n3 -s", MarkKind.GUTTER, ["1 "], id="numbers out of order"),
        pytest.param("\ufeffcurl x.yz", MarkKind.BYTE_ORDER_MARK, ["\ufeff"], id="a mark"),
        pytest.param("```sh\ncurl x.yz\n```\n", MarkKind.FENCE, ["```sh", "```"], id="a fence"),
        pytest.param("`curl https://x`", MarkKind.FENCE, ["`", "`"], id="a code span"),
    ],
)
def test_what_is_read_through_is_marked(text: str, kind: MarkKind, marked: list[str]) -> None:
    assert _marked(text, kind) == marked


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(
            "- a\n  ```\n  curl -d '{\n    1\n  }'\n  ```", "{\n  1\n}", id="a fence in a list"
        ),
        pytest.param("> ```\n> curl -d '{\n>   1\n> }'\n> ```", "{\n  1\n}", id="a block quote"),
        pytest.param(
            "a\n\n    curl -d '{\n      1\n    }'\n\n```\n```", "{\n  1\n}", id="indented"
        ),
        pytest.param("$ curl -d '{\n>   1\n> }'", "{\n  1\n}", id="prompts"),
        pytest.param("8: curl -d '{\n9:   1\n10: }'", "{\n  1\n}", id="a gutter"),
        pytest.param("  curl -d '{\n    1\n  }'", "{\n    1\n  }", id="plain indentation stays"),
    ],
)
def test_what_leads_a_line_is_no_part_of_a_body(text: str, body: str) -> None:
    start = _only(text)
    lead = start.lead or re.compile("")
    lines = text[text.index("'") + 1 : text.rindex("'")].split("\n")
    assert "\n".join([lines[0], *(lead.sub("", line, count=1) for line in lines[1:])]) == body


def test_fences_are_no_damage_where_there_are_several_commands() -> None:
    starts = find_commands(Paste("```\ncurl -v x\n```\n\n```\ncurl -v y\n```\n"))
    assert [start.marks for start in starts] == [(), ()]
    assert [start.fence and start.fence.start for start in starts] == [0, 19]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        pytest.param("https://x/y?a=b&c=d\n", "https://x/y?a=b&c=d", id="alone"),
        pytest.param(" <https://x/y>\r\n", "https://x/y", id="in angle brackets"),
        pytest.param("\ufeff“https://x/y”\u200b", "https://x/y", id="in curly quotes"),
        pytest.param("`https://x/y`", "https://x/y", id="in backticks"),
        pytest.param("https://x/y?a=\u00a0b", "https://x/y?a=\u00a0b", id="a no-break space in it"),
    ],
)
def test_a_url_that_is_the_whole_paste(text: str, url: str) -> None:
    start = _only(text)
    assert (start.kind, text[start.offset : start.limit]) == ("url", url)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See https://x/y", id="a sentence"),
        pytest.param("https://x/y\nhttps://x/z", id="two of them"),
    ],
)
def test_a_url_beside_other_text_is_no_start(text: str) -> None:
    assert find_commands(Paste(text)) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "  https://x?a=b&c=d \\\n  -H 'a: b'\n", "https", id="the first line was missed"
        ),
        pytest.param("-X POST \\\n https://x", "-X", id="curl was missed"),
        pytest.param("rl -X POST https://x", "rl", id="cut in curl"),
        pytest.param('application/json" \\\n -d 1 https://x', "application", id="cut in a value"),
        pytest.param("> -d '{}' \\\n> https://x", "-d", id="behind a prompt"),
        pytest.param("Do\n```\n-d '{}' https://x\n```\n", "-d", id="in a fence"),
    ],
)
def test_a_command_without_its_head(text: str, first: str) -> None:
    start = _only(text)
    assert start.kind == "headless"
    assert text.startswith(first, start.offset)


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
    "C:\\>",
    "<<E\n",
    "https://x",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join), st.sampled_from(["-", "a.md"]))
def test_starts_stand_in_order_and_inside_the_text(text: str, name: str) -> None:
    starts = find_commands(Paste(text, name))
    assert [start.offset for start in starts] == sorted({start.offset for start in starts})
    for start in starts:
        assert 0 <= start.offset < start.stop <= start.limit <= len(text)
        assert all(0 <= m.span.start <= m.span.end <= len(text) for m in start.marks)
        if start.kind == "command":
            assert text.startswith("curl", start.offset)
