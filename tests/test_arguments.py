"""The words of a command, read as curl's own option parser reads them; real curl is the judge."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippetgen.arguments import Arguments, Option, read_arguments
from snippetgen.options import option_table, prints_only
from snippetgen.paste import Span
from snippetgen.words.command import Command, MarkKind
from snippetgen.words.word import Word

needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


def command_of(words: list[str]) -> Command:
    """Give a command of these words, each bare, one blank between them."""
    made, start = [], 0
    for text in words:
        span = Span(start, start + len(text))
        made.append(Word(text, span, span.start if text else None))
        start = span.end + 1
    return Command("sh", Span(0, start), tuple(made))


def read(line: str) -> Arguments:
    return read_arguments(command_of(line.split(" ")))


def told(option: Option) -> str:
    """Give an option as `name`, `no-name`, `name=argument`, `name?` (argument missing)."""
    argument = "" if option.argument is None else f"={option.argument.text}"
    return f"{'no-' * option.negated}{option.name}{argument}{'?' * option.missing}"


@pytest.mark.parametrize(
    ("line", "options", "urls"),
    [
        pytest.param("curl -X POST u", ["request=POST"], ["u"], id="letter and argument apart"),
        pytest.param("curl -XPOST u", ["request=POST"], ["u"], id="argument attached to a letter"),
        pytest.param("curl -sSL u", ["silent", "show-error", "location"], ["u"], id="cluster"),
        pytest.param("curl -sXPOST u", ["silent", "request=POST"], ["u"], id="cluster with value"),
        pytest.param("curl -sd a=b u", ["silent", "data=a=b"], ["u"], id="cluster, value apart"),
        pytest.param("curl -X=POST u", ["request==POST"], ["u"], id="letter takes = as text"),
        pytest.param("curl -vvv u", ["verbose"], ["u"], id="a letter repeated is one option"),
        pytest.param("curl --request POST u", ["request=POST"], ["u"], id="long name"),
        pytest.param("curl --request=POST u", ["request=POST"], ["u"], id="long name with ="),
        pytest.param("curl --data=a=b u", ["data=a=b"], ["u"], id="only the first = divides"),
        pytest.param("curl --data= u", ["data="], ["u"], id="empty value after ="),
        pytest.param("curl --location=1 u", ["location"], ["u"], id="a switch drops a value"),
        pytest.param("curl --data-u a u", ["data-urlencode=a"], ["u"], id="unambiguous beginning"),
        pytest.param("curl --data a u", ["data=a"], ["u"], id="an exact name is never ambiguous"),
        pytest.param("curl --dump - u", ["dump-header=-"], ["u"], id="beginning in curl 8.5"),
        pytest.param("curl --HEADER X:y u", ["header=X:y"], ["u"], id="letters in another case"),
        pytest.param("curl -L --no-location u", ["location", "no-location"], ["u"], id="negated"),
        pytest.param("curl -N u", ["no-buffer"], ["u"], id="a letter that negates"),
        pytest.param("curl --expand-data {{x}} u", ["data={{x}}"], ["u"], id="expanded"),
        pytest.param("curl -d -x u", ["data=-x"], ["u"], id="an argument may begin with a dash"),
        pytest.param("curl -d -- u", ["data=--"], ["u"], id="an argument may be --"),
        pytest.param("curl -d –x u", ["data=–x"], ["u"], id="a typographic dash in an argument"),
        pytest.param("curl u -- -x", [], ["u", "-x"], id="after -- all are URLs"),
        pytest.param("curl a --url b c", ["url=b"], ["a", "b", "c"], id="URLs in order"),
        pytest.param("curl u -d", ["data?"], ["u"], id="argument missing"),
        pytest.param("curl u -sH", ["silent", "header?"], ["u"], id="missing in a cluster"),
        pytest.param("curl --help all", ["help=all"], [], id="help takes a word if there is one"),
        pytest.param("curl -h", ["help"], [], id="help misses none"),
        pytest.param("/usr/bin/curl -s u", ["silent"], ["u"], id="path to curl"),
        pytest.param("CURL.EXE -s u", ["silent"], ["u"], id="curl on Windows"),
        pytest.param("-s https://h/curl", ["silent"], ["https://h/curl"], id="head lost"),
        pytest.param("https://h/curl -s", ["silent"], ["https://h/curl"], id="a URL stands first"),
        pytest.param("curl --next u -s", ["next", "silent"], ["u"], id="next before any URL"),
    ],
)
def test_reads_options_and_urls(line: str, options: list[str], urls: list[str]) -> None:
    arguments = read(line)
    assert [told(option) for option in arguments.options] == options
    assert [url.text for url in arguments.urls] == urls
    assert {option.kind for option in arguments.options} <= {"carried", "harmless", "changes"}


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        pytest.param("curl -sSfv#i -o f -w x u", "harmless " * 8, id="output"),
        pytest.param("curl -4 --http2 --tlsv1.2 -N -q u", "harmless " * 5, id="below HTTP"),
        pytest.param("curl -F a=b -T f --digest -K c u", "changes " * 4, id="not carried yet"),
        pytest.param("curl --path-as-is -r 0-9 --http1.0 u", "changes " * 3, id="other requests"),
        pytest.param("curl -b a=b -b file -b @f=x u", "carried changes changes", id="cookie file"),
        pytest.param("curl -H @file u", "changes", id="headers from a file"),
        pytest.param("curl --url @file u", "changes", id="URLs from a file"),
        pytest.param("curl @file u", "changes", id="URLs from a file, positional"),
        pytest.param("curl -e u;auto u", "changes", id="automatic referer"),
        pytest.param("curl --url-query @f --url-query a@f u", "changes changes", id="query file"),
        pytest.param("curl --url-query a=b@c --url-query +@ u", "carried carried", id="query text"),
        pytest.param(
            "curl --expand-data {{x}} --expand-data x u", "changes carried", id="expanded"
        ),
        pytest.param("curl --digest --no-digest u", "harmless harmless", id="taken back"),
        pytest.param("curl --no-digest --digest u", "changes changes", id="given after all"),
        pytest.param("curl --max-redirs 3 -c jar u", "harmless harmless", id="no redirects"),
        pytest.param("curl --max-redirs 3 -L u", "changes carried", id="redirects limited"),
        pytest.param("curl -L --post301 --no-location u", "carried harmless carried", id="L off"),
        pytest.param("curl -L --no-location-trusted u", "carried changes", id="L off otherwise"),
    ],
)
def test_gives_each_option_its_class(line: str, kinds: str) -> None:
    assert [option.kind for option in read(line).options] == kinds.split()


@pytest.mark.parametrize(
    ("line", "option", "near", "urls"),
    [
        pytest.param("curl --req POST u", "req=POST", "request request-target", "u", id="--req"),
        pytest.param(
            "curl --loc u.io", "loc", "local-port location location-trusted", "u.io", id="L"
        ),
        pytest.param(
            "curl --fail-w --no-f u", "no-f", "no-fail", "u", id="--no- takes whole names"
        ),
        pytest.param("curl --haeder X:y u", "haeder=X:y", "header", "u", id="misspelt"),
        pytest.param("curl --slient u", "slient", "silent", "u", id="misspelt switch"),
        pytest.param("curl --ulr http://h/", "ulr", "url", "http://h/", id="a URL stands alone"),
        pytest.param("curl --zzyzx -s v", "zzyzx", "", "v", id="an option stands alone"),
        pytest.param("curl --zzyzx w v", "zzyzx=w", "", "v", id="like nothing, a value follows"),
        pytest.param(
            "curl --no-request u.io", "no-request", "request", "u.io", id="cannot be negated"
        ),
        pytest.param("curl -sW u", "W", "write-out", "u", id="letter in another case"),
        pytest.param("curl -5 u", "5", "", "u", id="no such letter"),
        pytest.param("curl - u", "", "", "u", id="a lone dash"),
        pytest.param("curl ---data u.io", "-data", "data", "u.io", id="three dashes"),
    ],
)
def test_names_what_an_unknown_option_may_mean(
    line: str, option: str, near: str, urls: str
) -> None:
    arguments = read(line)
    found = [option for option in arguments.options if option.kind in ("unknown", "ambiguous")]
    assert [told(one) for one in found] == [option]
    assert set(near.split()) <= set(found[0].near)
    assert [url.text for url in arguments.urls] == urls.split()


@pytest.mark.parametrize(
    ("word", "straight", "option"),
    [
        pytest.param("–H", "-H", "header=v", id="en dash, letter"),
        pytest.param("—H", "-H", "header=v", id="em dash, letter"),
        pytest.param("–XPOST", "-XPOST", "request=POST", id="letter with its value"),
        pytest.param("−d", "-d", "data=v", id="minus sign"),
        pytest.param("‐sSd", "-sSd", "silent", id="hyphen, cluster"),
        pytest.param("–data", "--data", "data=v", id="en dash, long name"),
        pytest.param("—data", "--data", "data=v", id="em dash, long name"),
        pytest.param("——data", "--data", "data=v", id="two em dashes"),
        pytest.param("-–data", "--data", "data=v", id="one of two dashes"),
        pytest.param("―data=a—b", "--data=a—b", "data=a—b", id="the value is left as it is"),
        pytest.param("–sil", "-sil", "silent", id="a cluster before a beginning"),
        pytest.param("—sil", "--sil", "silent", id="an em dash is two"),
        pytest.param("–no–buffer", "--no-buffer", "no-buffer", id="negated"),
        pytest.param("--data‑raw", "--data-raw", "data-raw=v", id="hyphen within the name"),
        pytest.param("—heder", "--heder", "heder=v", id="misspelt as well"),
    ],
)
def test_reads_typographic_dashes_as_meant(word: str, straight: str, option: str) -> None:
    line = f"curl {word} v"
    arguments = read(line)
    assert told(arguments.options[0]) == option
    for mark in reversed(arguments.marks):
        assert mark.kind is MarkKind.DASH
        line = line[: mark.span.start] + mark.meant + line[mark.span.end :]
    assert line == f"curl {straight} v"


def test_a_quoted_dash_is_left_as_it_is() -> None:
    quoted = Word("–H", Span(5, 9), 6)
    arguments = read_arguments(Command("sh", Span(0, 9), (command_of(["curl"]).words[0], quoted)))
    assert arguments == Arguments((), (quoted,))


@pytest.mark.parametrize(
    ("line", "spellings"),
    [
        pytest.param("curl -sXPOST u", ["-s", "X"], id="cluster"),
        pytest.param("curl --data=x u", ["--data"], id="long name with ="),
        pytest.param("curl –HX:y u", ["–H"], id="typographic dash"),
        pytest.param("curl -s5 u", ["-s", "5"], id="unknown letter"),
        pytest.param("curl --no-location --foo u", ["--no-location", "--foo"], id="long names"),
    ],
)
def test_every_option_keeps_its_place(line: str, spellings: list[str]) -> None:
    spans = [option.span for option in read(line).options]
    assert [line[span.start : span.end] for span in spans] == spellings


def test_an_attached_value_keeps_its_place() -> None:
    line = "curl --data=x -XPOST –Hy u"
    values = [option.argument for option in read(line).options]
    places = [value.source(0, len(value.text)) for value in values if value]
    assert [line[place.start : place.end] for place in places] == ["x", "POST", "y"]


@pytest.mark.parametrize(
    ("line", "options", "extra"),
    [
        pytest.param("curl a -s --next b -d x", ["silent", "next"], ["b -d x"], id="next"),
        pytest.param("curl a -: b -: c -s", ["next"], ["b", "c -s"], id="two more requests"),
        pytest.param("curl a -d --next b", ["data=--next"], [], id="next as a value"),
        pytest.param("curl a -s:XPUT b", ["silent", "next"], ["b"], id="in a cluster"),
        pytest.param("curl a --next", ["next"], [], id="nothing after it"),
    ],
)
def test_only_the_first_request_is_read(line: str, options: list[str], extra: list[str]) -> None:
    arguments = read(line)
    assert [told(option) for option in arguments.options] == options
    assert [line[span.start : span.end] for span in arguments.extra] == extra
    assert arguments.urls[0].text == "a"


def test_a_blank_word_is_no_url() -> None:
    arguments = read_arguments(command_of(["curl", "", "u", " ", "--url", "\n"]))
    assert [word.text for word in arguments.blanks] == ["", " ", "\n"]
    assert [word.text for word in arguments.urls] == ["u"]


def test_knows_what_only_prints() -> None:
    assert {"help", "version", "manual"} <= prints_only()
    for line in ("curl -V", "curl -sM", "curl --help http", "curl --vers"):
        assert {option.name for option in read(line).options} & prints_only(), line


_SHARP = st.sampled_from(["-sX", "--data=", "–", "—d", "--no-", "-:", "--", "-"])


@given(st.lists(st.one_of(st.text(max_size=8), _SHARP)))
def test_never_raises_and_keeps_order(words: list[str]) -> None:
    arguments = read_arguments(command_of(["curl", *words]))
    starts = [option.span.start for option in arguments.options]
    assert starts == sorted(starts)
    assert len(arguments.urls) + len(arguments.blanks) <= len(words)


def _curl(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["curl", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20
    )


@needs_curl
def test_knows_every_option_of_the_installed_curl() -> None:
    entries = re.findall(
        r"^ +(?:-(\S), )?--(\S+)( [<[])?", _curl("-q", "--help", "all").stdout, re.MULTILINE
    )
    assert len(entries) > 200
    for letter, spelled, argument in entries:
        (option,) = option_table().fitting(spelled)
        assert option.name == spelled.removeprefix("no-")
        assert option.takes_argument == bool(argument)
        if letter:
            same = ("show-headers", "include")
            assert option_table().by_letter[letter].name in (option.name, *same)


_SLIPS = {
    "is unknown": "unknown",
    "used '--no-'": "unknown",
    "can't be reversed": "unknown",
    "is ambiguous": "ambiguous",
    "requires parameter": "missing",
}


@needs_curl
@pytest.mark.parametrize(
    "line",
    [
        *("--req POST", "--data-u a=b", "--dat a", "--HEADER X:y", "--H X:y", "--max 3", "--url"),
        *("-L --no-location", "-L --no-loc", "--no-header", "--no-silent", "--no-http1.1"),
        *("-sSXPOST", "-sW", "-5", "-", "-d -x", "-d --", "--next -d a", "-o", "-sH"),
        *("---data", "--fail-w", "--dump -", "-qN4", "--xyz", "-Xsd", "--data", "--no-N", "--no"),
    ],
)
def test_stumbles_where_real_curl_does(line: str) -> None:
    if not _curl("-V").stdout.startswith("curl 7."):
        pytest.skip("curl 8.6 and later take whole names only")
    words = ["-q", "--max-time", "1", "http://127.0.0.1:1/", *line.split()]
    first = _curl(*words).stderr.partition("\n")[0]
    theirs = next((slip for message, slip in _SLIPS.items() if message in first), "")
    options = read_arguments(command_of(["curl", *words])).options
    slips = ("missing" if option.missing else option.kind for option in options)
    ours = next((slip for slip in slips if slip in _SLIPS.values()), "")
    assert ours == theirs
