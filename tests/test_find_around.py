import re

import pytest

from snippetgen.find import Start, find_commands
from snippetgen.paste import Paste
from snippetgen.reading import read
from snippetgen.words import MarkKind


def _only(text: str) -> Start:
    (start,) = find_commands(Paste(text))
    return start


def _marked(text: str, kind: MarkKind) -> list[str]:
    marks = _only(text).marks
    return [text[mark.span.start : mark.span.end] for mark in marks if mark.kind is kind]


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
        pytest.param(
            "PS> curl x.yz `\n>", MarkKind.PROMPT, ["PS> ", ">"], id="a prompt that is cut"
        ),
        pytest.param("9 curl x.yz \\\n1", MarkKind.GUTTER, ["9 ", "1"], id="a number that is cut"),
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
        pytest.param("Run `curl https://x`", MarkKind.FENCE, ["`", "`"], id="a code span in prose"),
        pytest.param("X=`curl https://x`", MarkKind.FENCE, [], id="a shell's substitution"),
        pytest.param(
            "```\necho `curl https://x`\n```", MarkKind.FENCE, ["```", "```"], id="in a fence"
        ),
        pytest.param("- run: curl https://x", MarkKind.PROMPT, [], id="a YAML list has no prompt"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "docker run curlimages/curl:8.10.1 -s https://x",
            ["curl:8.10.1", "-s", "https://x"],
            id="an image's version",
        ),
        pytest.param(
            "bash -c \"curl https://x -H 'A: b'\" && ls",
            ["curl", "https://x", "-H", "A: b"],
            id="in quotes",
        ),
        pytest.param(
            "- 'curl https://x -H \"A: b\"'\n", ["curl", "https://x", "-H", "A: b"], id="in YAML's"
        ),
    ],
)
def test_what_stands_around_is_no_part_of_the_command(text: str, words: list[str]) -> None:
    reading = read(text)
    assert reading.command
    assert [word.text for word in reading.command.words] == words
    assert reading.request
    assert reading.request.url.text == "https://x/"
    assert not reading.marks


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
