"""What a POSIX shell makes of a command that nothing happened to."""

import re

import pytest

from snippetgen.find import Start
from snippetgen.paste import Paste, Span
from snippetgen.words import Command, MarkKind, lex, to_bytes
from snippetgen.words.sh import lex_sh

U, S, K = (
    "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2",
    "dtUzWZmcsKLxNWfH2Xu4R3",
    "6b0d549b6f03475a9600a35a099950d8",
)


def read(text: str, lead: str | None = None) -> Command:
    length = len(text)
    pattern = re.compile(lead) if lead else None
    return lex_sh(Paste(text), Start(offset=0, limit=length, stop=length, lead=pattern))


def texts(command: Command) -> list[str]:
    return [word.text for word in command.words]


def test_the_documented_default() -> None:
    url = f"https://api.gumloop.com/api/v1/start_pipeline?user_id={U}&saved_item_id={S}&api_key={K}"
    paste = Paste(
        f"curl -X POST \\\n  {url} \\\n  -H \"Content-Type: application/json\" \\\n  -d '{{}}'\n"
    )
    command = lex(paste, Start(offset=0, limit=len(paste.text), stop=len(paste.text)))
    header = "Content-Type: application/json"
    assert texts(command) == ["curl", "-X", "POST", url, "-H", header, "-d", "{}"]
    assert [mark.kind for mark in command.marks] == [MarkKind.UNQUOTED_AMPERSAND] * 2
    assert [paste.text[mark.span.start :][:6] for mark in command.marks] == ["&saved", "&api_k"]
    assert (command.span, command.after) == (Span(0, len(paste.text) - 1), "newline")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a  b\tc", ["a", "b", "c"], id="blanks"),
        pytest.param(r"""'a"\$`b'""", [r"""a"\$`b"""], id="single quotes keep all"),
        pytest.param(r"'a\' b", ["a\\", "b"], id="a backslash escapes nothing in single quotes"),
        pytest.param(r"'it'\''s'", ["it's"], id="an apostrophe, the shell's way"),
        pytest.param(r'"\"\\\`\$ \a\'"', [r'"\`$ \a' + r"\'"], id="the escapes of double quotes"),
        pytest.param('"a\\\nb" a\\\nb', ["ab", "ab"], id="continuations inside words"),
        pytest.param("a \\\n  b \\\r\n c", ["a", "b", "c"], id="continuations between words"),
        pytest.param("'' \"\" $''", ["", "", ""], id="empty words"),
        pytest.param("-H'a: b'\"c\"d", ["-Ha: bcd"], id="quotes side by side"),
        pytest.param(r"\a\ \"\'\\", ["a \"'\\"], id="escapes outside quotes"),
        pytest.param("'a\nb'", ["a\nb"], id="a line break in quotes"),
        pytest.param('$"a\\n"', ["a\\n"], id="a translated string"),
        pytest.param("a #b 'c\nd", ["a"], id="a comment"),
        pytest.param("a#b 'c'#d", ["a#b", "c#d"], id="no comment inside a word"),
        pytest.param("a > f 2>&1 b >>'g h' &>/dev/null c", ["a", "b", "c"], id="redirections"),
        pytest.param("a 2> e b2>f {x}", ["a", "b2", "{x}"], id="a file descriptor's number"),
        pytest.param("[a] {b,c} ~ * ? ! %", ["[a]", "{b,c}", "~", "*", "?", "!", "%"], id="globs"),
        pytest.param("a(b)c d", ["a(b)c", "d"], id="parentheses of a word"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert texts(read(f"curl {text}")) == ["curl", *words]


@pytest.mark.parametrize(
    ("inside", "data"),
    [
        pytest.param(r"\a\b\e\E\f\n\r\t\v\\\'\"\?", b"\a\b\x1b\x1b\f\n\r\t\v\\'\"?", id="letters"),
        pytest.param(r"\0101\101\7\777", b"\x08" + b"1A\a\xff", id="octal"),
        pytest.param(r"\x41\x4g\x{42}\x{1443}", b"A\x04gBC", id="hexadecimal"),
        pytest.param(r"\u0021\u00e9\U0001F600\u9z", "!é😀\tz".encode(), id="code points"),
        pytest.param(r"\xc3\xa9\303\251", "éé".encode(), id="bytes that make UTF-8"),
        pytest.param(r"\xff\xfe\xc3(", b"\xff\xfe\xc3(", id="bytes that make none"),
        pytest.param(r"\ud83d\U00110000", b"\xed\xa0\xbd\xf4\x90\x80\x80", id="no code points"),
        pytest.param(r"\cA\c?\c\\\cz", b"\x01\x7f\x1c\x1a", id="control characters"),
        pytest.param(r"\z\u\x\(é", r"\z\u\x\(é".encode(), id="no escapes at all"),
    ],
)
def test_ansi_c_quotes(inside: str, data: bytes) -> None:
    (word,) = read(f"$'{inside}'").words
    assert to_bytes(word.text) == data


def test_a_nul_ends_its_quote_and_is_recorded() -> None:
    command = read(r"$'a\x00b\'c\0'd e")
    assert texts(command) == ["ad", "e"]
    assert [mark.kind for mark in command.marks] == [MarkKind.NUL_IN_ARGUMENT] * 2


@pytest.mark.parametrize(
    ("text", "expansions"),
    [
        pytest.param("$A_1-x", [("variable", "A_1", "$A_1")], id="a name"),
        pytest.param('"b${A}c"', [("variable", "A", "${A}")], id="braces in double quotes"),
        pytest.param("${A:-x y}", [("variable", "A", "${A:-x y}")], id="with a default"),
        pytest.param('"${A:?"no }"}"', [("variable", "A", '${A:?"no }"}')], id="with an error"),
        pytest.param("$1$@", [("variable", "1", "$1"), ("variable", "@", "$@")], id="parameters"),
        pytest.param("${#A}", [("command", "", "${#A}")], id="what is not the variable's value"),
        pytest.param(
            '"$(a ")" $(b \')\'))"', [("command", "", "$(a \")\" $(b ')'))")], id="nested"
        ),
        pytest.param("$(a # )\n)", [("command", "", "$(a # )\n)")], id="a comment in a command"),
        pytest.param("$((1+(2)))", [("command", "", "$((1+(2)))")], id="arithmetic"),
        pytest.param("`a \\` b`", [("command", "", "`a \\` b`")], id="backticks"),
        pytest.param("@<(a b)", [("command", "", "<(a b)")], id="a process as a file"),
        pytest.param("'$A' \\$A \"\\$A\" $ $% $'$A'", [], id="none at all"),
    ],
)
def test_expansions(text: str, expansions: list[tuple[str, str, str]]) -> None:
    words = read(f"curl {text}").words
    assert expansions == [
        (one.kind, one.name, word.text[one.start : one.end])
        for word in words
        for one in word.expansions
    ]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("curl a", "", id="the text's end"),
        pytest.param("curl a\n", "newline", id="a line end"),
        pytest.param("curl a\n\ncurl b", "newline", id="another command"),
        pytest.param("curl a | jq .", "|", id="a pipe"),
        pytest.param("curl a || b", "||", id="or"),
        pytest.param("curl a && b", "&&", id="and"),
        pytest.param("curl a;b", ";", id="a semicolon"),
        pytest.param("curl a &", "&", id="in the background"),
        pytest.param("curl a) b", ")", id="a substitution's end"),
        pytest.param("curl a # b | c", "", id="a comment"),
    ],
)
def test_what_ends_a_command(text: str, after: str) -> None:
    command = read(text)
    assert (texts(command), command.after, command.marks) == (["curl", "a"], after, ())


