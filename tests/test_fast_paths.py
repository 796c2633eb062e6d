"""What most snippets need is done in fewer steps; those left out are held to change nothing.

Each test compares a short way with the general one, on texts that take it and on texts that do not.
"""

import random
import uuid
from collections.abc import Iterable

import pytest
from cases import Case, all_cases, own_targets
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from snippetgen.arguments import Arguments
from snippetgen.checks.values import has_stand_in, is_stand_in
from snippetgen.find import Start, find_commands
from snippetgen.identifiers import _FLICKR_58, _SHORTUUID_57, _holds_uuid4, has_shape, misfit
from snippetgen.locating.lone import is_lone_head
from snippetgen.locating.search import search
from snippetgen.paste import Paste
from snippetgen.reading import Reading, read
from snippetgen.rendering.code import Code, filled, indented
from snippetgen.request import Pair, Request, build
from snippetgen.request import given as options
from snippetgen.request.given import Given
from snippetgen.request.url import _spread_pairs, read_pairs
from snippetgen.targets import Target
from snippetgen.words import sh_lexer
from snippetgen.words.command import Command
from snippetgen.words.cursor import cursor_at
from snippetgen.words.sh import lex_sh
from snippetgen.words.word import Word

_AROUND = ["$ ", "> ", "\n", " \\\n", " ^\n", " `\n", "\r\n", "```\n", "~~~\n", "\ufeff", "# ", " "]
_ARGUMENTS = [
    *(
        "-X POST ",
        "-H 'A: b' ",
        '-H "A: $B" ',
        "-d '{\"a\": 1}' ",
        "-d '' ",
        "curl ",
        "#a ",
        "a#b ",
    ),
    *(
        "'https://a.b/c?d=e&f' ",
        '"https://a.b" ',
        "https://a.b/c ",
        '"a`b" ',
        "$A ",
        "^",
        "~ ",
        "é",
    ),
    *("'", '"', "\\", "\t", ";", "&", "|", "<"),
]
_COMMANDS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["curl ", "curl -s ", "curl 'https://a.b/c' ", "$ curl https://a.b/c "]),
    st.lists(st.sampled_from(_ARGUMENTS), max_size=3).map("".join),
    st.lists(st.sampled_from(_AROUND + _ARGUMENTS), max_size=6).map("".join),
)
_IN_A_URL = ["/", "/.", "/..", "/%2e", ".", "%2F", "a", "~", "?", "&", "=", "a=b", ":80", "@", "#"]
_URLS = st.lists(
    st.sampled_from([*_IN_A_URL, "{x}", "[1-2]", "é", " ", "$A", "http://"]), max_size=6
).map(lambda some: "https://a.example" + "".join(some))
_MORE = ["", "-X PUT", "-d a=b", "-d @f", "-H 'A: b'", "-H @f", "-k", "-G -d a=b", "-A x", "-u a:b"]
_LITERALS = st.one_of(
    st.text("ab?'{ ", max_size=14), st.text("ab?\"'\\$\n\t\0\x7f`{}/é\U0001d11e ", max_size=14)
)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_fixture_is_found_and_lexed_alike_without_short_ways(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hold_found_and_lexed(case.paste, monkeypatch)


@settings(deadline=None)
@given(_COMMANDS)
def test_a_command_is_found_and_lexed_alike_without_short_ways(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _hold_found_and_lexed(Paste(text), patch)


@pytest.mark.parametrize(
    "text",
    [
        "curl -s #a -k",
        "curl -s a#b -k",
        "curl -s https://a.b\n```\nx",
        "curl -s https://a.b\n~~~\n-k",
        "curl -s `\n -k https://a.b",
        "curl -s ^\n -k https://a.b",
        'curl -s "$A" "a`b" \'a\nb\' "a\nb"x',
    ],
)
def test_what_looks_usual_is_found_and_lexed_alike(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hold_found_and_lexed(Paste(text), monkeypatch)


def test_the_short_ways_are_taken() -> None:
    usual = "curl -X POST 'https://a.b/c' \\\n  -d '{}'\n"
    assert is_lone_head(usual)
    assert not any(map(is_lone_head, ("curl", "echo curl -s x", usual * 2, "```\n" + usual)))


def _hold_found_and_lexed(paste: Paste, patch: pytest.MonkeyPatch) -> None:
    starts = find_commands(paste)
    assert starts == search(paste) or _differ_in_patterns_only(starts, search(paste))
    lexed = [lex_sh(paste, start) for start in starts if start.dialect == "sh"]
    patch.setattr(sh_lexer, "read_simple_words", lambda *_, **__: [])
    for start, command in zip([one for one in starts if one.dialect == "sh"], lexed, strict=True):
        again = sh_lexer.ShLexer(cursor_at(paste, start), []).read()
        assert _plain(command) == _plain(again)


def _differ_in_patterns_only(one: Iterable[Start], other: Iterable[Start]) -> bool:
    plain = [[replace(start, lead=None) for start in starts] for starts in (one, other)]
    return plain[0] == plain[1]


def _plain(command: Command) -> object:
    words = [(word.span, _word(word)) for word in command.words]
    return words, command.span, command.stdin, command.marks, command.after


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_usual_request_is_what_any_would_be(case: Case) -> None:
    reading = case.reading()
    if reading.command and reading.arguments:
        _hold_requested(reading)


@settings(deadline=None)
@given(_URLS, st.sampled_from(_MORE))
def test_a_request_to_any_url_is_what_the_general_way_gives(url: str, more: str) -> None:
    reading = read(f"curl '{url}' {more}")
    if reading.command and reading.arguments:
        _hold_requested(reading)
    query = reading.request.query if reading.request else None
    if query and query.text:
        pairs = [list(map(_word, _pair(pair))) for pair in read_pairs(query)]
        assert pairs == [list(map(_word, _pair(pair))) for pair in _spread_pairs(query)]


def _hold_requested(reading: Reading) -> None:
    command, arguments = reading.command, reading.arguments
    assert command
    assert arguments

    def unusual(arguments: Arguments) -> Given:
        return replace(options.given(arguments), is_usual=False)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "given", unusual)
        patch.setattr(build, "usual_address", lambda _: None)
        general = build.build_request(command, arguments)
    assert _said(general) == _said(build.build_request(command, arguments))


def _said(request: Request | None) -> object:
    """Give all that a request says, each text with where its characters came from."""
    if request is None:
        return None
    words = [request.url, request.query, request.body.text]
    words += [word for pair in (*request.pairs, *request.headers) for word in _pair(pair)]
    words += [request.auth.user, request.auth.password] if request.auth else []
    facts = (request.marks, request.explicit_method, request.removed, request.uncarried)
    body = request.body.kind, request.body.json, len(request.body.parts)
    return request.method, list(map(_word, words)), body, request.transfer, facts


def _pair(pair: Pair) -> tuple[Word, Word | None]:
    return pair.name, pair.value


def _word(word: Word | None) -> object:
    if word is None:
        return None
    sources = [word.source(at, at + 1) for at in range(len(word.text))]
    return word.text, sources, word.quotes, word.expansions


@pytest.mark.parametrize("alphabet", [_FLICKR_58, _SHORTUUID_57])
def test_a_uuid_is_told_by_its_digits_summed(alphabet: str) -> None:
    chance, holds = random.Random(7), _holds_uuid4(alphabet)
    base, answers = len(alphabet), set()
    for round_ in range(2_000):
        number = uuid.UUID(int=chance.getrandbits(128), version=4).int
        if round_ % 2:
            number = chance.randrange(base**22)
        digits, rest = "", number
        for _ in range(22):
            rest, digit = divmod(rest, base)
            digits = alphabet[digit] + digits
        is_uuid = number < 2**128 and number >> 76 & 15 == 4 and number >> 62 & 3 == 2
        assert holds(digits) == is_uuid
        answers.add(is_uuid)
    assert answers == {True, False}


@given(
    st.sampled_from(["api_key", "user_id", "saved_item_id", "run_id"]),
    st.one_of(st.text("0123456789abcdefXYZ-é", max_size=40), st.from_regex(r"\A[0-9a-f]{32}\Z")),
)
def test_what_has_a_shape_does_not_miss_it(name: str, text: str) -> None:
    is_newer = name == "api_key" and text.startswith("gum_")
    assert has_shape(name, text) == (is_newer or misfit(name, text) is None)


@given(
    st.lists(
        st.lists(
            st.sampled_from([*"aX1.•_-é", "xx", "xxxxx", "...", "your", "api_key", "YOUR_API_KEY"]),
            max_size=4,
        ).map("".join),
        max_size=4,
    )
)
@example(["a1", "bxxxxx2"])
@example(["your", "1"])
def test_stand_ins_are_found_together_as_one_by_one(texts: list[str]) -> None:
    assert has_stand_in(texts) == any(map(is_stand_in, texts))


@pytest.mark.parametrize("target", own_targets().values(), ids=lambda target: target.id)
@settings(deadline=None)
@given(text=_LITERALS)
def test_a_plain_literal_is_what_the_general_writer_gives(target: Target, text: str) -> None:
    for rules in (target.literals, *([target.plain] if target.plain else [])):
        for own in (rules, replace(rules, longest=7) if rules.longest else rules):
            assert own.literal(text) == own._in_pieces(text)


@given(
    st.lists(st.text("x", max_size=12), max_size=6),
    *(st.integers(0, 20), st.integers(10, 60), st.integers(0, 4)),
)
@example(["", "xx", "xxx"], 0, 10, 0)
def test_pieces_that_fit_in_their_line_are_filled_as_any(
    pieces: list[str], column: int, width: int, after: int
) -> None:
    codes: list[str] = [Code(piece) for piece in pieces]
    assert filled(codes, column, width, after) == _filled(codes, column, width, after)


def _filled(pieces: list[str], column: int, width: int, after: int) -> str:
    """Put pieces on lines one by one."""
    sizes = list(map(len, pieces))
    sizes[-1:] = [size - 1 + after for size in sizes[-1:]]
    margin = column if column + max(sizes, default=0) < width else 4
    line_break = f",\n{' ' * margin}"
    code, at = "", (column if margin == column else width) - 2
    for piece, size in zip(pieces, sizes, strict=True):
        at += size + 3
        if at > width:
            at = margin + size + 1
            code += line_break + piece
        else:
            code += ", " + piece
    return code[1:].removeprefix(" ")


@given(st.text("ab\n ", max_size=10), st.integers(0, 4))
def test_lines_are_indented_but_the_first_and_the_empty(text: str, width: int) -> None:
    first, *others = text.split("\n")
    lines = [first, *(line and " " * width + line for line in others)]
    assert indented(Code(text), width) == "\n".join(lines)
