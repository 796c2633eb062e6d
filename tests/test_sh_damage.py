"""What copying did to a command: read through as it was meant, and recorded with its place."""

import pytest

from snippetgen.find import Start
from snippetgen.paste import Paste
from snippetgen.words import Command
from snippetgen.words.sh import lex_sh

NBSP, ZWSP, RLM = "\u00a0", "\u200b", "\u200f"
URL = "https://h/p?a=1"


def read(text: str) -> Command:
    return lex_sh(Paste(text), Start(offset=0, limit=len(text), stop=len(text)))


def texts(command: Command) -> list[str]:
    return [word.text for word in command.words]


def marks(text: str) -> list[tuple[str, str, str]]:
    found = read(text).marks
    return [(mark.kind.value, text[mark.span.start : mark.span.end], mark.meant) for mark in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("-H “a: b” -d ‘{}’", ["-H", "a: b", "-d", "{}"], id="as they should turn"),
        pytest.param("„a b“ ”c d” ’e f’ ″g h″", ["a b", "c d", "e f", "g h"], id="as others turn"),
        pytest.param("-H“a b” --x=‘c d’", ["-Ha b", "--x=c d"], id="attached to an option"),
        pytest.param("“a b\" ‘c d'", ["a b", "c d"], id="one of two turned straight"),
        pytest.param("“it’s” ‘it’s’ ‘it's’", ["it’s", "it’s", "it's"], id="apostrophes stay"),
        pytest.param(
            "‘{“t”: “the dogs’ home”}’ b", ["{“t”: “the dogs’ home”}", "b"], id="JSON to its end"
        ),
        pytest.param("“{“a”: [“b”]}” c", ["{“a”: [“b”]}", "c"], id="JSON in the same quotes"),
        pytest.param(r"“{\”a\”: \"b\"}” c", ['{"a": "b"}', "c"], id="escaped marks"),
        pytest.param("“[x]: y” -d “[1]”", ["[x]: y", "-d", "[1]"], id="a bracket, but no JSON"),
        pytest.param("‘{“a“: 1\n}\n’ b", ["{“a“: 1\n}\n", "b"], id="JSON over several lines"),
        pytest.param("‘{“a”: ‘ -H b", ["{“a”: ", "-H", "b"], id="half JSON ends at its mark"),
        pytest.param(r"“\$A \n”", [r"$A \n"], id="escapes are those of double quotes"),
        pytest.param(r"‘\$A \n’", [r"\$A \n"], id="single ones have none"),
        pytest.param(r"$‘it\’s\n’", ["it's\n"], id="escapes of ANSI C"),
        pytest.param(r"‘it’\’’s’", ["it's"], id="an apostrophe, the shell's way"),
        pytest.param("‘a ’“$B”’ c’", ["a $B c"], id="quotes side by side"),
        pytest.param("'a “b” ‘c’' it’s “", ["a “b” ‘c’", "it’s", ""], id="content and characters"),
    ],
)
def test_curly_quotes(text: str, words: list[str]) -> None:
    assert texts(read(f"curl {text}")) == ["curl", *words]