def test_backticks_around_the_command_end_it() -> None:
    text = "X=`curl a`"
    command = lex_sh(Paste(text), Start(offset=3, limit=len(text), stop=len(text)))
    assert (texts(command), command.after) == (["curl", "a"], "`")


@pytest.mark.parametrize(
    ("text", "stdin", "is_file"),
    [
        pytest.param("curl - <<E\n$A \\$ \\\n\\q'\nE\nb", "$A $ \\q'\n", False, id="a document"),
        pytest.param("curl - <<'E'\n$A\\$\\\nE\n", "$A\\$\\\n", False, id="quoted, so raw"),
        pytest.param("curl - <<-E\n\t\ta\n\tb\n\tE\n", "a\nb\n", False, id="without its tabs"),
        pytest.param("curl - <<E -b | c\na\nE\n", "a\n", False, id="the line goes on"),
        pytest.param("curl - <<A <<'B' -b\na\nA\nb\nB\nc", "b\n", False, id="the last of two"),
        pytest.param("curl - <<E\nE", "", False, id="an empty one"),
        pytest.param("curl - <<<'a b'", "a b\n", False, id="a string"),
        pytest.param("curl - < 'a b'", "a b", True, id="a file"),
        pytest.param("curl - <<E < f\na\nE\n", "f", True, id="a file after a document"),
    ],
)
def test_standard_input(text: str, stdin: str, is_file: bool) -> None:
    command = read(text)
    assert command.stdin is not None
    assert (command.stdin.text.text, command.stdin.is_file) == (stdin, is_file)
    assert texts(command)[:2] == ["curl", "-"]
    assert command.marks == ()
    for index, char in enumerate(stdin.rstrip("\n") if is_file else stdin):
        assert text[command.stdin.text.at(index) :].startswith((char, f"\\{char}")) or char == "\n"


def test_every_character_knows_its_place() -> None:
    text = 'curl -d "{\\"a\\": $X}" $\'\\u00e9\\xc3\\xa9\' b\\\nc'
    _, _, body, escapes, joined = read(text).words
    for index, char in enumerate(body.text):
        place = body.source(index, index + 1)
        assert text[place.start : place.end] in (char, f"\\{char}")
    assert [text[s.start : s.end] for s in (escapes.source(i, i + 1) for i in range(2))] == [
        "\\u00e9",
        "\\xc3\\xa9",
    ]
    assert [text[joined.at(index)] for index in range(2)] == ["b", "c"]
    assert [(q.mark, q.opened, q.closed) for q in body.quotes] == [('"', 8, text.index(" $'") - 1)]


def test_a_prompt_leads_every_later_line() -> None:
    text = "curl a \\\n> -d '{\n> \"b\": 1}' <<E\n> c\n> E\n"
    command = read(text, "> ")
    assert texts(command) == ["curl", "a", "-d", '{\n"b": 1}']
    assert command.stdin is not None
    assert command.stdin.text.text == "c\n"
    word = command.words[3]
    assert [text[word.at(index)] for index in range(len(word.text))] == list(word.text)


def test_nothing_is_read_past_the_stop_or_the_limit() -> None:
    text = "curl 'a\ncurl b'\n```\n"
    command = lex_sh(Paste(text), Start(offset=0, limit=16, stop=8))
    assert texts(command) == ["curl", "a"]
    assert command.marks[0].span == Span(5, 7)
    assert command.words[1].quotes[0].closed is None
