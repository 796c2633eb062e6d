import pytest

from snippetgen.find import Start, find_commands
from snippetgen.paste import Paste
from snippetgen.words import Command, MarkKind
from snippetgen.words.cmd import lex_cmd

BODY = '{"a": "b"}'
CHROME = r"""curl ^"https://api.gumloop.com/api/v1/start_pipeline?id=Bd0K^%^20^&api_key=6b0d^" ^
  -X ^"POST^" ^
  -H ^"accept: */*^" ^
  -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"140^\^", ^\^"Not=A?Brand^\^";v=^\^"24^\^"^" ^
  --data-raw ^"^{^\^"a^\^":^\^"one^

two^\^",^\^"path^\^":^\^"C:^\^\^\^\x^\^",^\^"said^\^":^\^"^\^\^\^"hi^\^\^\^"^\^"^}^" ^
  --compressed
"""


def _lex(text: str) -> Command:
    return lex_cmd(Paste(text), Start(0, len(text), len(text), "cmd"))


def _words(text: str) -> list[str]:
    return [word.text for word in _lex(text).words]


def _kinds(text: str) -> list[MarkKind]:
    return [mark.kind for mark in _lex(text).marks]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a  b\tc", ["a", "b", "c"], id="blanks part"),
        pytest.param('"a b"c', ["a bc"], id="quotes inside a word"),
        pytest.param('-d ""', ["-d", ""], id="an empty argument"),
        pytest.param("-d ''", ["-d", "''"], id="single quotes are characters"),
        pytest.param(r'"{\"a\": \"b\"}"', [BODY], id="backslash and quote"),
        pytest.param('"{""a"": ""b""}"', [BODY], id="two quotes inside quotes"),
        pytest.param(r'"C:\a\b" c', [r"C:\a\b", "c"], id="a backslash before no quote"),
        pytest.param(r'"a\\" b', ["a\\", "b"], id="two backslashes before the closing quote"),
        pytest.param(r'"a\\\"b"', [r"a\"b"], id="three backslashes before a quote"),
        pytest.param(r"a\"b c", ['a"b', "c"], id="an escaped quote outside quotes"),
        pytest.param("a^&b^^c^|d", ["a&b^c|d"], id="carets outside quotes"),
        pytest.param('"a^b^&c"', ["a^b^&c"], id="carets inside quotes"),
        pytest.param('^"a b^" c', ["a b", "c"], id="quotes that cmd does not see"),
        pytest.param(r'^"^{^\^"a^\^": ^\^"b^\^"^}^"', [BODY], id="carets before everything"),
        pytest.param(r'"{\"a\": \"x ^& y\"}"', ['{"a": "x & y"}'], id="a caret where cmd reads it"),
        pytest.param(r'"{\"a\": \"x ^y\"}"', ['{"a": "x ^y"}'], id="a caret that was meant"),
        pytest.param("^%^20a", ["%20a"], id="a caret and a percent sign"),
        pytest.param("50%% %20 %", ["50%", "%20", "%"], id="percent signs"),
        pytest.param("a^\nb", ["ab"], id="a word goes on in the next line"),
        pytest.param("a ^\n  b ^\r\n c", ["a", "b", "c"], id="continuations"),
        pytest.param('^"a^\n\nb^"', ["a\nb"], id="a line end after a continuation in quotes"),
        pytest.param('"a\nb"', ["a\nb"], id="a line end in quotes"),
        pytest.param('"a^\nb"', ["ab"], id="a continuation in quotes"),
        pytest.param("“a b” c", ["a b", "c"], id="curly quotes"),
        pytest.param("“{\\”a\\”: \\”b\\”}”", [BODY], id="curly quotes inside curly quotes"),
        pytest.param('"“a”" it’s', ["“a”", "it’s"], id="curly quotes that are content"),
        pytest.param("a\u00a0b\u200bc", ["a", "bc"], id="odd and invisible characters"),
        pytest.param("<your id> a", ["<your id>", "a"], id="a placeholder"),
        pytest.param("a > b.txt 2>&1 2>nul c", ["a", "c"], id="redirections"),
        pytest.param("h.io/?a=1&b=2&c=3", ["h.io/?a=1&b=2&c=3"], id="the ampersands of a URL"),
        pytest.param('^"h?a=1&b=2^" c', ["h?a=1&b=2", "c"], id="an ampersand in cmd's open"),
        pytest.param("(a) b;c,d=e", ["(a)", "b;c,d=e"], id="what only looks like an operator"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("%KEY%", ["KEY"], id="alone"),
        pytest.param('"Bearer %KEY% %ID%"', ["KEY", "ID"], id="in quotes"),
        pytest.param("%BASE_URL%/a", ["BASE_URL"], id="a name that begins as a percent code"),
        pytest.param("%KEY:~0,4%", [""], id="a part of a variable"),
        pytest.param("%E4%BD%A0 %20b%20 ^%KEY^%", [], id="percent codes and escaped signs"),
    ],
)
def test_variables(text: str, names: list[str]) -> None:
    found = [expansion for word in _lex(text).words for expansion in word.expansions]
    assert [expansion.name for expansion in found] == names


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("a & b", "&", id="an ampersand"),
        pytest.param("a && b", "&&", id="two of them"),
        pytest.param('a "b|c" | d', "|", id="a pipe outside quotes"),
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
        pytest.param(r'"{\"a\": \"b & c | d\"}"', [MarkKind.QUOTING], id="cmd would end it here"),
        pytest.param('"{""a"": ""b & c""}"', [], id="cmd is inside its quotes"),
        pytest.param('"a\nb\nc"', [MarkKind.QUOTING], id="cmd would end the line"),
        pytest.param("a ^  \n b", [MarkKind.SPACE_AFTER_BACKSLASH], id="blanks after the caret"),
        pytest.param("a ^", [MarkKind.TRAILING_BACKSLASH], id="the text ends in a caret"),
        pytest.param("a ^\n\n", [MarkKind.TRAILING_BACKSLASH], id="nothing follows the caret"),
        pytest.param('a "b', [MarkKind.UNCLOSED_QUOTE], id="an open quote"),
        pytest.param('a ^"b^', [MarkKind.UNCLOSED_QUOTE], id="an open quote that ends in a caret"),
        pytest.param("a \\\n -b", [MarkKind.MIXED_DIALECT], id="sh's continuation"),
        pytest.param("a\n-b c", [MarkKind.LOST_CONTINUATION], id="no continuation"),
        pytest.param("a ^\r\n -b", [MarkKind.CRLF], id="a CRLF"),
        pytest.param("“a”", [MarkKind.CURLY_QUOTE] * 2, id="curly quotes"),
        pytest.param("a\u00a0b\u200b", [MarkKind.ODD_SPACE, MarkKind.ZERO_WIDTH], id="odd ones"),
        pytest.param("<your_id>", [MarkKind.PLACEHOLDER], id="a placeholder"),
    ],
)
def test_marks(text: str, kinds: list[MarkKind]) -> None:
    assert _kinds(text) == kinds