def test_curly_quotes_are_marked_one_by_one() -> None:
    found = marks("curl “it’s” ‘a'")
    assert [mark[1:] for mark in found] == [("“", '"'), ("”", '"'), ("‘", "'")]
    assert [(q.mark, q.closed) for q in read("curl “a”").words[1].quotes] == [("“", 7)]


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        pytest.param(f"{URL}&b=2&c.d[]=3 e", [f"{URL}&b=2&c.d[]=3", "e"], "", id="names follow"),
        pytest.param(f"{URL}&amp;b=2", [f"{URL}&amp;b=2"], "", id="as an entity"),
        pytest.param("$BASE/p?a=$A&b=2", ["$BASE/p?a=$A&b=2"], "", id="no scheme, a variable"),
        pytest.param(f"--url={URL}&b=2", [f"--url={URL}&b=2"], "", id="behind an option"),
        pytest.param(f"{URL}&&b=2", [URL], "&&", id="two of them"),
        pytest.param(f"{URL}& b=2", [URL], "&", id="a blank after it"),
        pytest.param(f"{URL} &b=2", [URL], "&", id="a blank before it"),
        pytest.param(f"{URL}&", [URL], "&", id="the last character"),
        pytest.param(f"{URL}&b", [URL], "&", id="no name"),
        pytest.param(f"{URL};b=2", [URL], ";", id="a semicolon"),
        pytest.param("-d a=1&b=2", ["-d", "a=1"], "&", id="no URL"),
    ],
)
def test_the_unquoted_ampersand(text: str, words: list[str], after: str) -> None:
    command = read(f"curl {text}")
    assert (texts(command), command.after) == (["curl", *words], after)
    joined = len(words[0].split("&")) - 1
    assert [mark[1] for mark in marks(f"curl {text}")] == ["&"] * joined


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        pytest.param(f"{URL}&u=<your_id>", [f"{URL}&u=<your_id>"], "<your_id>", id="in a URL"),
        pytest.param("<your API key> b", ["<your API key>", "b"], "<your API key>", id="words"),
        pytest.param("a <b >c", ["a"], "", id="redirections"),
        pytest.param("a <b.json -o c>d", ["a", "-o", "c"], "", id="a file and an option"),
    ],
)
def test_placeholders(text: str, words: list[str], found: str) -> None:
    assert texts(read(f"curl {text}")) == ["curl", *words]
    kept = [mark[1] for mark in marks(f"curl {text}") if mark[0] == "placeholder"]
    assert kept == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        pytest.param(
            f"a{NBSP}b \u3000 c",
            ["a", "b", "c"],
            [("odd space", NBSP, " "), ("odd space", "\u3000", " ")],
            id="odd spaces between words",
        ),
        pytest.param(
            f"a{ZWSP}b{RLM} {ZWSP} c",
            ["ab", "c"],
            [
                ("zero width", ZWSP, ""),
                ("bidirectional control", RLM, ""),
                ("zero width", ZWSP, ""),
            ],
            id="characters without width",
        ),
        pytest.param(f"'a{NBSP}{ZWSP}b'", [f"a{NBSP}{ZWSP}b"], [], id="content of a quote"),
        pytest.param(
            f"a \\ {NBSP}\n b\\\t\n c",
            ["a", "b", "c"],
            [("space after backslash", f" {NBSP}", ""), ("space after backslash", "\t", "")],
            id="blanks after the backslash",
        ),
        pytest.param(
            "a \\ -b \\  https://c",
            ["a", "-b", "https://c"],
            [("space after backslash", " ", ""), ("space after backslash", "  ", "")],
            id="lines that a copy joined",
        ),
        pytest.param(
            r"a \n -b\n  -c \\\n-d",
            ["a", "-b", "-c", "-d"],
            [("literal newline", mark, " ") for mark in (r"\n", r"\n", r"\\\n")],
            id="line breaks written out",
        ),
        pytest.param(r"a\nb \name '\n'", ["anb", "name", r"\n"], [], id="escapes of a shell"),
        pytest.param(
            "a ^\n -b", ["a", "-b"], [("mixed dialect", "^", "\\")], id="another shell's line end"
        ),
        pytest.param("a ^\n b", ["a", "^"], [], id="another shell's, without an option"),
        pytest.param(
            "a\n\n  -b c", ["a"], [("lost continuation", "-b", "")], id="a line end too many"
        ),
        pytest.param("a\n- b\n-- c", ["a"], [], id="a list below"),
        pytest.param("'a\r\nb' \\\r\nc", ["a\nb", "c"], [("crlf", "\r\n", "\n")], id="all CRLF"),
        pytest.param("'a\r\nb'\nc", ["a\r\nb"], [], id="a carriage return among line feeds"),
    ],
)
def test_characters(text: str, words: list[str], found: list[tuple[str, str, str]]) -> None:
    assert texts(read(f"curl {text}")) == ["curl", *words]
    assert marks(f"curl {text}") == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        pytest.param("'a b\n\n", ["a b"], ("unclosed quote", "'a b"), id="single quotes"),
        pytest.param('-d "a\\"', ["-d", 'a"'], ("unclosed quote", '"a\\"'), id="double quotes"),
        pytest.param("$'a\\'", ["a'"], ("unclosed quote", "$'a\\'"), id="ANSI C quotes"),
        pytest.param("‘it’s", ["it’s"], ("unclosed quote", "‘it’s"), id="curly quotes"),
        pytest.param("$(a", ["$(a"], ("unclosed quote", "$(a"), id="a substitution"),
        pytest.param('"${a', ["${a"], ("unclosed quote", '"${a'), id="the outer of two"),
        pytest.param("a=<b c", ["a=<b c"], ("unclosed quote", "<b c"), id="a placeholder"),
        pytest.param("<<E\nb\n", [], ("unclosed here-document", "<<E\nb"), id="a here-document"),
        pytest.param("<<E", [], ("unclosed here-document", "<<E"), id="its first line"),
        pytest.param("a \\", ["a"], ("trailing backslash", "\\"), id="the text in a backslash"),
        pytest.param("a \\\n\n", ["a"], ("trailing backslash", "\\"), id="in a continuation"),
        pytest.param("a\\ \n", ["a"], ("trailing backslash", "\\"), id="in one with a blank"),
        pytest.param("a \\\n\nb", ["a"], ("trailing backslash", "\\"), id="nothing continued"),
    ],
)
def test_what_is_cut_off(text: str, words: list[str], found: tuple[str, str]) -> None:
    assert texts(read(f"curl {text}")) == ["curl", *words]
    kept = [mark[:2] for mark in marks(f"curl {text}") if mark[0] != "curly quote"]
    assert kept == [found]
