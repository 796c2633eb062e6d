"""Texts made to break the readers: fragments put together, and fixtures damaged.

In: the fixtures. Out: `PASTES`, a strategy, and the fragments that its texts are made of.
"""

from pathlib import Path

from hypothesis import strategies as st

from snippetgen.paste import Paste, decode

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_NAMES = ("-", "page.md", "page.mdx", "a.sh", "a.txt")
ANYWHERE = [
    *"'\"\\`^$%&|;<>(){}[]#@:=,.-?!~*/+0aé😀 \t\n\r\0\x0b\x1c\x7f\x85",
    *"“”‘’„‚«»″…–—\u00a0\u2028\u2029\u200b\u200d\u202e\ufeff©•\ud83d\udcff\U0010ffff",
    *("\r\n", "\n\n", "  ", "&amp;", "&#39;", "&&", "||", "://", "```\n", "~~~\n", "    ", "> "),
    *(
        "$ ",
        "1 ",
        "12: ",
        "\\n",
        "\\u00e9",
        "%20",
        "%",
        "%zz",
        "<id>",
        "...",
        "••••",
        "{{x}}",
        "null",
    ),
    *("curl ", "curl.exe ", "-X POST ", " -H ", " -d ", " --json ", " -G ", " -u ", " -b ", " -F "),
    *(
        " --data-urlencode ",
        " --next ",
        " -K ",
        " --url ",
        "Authorization: Bearer ",
        "https://a.example",
    ),
    *(
        "/api/v1/start_pipeline?user_id=",
        "&saved_item_id=",
        "api_key=",
        '{"a": ',
        '"b",}',
        "[[[[",
        "1e400",
    ),
    *(
        "Content-Type: application/json",
        "-0",
        '"a": 1, ',
        "// x\n",
        "/* x */",
        "NaN",
        "'a'",
        "\\ud83d",
    ),
    *("# snippetgen: ignore SG204\n", "<!-- snippetgen: ignore -->\n", "import x\n", "<Code>\n"),
]
OF_SH = [
    *(
        "\\\n",
        "\\ \n",
        "\\\r\n",
        "$'",
        "\\'",
        "'\\''",
        '"$(',
        "$(",
        "${",
        "${A:-",
        "`a`",
        "<<E\n",
        "\nE\n",
    ),
    *(
        "<<'E'\n",
        "<<-E\n",
        "<<<a",
        "2>&1",
        "> f",
        "| jq .",
        " && ",
        "\\x41",
        "\\303",
        "\\c",
        "$'\\x00'",
    ),
]
OF_CMD = [
    *(
        "^\n",
        "^ \n",
        "^\r\n",
        '^"',
        "^^",
        "^&",
        '\\^"',
        '""',
        '\\"',
        "%A%",
        "%%",
        "C:\\>",
        "!A!",
        "^{",
    ),
    *("C:\\Users\\a>curl ", "curl.exe ", "\\\\", "^%", "rem x\n", ">nul 2>&1"),
]
OF_POWERSHELL = [
    *(
        "`\n",
        "` \n",
        "`\r\n",
        "``",
        '`"',
        "PS> ",
        "PS C:\\> ",
        "$env:A",
        "${env:A}",
        "$(",
        "@'\n",
        "\n'@",
    ),
    *('@"\n', '\n"@', "''", '""', "`u{41}", "`0", "--%", "curl.exe ", "; ", "| Out-Null", "'\\\"'"),
]
_HEADS = [
    "curl https://a.example/b ",
    "curl -X POST 'https://api.gumloop.com/api/v1/start_pipeline?user_id=",
    "$ curl 'https://a.example' \\\n> -d '",
    "```sh\ncurl https://a.example -d '",
    'C:\\>curl -d ^"{',
    'curl ^"https://a.example^" ^\n ',
    "PS> curl.exe -d '",
    "curl.exe `\n @'\n",
    "",
]


def _assembled(fragments: list[str]) -> st.SearchStrategy[str]:
    bits = st.sampled_from([*ANYWHERE, *fragments, *fragments]) | st.characters()
    texts = st.lists(bits, max_size=40).map("".join)
    return st.tuples(st.sampled_from(_HEADS), texts).map("".join)


_FIXED = [
    decode(path.read_bytes(), path.name).text for path in sorted(_FIXTURES.glob("*/paste.txt"))
]
_SHORT = [text for text in _FIXED if len(text) < 4000]
_PLACE = st.floats(0, 1, exclude_max=True)
_CHANGE = st.tuples(
    st.sampled_from(["delete", "double", "insert", "splice", "swap"]),
    _PLACE,
    st.integers(0, 30),
    st.sampled_from([*ANYWHERE, *OF_SH, *OF_CMD, *OF_POWERSHELL]),
    st.sampled_from(_SHORT),
)


def _changed(text: str, change: tuple[str, float, int, str, str]) -> str:
    how, where, length, bit, other = change
    place = int(where * len(text))
    head, piece, tail = text[:place], text[place : place + length], text[place + length :]
    new = {
        "delete": "",
        "double": piece + piece,
        "insert": bit + piece,
        "splice": other[int(where * len(other)) :][: 10 * length],
        "swap": piece[::-1],
    }
    return head + new[how] + tail


def _mutated(drawn: tuple[str, list[tuple[str, float, int, str, str]]]) -> str:
    text, changes = drawn
    for change in changes:
        text = _changed(text, change)
    return text


ASSEMBLED = _assembled(OF_SH) | _assembled(OF_CMD) | _assembled(OF_POWERSHELL)
MUTATED = st.tuples(st.sampled_from(_SHORT), st.lists(_CHANGE, min_size=1, max_size=5)).map(
    _mutated
)
PASTES = st.builds(Paste, ASSEMBLED | MUTATED, st.sampled_from(_NAMES))