def test_chromes_copy_is_read_as_the_request_it_was() -> None:
    start = find_commands(Paste(CHROME))[0]
    words = [word.text for word in lex_cmd(Paste(CHROME), start).words]
    assert words == [
        "curl",
        "https://api.gumloop.com/api/v1/start_pipeline?id=Bd0K%20&api_key=6b0d",
        "-X",
        "POST",
        "-H",
        "accept: */*",
        "-H",
        'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"',
        "--data-raw",
        r'{"a":"one' + "\n" + r'two","path":"C:\\x","said":"\"hi\""}',
        "--compressed",
    ]


def test_chromes_older_copy_has_carets_inside_quotes() -> None:
    text = r'"h?q=a^%^20b" -H "ua: ^\^"A^\^";v=^\^"8^\^"" --data-raw "^{^\^"a^\^":^\^"1^&2^\^"^}"'
    assert _words(text) == ["h?q=a%20b", "-H", 'ua: "A";v="8"', "--data-raw", '{"a":"1&2"}']
    assert _kinds(text) == [MarkKind.QUOTING] * 3


def test_prompts_inside_a_quote_are_no_part_of_it() -> None:
    text = 'C:\\>curl h.io ^\nMore? -d ^"a^\nMore? \nMore? b^"\nMore? '
    start = find_commands(Paste(text))[0]
    assert [word.text for word in lex_cmd(Paste(text), start).words][-1] == "a\nb"


def test_a_file_for_standard_input() -> None:
    stdin = _lex("a < b.json").stdin
    assert stdin is not None
    assert (stdin.text.text, stdin.is_file) == ("b.json", True)


def test_every_character_keeps_its_place() -> None:
    text = r'curl ^"https://x/?a=^%^20^&b^" "{\"k\": ""v""}" %KEY%'
    for word in _lex(text).words:
        for index, char in enumerate(word.text):
            span = word.source(index, index + 1)
            assert text[span.start : span.end].endswith(char)
