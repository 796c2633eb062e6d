"""What holds of every text: reading never raises, places are true, bash agrees, time is linear."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from snippetgen.find import Start
from snippetgen.paste import Paste
from snippetgen.words import Command, MarkKind, to_bytes
from snippetgen.words.sh import lex_sh

BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")

# Whatever means something to the lexer, and a little that does not.
NASTY = [
    *"'\"\\$`&;|<>()#~{}[]=-/? \n\r\t“”‘’„″\u00a0\u2028\u200b\ufeff\u202eaB9é😀\ud800\x00",
    *("\r\n", "$'", "$(", "${", "<(", "<<E", "<<-E", "<<<a", "\nE\n", "\\\n", "\\x41", "\\c"),
    *("\\u9", "\\n", "<id>", "&a=", "&amp;", "://", " -H ", "‘{", "}’ ", "\n> "),
]
TEXT = st.lists(st.sampled_from(NASTY) | st.characters(), max_size=40).map("".join)
LEADS = [None, "> ", "[ \t]*", r"\d+[ ]?", "[>$'] ?"]

# Words of a real shell, without what it expands by itself or the lexer takes for damage.
TOKENS = [
    *" \t\nabZ09''\"\"\\é😀{}[]=:,/#!%+^@",
    *(
        "  ",
        "$ ",
        "$=",
        "\\\n",
        r"\'",
        r"\"",
        r"\\",
        r"\$",
        r"\`",
        "$'",
        '$"',
        "''",
        '""',
        "${a}",
        r"'\''",
    ),
    *(r"\x41", r"\x4", r"\xc3", r"\xa9", r"\303\251", r"\0", r"\u00e9", r"\ud83d", r"\U0001F600"),
    *(r"\e", r"\cA", r"\c", r"\x{41}", r"\t", r"\?", r"\z"),
]
LINE = st.lists(st.sampled_from(TOKENS), max_size=14).map("".join)
BODY_TOKENS = [
    *("b", "\\b", "\\\\", "\n", "\nb\\\n", "${a}", "'", '"', "\\$", "\\`", "\t", "é", "\nEOFx"),
]
BODY = st.lists(st.sampled_from(BODY_TOKENS), max_size=15).map("".join)
DOCUMENT = st.tuples(st.sampled_from(["", "-"]), st.sampled_from(["EOF", "'EOF'", "E\\OF"]), BODY)

# A batch costs a process: where one fails, smaller ones are not sought.
IN_BATCHES = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],
)
READ_THROUGH = {
    MarkKind.UNCLOSED_QUOTE,
    MarkKind.TRAILING_BACKSLASH,
    MarkKind.SPACE_AFTER_BACKSLASH,
    MarkKind.LITERAL_NEWLINE,
}


def read(text: str) -> Command:
    return lex_sh(Paste(text), Start(offset=0, limit=len(text), stop=len(text)))


@given(TEXT, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.sampled_from(LEADS))
@settings(max_examples=400)
def test_reading_never_raises_and_places_are_true(
    text: str, offset: int, stop: int, limit: int, lead: str | None
) -> None:
    pattern = re.compile(lead) if lead else None
    command = lex_sh(Paste(text), Start(offset, limit, stop, lead=pattern))
    low, high = min(offset, len(text)), max(offset, min(stop, limit, len(text)))
    stdin = [command.stdin.text] if command.stdin else []
    for word in (*command.words, *stdin):
        places = [word.source(index, index + 1) for index in range(len(word.text))]
        assert [place.start for place in places] == sorted(place.start for place in places)
        assert all(low <= place.start <= place.end <= high for place in places)
        assert all(low <= quote.opened < (quote.closed or high) for quote in word.quotes)
        assert low <= word.span.start <= word.span.end <= high
    for mark in command.marks:
        assert low <= mark.span.start <= mark.span.end <= high


@given(TEXT)
def test_words_stand_in_order_and_expansions_as_spelled(text: str) -> None:
    command = read(text)
    spans = [word.span for word in command.words]
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    for word in command.words:
        for expansion in word.expansions:
            spelled = word.text[expansion.start : expansion.end]
            assert text.startswith(spelled, word.at(expansion.start))


def _run_bash(script: str, stdin: bytes = b"") -> bytes:
    # `a` holds its own spelling, so that an expansion leaves the text as the lexer has it.
    env = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "a": "${a}"}
    arguments = [BASH or "bash", "--norc", "-c", script]
    return subprocess.run(arguments, input=stdin, capture_output=True, env=env, check=False).stdout


_PRINT_EACH = r"""set -f +B; print() { printf '%s\0' "$@"; }
while IFS= read -r -d '' line; do (eval "print $line") 2>/dev/null; printf '\2\3\0'; done"""


def _bash_words(lines: Sequence[str]) -> list[list[bytes]]:
    out = _run_bash(_PRINT_EACH, "".join(f"{line}\0" for line in lines).encode())
    commands = [part.split(b"\0")[:-1] for part in out.split(b"\2\3\0")[:-1]]
    assert len(commands) == len(lines)
    return commands


def _is_plain(command: Command) -> bool:
    is_read_through = READ_THROUGH & {mark.kind for mark in command.marks}
    names = {one.name for word in command.words for one in word.expansions}
    return command.after == "" and not is_read_through and names <= {"a"}


@needs_bash
@given(st.lists(LINE, min_size=40))
@settings(IN_BATCHES)
def test_bash_reads_the_same_words(lines: list[str]) -> None:
    commands = {f"a{line}": read(f"a{line}") for line in lines}
    plain = {line: command for line, command in commands.items() if _is_plain(command)}
    expected = dict(zip(plain, _bash_words(list(plain)), strict=True))
    assert expected == {
        line: [to_bytes(word.text) for word in command.words] for line, command in plain.items()
    }


@needs_bash
@given(st.lists(DOCUMENT, min_size=20))
@settings(IN_BATCHES)
def test_bash_reads_the_same_here_documents(drawn: list[tuple[str, str, str]]) -> None:
    texts = [f"cat <<{dash}{word}\nb{body}b\nEOF\n" for dash, word, body in drawn]
    out = _run_bash("printf '\\0'\n".join([*texts, ""]))
    stdins = [read(text).stdin for text in texts]
    assert out.split(b"\0")[:-1] == [stdin and to_bytes(stdin.text.text) for stdin in stdins]


def _work(text: str) -> int:
    """Count the calls that reading takes; CPU time bounds what happens inside one."""
    count = 0

    def step(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


UNITS = [
    *("'a\n' ", '"\\"', '"$(', '"${', "$(", "`a", "$'\\xc3\\n' ", "\\n", "\\ ", "\\\n", "a\\ \n"),
    *("‘{ ", "‘{}’ ", "‘a’b", "“a ", "\\”", "a ‘", "}’", "} ", "<a b ", "<a <", "<<E ", "2>&1 "),
    *("&a=", "&a", "https://a?b&", "(", ")", "$", "\r", "\r\n", "\u200b", "\u00a0 ", " ^\n", "# a"),
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("head", ["curl ", "curl https://a?b", "curl ‘[“"])
def test_work_is_linear(head: str, unit: str) -> None:
    once, fourfold = (_work(f"{head}{unit * count} -c'\n") for count in (100, 400))
    assert fourfold < 4.5 * once + 200
    begun = time.process_time()
    read(f"{head}{unit * 20_000} -c'\n")
    assert time.process_time() - begun < 4
