import pytest

from snippetgen.find import Start, find_commands
from snippetgen.paste import Paste
from snippetgen.words import Command, MarkKind
from snippetgen.words.powershell import lex_powershell

BODY = '{"a": "b"}'
COPY = """PS C:\\me> curl.exe -X POST "https://api.gumloop.com/api/v1/start_pipeline?id=B" `
>>   -H "Authorization: Bearer $env:GUMLOOP_API_KEY" `
>>   -H 'Content-Type: application/json' `
>>   -d '{
>>     "name": "O''Brien",
>>     "said": "\\"hi\\"\\n"
>>   }' | ConvertFrom-Json
"""


def _lex(text: str) -> Command:
    return lex_powershell(Paste(text), Start(0, len(text), len(text), "powershell"))


def _words(text: str) -> list[str]:
    return [word.text for word in _lex(text).words]


def _kinds(text: str) -> list[MarkKind]:
    return [mark.kind for mark in _lex(text).marks]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a  b\tc", ["a", "b", "c"], id="blanks part"),
        pytest.param("'a b'c", ["a bc"], id="quotes inside a word"),
        pytest.param("-d '' \"\"", ["-d", "", ""], id="empty arguments"),
        pytest.param("'it''s $a `n'", ["it's $a `n"], id="single quotes keep all but themselves"),
        pytest.param('\'{"a": "b"}\'', [BODY], id="bare quotes in single quotes"),
        pytest.param(r"""'{\"a\": \"b\"}'""", [BODY], id="escaped quotes in single quotes"),
        pytest.param(r"""'{"a": "\"b\""}'""", [r'{"a": "\"b\""}'], id="JSON's own escapes"),
        pytest.param(r"""'{\"a\": \"\\\"b\"}'""", [r'{"a": "\"b"}'], id="JSON's escapes, escaped"),
        pytest.param(r"""'{\"a\": \"it''s\"}'""", ['{"a": "it\'s"}'], id="both escapes"),
        pytest.param('"{`"a`": `"b`"}"', [BODY], id="backticks before quotes"),
        pytest.param(r'"{\`"a\`": \`"b\`"}"', [BODY], id="backslashes and backticks"),
        pytest.param('"{""a"": ""b""}"', [BODY], id="two quotes inside quotes"),
        pytest.param(r'"{\"a\": \"b\"}"', [BODY], id="backslashes only, as in cmd"),
        pytest.param(r'"{""a"": ""\""b""}"', [r'{"a": "\"b"}'], id="JSON's escapes, doubled"),
        pytest.param('"a`tb`n`$c``d`u{e9}"', ["a\tb\n$c`dé"], id="what a backtick escapes"),
        pytest.param('"a`\nb"', ["a\nb"], id="a backtick at a line's end in quotes"),
        pytest.param("a` b`$c`'d", ["a b$c'd"], id="backticks outside quotes"),
        pytest.param("a`\nb `\r\n c", ["a", "b", "c"], id="continuations are blanks"),
        pytest.param('-d @\'\n{"a":\n "it\'s"}\n\'@ b', ["-d", '{"a":\n "it\'s"}', "b"], id="here"),
        pytest.param('@"\n{"a": "`$"}\n"@', ['{"a": "$"}'], id="a live here-string"),
        pytest.param("@'\r\na\r\n'@", ["a"], id="a here-string with CRLF"),
        pytest.param("-d '@b.json' @c", ["-d", "@b.json", "@c"], id="an at sign"),
        pytest.param("“a b” ‘c d’", ["a b", "c d"], id="curly quotes"),
        pytest.param("'“a”' it’s", ["“a”", "it’s"], id="curly quotes that are content"),
        pytest.param("a\u00a0b\u200bc", ["a", "bc"], id="odd and invisible characters"),
        pytest.param("<your id> a", ["<your id>", "a"], id="a placeholder"),
        pytest.param("a > b.txt 2>&1 c # d", ["a", "c"], id="redirections and a comment"),
        pytest.param("h.io/?a=1&b=2&c=3", ["h.io/?a=1&b=2&c=3"], id="the ampersands of a URL"),
        pytest.param(r"C:\a\b -d {\"a\":1}", [r"C:\a\b", "-d", '{"a":1}'], id="backslashes"),
        pytest.param("--% -d a", ["-d", "a"], id="the sign to leave a line alone"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("$a", [("variable", "a")], id="a variable"),
        pytest.param('"Bearer $env:KEY"', [("variable", "KEY")], id="the environment's, in quotes"),
        pytest.param("${env:KEY}/${b c}", [("variable", "KEY"), ("variable", "b c")], id="braces"),
        pytest.param(
            '"$base/$id?a=$b"', [("variable", n) for n in ("base", "id", "b")], id="a URL"
        ),
        pytest.param('"a $(Get-Date -f "u") b"', [("command", "")], id="a command in quotes"),
        pytest.param(
            "a (Get-Content a.json -Raw)", [("command", "")], id="a command in parentheses"
        ),
        pytest.param("'$a' $ \"`$b 5$\"", [], id="what only looks like one"),
    ],
)
def test_expansions(text: str, found: list[tuple[str, str]]) -> None:
    expansions = [expansion for word in _lex(text).words for expansion in word.expansions]
    assert [(expansion.kind, expansion.name) for expansion in expansions] == found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("a; b", ";", id="a semicolon"),
        pytest.param("a & b", "&", id="an ampersand"),
        pytest.param("a '|' | b", "|", id="a pipe outside quotes"),
        pytest.param("a )", ")", id="a parenthesis that closes another's"),
        pytest.param("a\nb", "newline", id="a line's end"),
        pytest.param("a", "", id="the text's end"),
    ],
)
def test_what_ends_a_command(text: str, after: str) -> None:
    command = _lex(text)
    assert command.words[0].text == "a"
    assert command.after == after


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("h.io/?a=1&b=2", [MarkKind.UNQUOTED_AMPERSAND], id="an unquoted ampersand"),
        pytest.param(r'"{\"a\": \"b\"}"', [MarkKind.QUOTING], id="PowerShell would end it here"),
        pytest.param("a `  \n b", [MarkKind.SPACE_AFTER_BACKSLASH], id="blanks after the backtick"),
        pytest.param("a `", [MarkKind.TRAILING_BACKSLASH], id="the text ends in a backtick"),
        pytest.param("a 'b", [MarkKind.UNCLOSED_QUOTE], id="an open quote"),
        pytest.param('a "b `', [MarkKind.UNCLOSED_QUOTE], id="an open quote, and a backtick"),
        pytest.param("a @'\nb", [MarkKind.UNCLOSED_QUOTE], id="an open here-string"),
        pytest.param("a $(b", [MarkKind.UNCLOSED_QUOTE], id="an open command"),
        pytest.param("a \\\n -b", [MarkKind.MIXED_DIALECT], id="sh's continuation"),
        pytest.param("a\n-b c", [MarkKind.LOST_CONTINUATION], id="no continuation"),
        pytest.param("a `\r\n -b", [MarkKind.CRLF], id="a CRLF"),
        pytest.param("“a”", [MarkKind.CURLY_QUOTE] * 2, id="curly quotes"),
        pytest.param("<your_id>", [MarkKind.PLACEHOLDER], id="a placeholder"),
    ],
)
def test_marks(text: str, kinds: list[MarkKind]) -> None:
    assert _kinds(text) == kinds


def test_a_copy_from_a_terminal() -> None:
    start = find_commands(Paste(COPY))[0]
    command = lex_powershell(Paste(COPY), start)
    assert [word.text for word in command.words] == [
        "curl.exe",
        "-X",
        "POST",
        "https://api.gumloop.com/api/v1/start_pipeline?id=B",
        "-H",
        "Authorization: Bearer $env:GUMLOOP_API_KEY",
        "-H",
        "Content-Type: application/json",
        "-d",
        '{\n    "name": "O\'Brien",\n    "said": "\\"hi\\"\\n"\n  }',
    ]
    assert command.after == "|"


def test_every_character_keeps_its_place() -> None:
    text = "curl.exe 'it''s' \"a`\"b $env:K\" '{\\\"k\\\": 1}' @'\nx\n'@"
    for word in _lex(text).words:
        for index, char in enumerate(word.text):
            span = word.source(index, index + 1)
            assert text[span.start : span.end].endswith(char)
