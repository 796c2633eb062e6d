"""What holds of every text for cmd and PowerShell: reading never raises, places are true."""

import re
import time
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippetgen.find import Start, find_commands
from snippetgen.paste import Paste
from snippetgen.words import lex

DIALECTS = ["cmd", "powershell"]
LEADS = [None, "> ", "[ \t]*", r"\d+[ ]?", "[>$'] ?"]
TOKENS = [
    *"\"'`\\^%$&|<> \t\n\r-Hab=?“”‘’\u00a0\u200b@(){}#;",
    *("\r\n", "%K%", '^"', "\\^", "\\\\", "$a", "$(", "@'\n", "\n'@", '@"\r\n', '\n"@', "--%"),
    *("`u{41}", "`u{ffffff}", "a?b=c", "&a=b", "^\n\n", "`\n"),
]
HEADS = [
    "curl https://a?b ^\n ",
    'C:\\>curl "{',
    'curl ^"',
    "curl `\n '",
    'PS> curl "',
    "curl `\n @'\n",
    "$ curl -d '",
]
TEXT = st.lists(st.sampled_from(TOKENS) | st.characters(), max_size=40).map("".join)


@given(TEXT, *[st.integers(0, 50)] * 3, st.sampled_from(DIALECTS), st.sampled_from(LEADS))
@settings(max_examples=400)
def test_reading_never_raises_and_places_are_true(
    text: str,
    offset: int,
    stop: int,
    limit: int,
    dialect: Literal["cmd", "powershell"],
    lead: str | None,
) -> None:
    pattern = re.compile(lead) if lead else None
    command = lex(Paste(text), Start(offset, limit, stop, dialect, lead=pattern))
    at, end = min(offset, len(text)), max(offset, min(stop, limit, len(text)))
    assert all(at <= mark.span.start <= mark.span.end <= end for mark in command.marks)
    for word in command.words:
        assert at <= word.span.start < word.span.end <= end
        at = word.span.end
        places = [word.at(index) for index in range(len(word.text))]
        assert places == sorted(places)
        assert all(word.span.start <= place < word.span.end for place in places)
        assert all(0 <= one.start < one.end <= len(word.text) for one in word.expansions)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            '"',
            "'",
            '"a" ',
            "^",
            "`",
            "\\",
            "^\\",
            '\\"',
            '^\\^"',
            "%",
            "%a",
            "&a=b",
            "&",
            "<a b ",
            "(",
        ),
        *("$", "$(", "${a", "“a", "”", "^\n", "`\n", "a\n", "a\r\n", "'@ ", "@'\n", " ", "\u200b"),
        *(
            '"^{ ',
            "curl -x ",
            "curl -x\n",
            "; curl -x",
            "`curl https://x ",
            "> a\n",
            "2 a\n",
            "```\n",
        ),
    ],
)
def test_finding_and_reading_take_time_linear_in_the_text(unit: str) -> None:
    for head in HEADS:
        paste = Paste(head + unit * 8_000)
        begun = time.process_time()
        for start in find_commands(paste)[:2]:
            lex(paste, start)
        assert time.process_time() - begun < 3
