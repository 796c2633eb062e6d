"""Reports: what is drawn, what every format holds, and that no secret is in any of them."""

import json
import re
from importlib import import_module

import pytest
from cases import Case, all_cases
from hypothesis import given
from hypothesis import strategies as st
from pastes import HEADER, IN_URL, K, S, U, changed

from snippetgen.checks import ON_REQUEST, RULES
from snippetgen.cli.formats import Format, report_in
from snippetgen.endpoints import is_placeholder
from snippetgen.judging.fixing import fixed
from snippetgen.judging.judge import Judged, judge
from snippetgen.judging.repaired import repaired_command
from snippetgen.paste import Paste, Span
from snippetgen.reading import read
from snippetgen.report import one_line
from snippetgen.report.difference import difference
from snippetgen.report.excerpt import excerpt
from snippetgen.report.masking import Masking
from snippetgen.report.shown import Shown, Totals
from snippetgen.report.text import TextReport
from snippetgen.report.visible import width
from snippetgen.secret_places import secret_places

CAUSES = Shown()
EVERYTHING = Shown(notes=True, consequences=True)
LOST_QUOTE = changed(HEADER, (f'{K}"', K))


def _judged(text: str, name: str = "-") -> Judged:
    return judge(Paste(text, name), RULES, needs_command=True)


def _text(text: str, shown: Shown = CAUSES, *, is_coloured: bool = False) -> str:
    judged, totals = _judged(text, "x.txt"), Totals(shown)
    totals.add(judged, 0)
    report = TextReport(shown, repaired_command, is_coloured=is_coloured)
    return report.of(judged) + report.closing(totals)


def _report(name: Format, *pastes: Judged, shown: Shown = EVERYTHING) -> str:
    report, totals = report_in(name, shown, (*RULES, *ON_REQUEST), to_stderr=False), Totals(shown)
    parts = [report.opening()]
    for judged in pastes:
        totals.add(judged, 0)
        parts.append(report.of(judged))
    return "".join([*parts, report.closing(totals)])


def test_a_person_reads_place_cause_excerpt_and_the_command_to_copy() -> None:
    curly = changed(HEADER, ('-H "Auth', "-H “Auth"), (f'{K}"', f"{K}”"))
    assert _text(curly) == f"""\
x.txt:2:6: warning SG101 curly-quote: A curly quote “ (and 1 more) is no quote to a shell: write \
" in its place.
2 |   -H “Authorization: Bearer $GUMLOOP_API_KEY” \\
  |      ^

Repaired, to copy:
curl -X POST 'https://api.gumloop.com/api/v1/start_pipeline?user_id={U}&saved_item_id={S}' \\
  -H "Authorization: Bearer ${{GUMLOOP_API_KEY:?}}" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{{"recipient": "ada", "count": 3}}'

Found 1 warning in 1 command in 1 file.
"""


def test_the_command_to_copy_says_what_it_does_not_repair() -> None:
    short = changed(HEADER, (S, S[1:]), ("-H", "–H"))
    assert "Repaired, but for SG218 cut-saved-item-id, to copy:" in _text(short)
    assert "to copy" not in _text(changed(HEADER, (S, S[1:])))
    assert "to copy" not in _text(changed(LOST_QUOTE, ("-H", "–H")))


def test_what_only_follows_and_notes_are_shown_where_they_are_asked_for() -> None:
    cut = f"$ curl -X POST -H 'Authorization: Bearer {K}' -d '{{\"a\": 1"
    first, _, rest = _text(cut).partition("\n")
    assert " error " in first
    assert rest.count("x.txt:") < _text(cut, Shown(consequences=True)).count("x.txt:")
    assert "that only follow from others." in rest
    assert "It follows from SG" in _text(cut, Shown(consequences=True))
    assert "note SG108 prompt" not in rest
    assert "note SG108 prompt" in _text(cut, Shown(notes=True))


def test_colour_is_around_words_and_takes_no_column() -> None:
    coloured = _text(LOST_QUOTE, is_coloured=True)
    assert "\033[1;31m" in coloured
    assert re.sub(r"\033\[[\d;]*m", "", coloured) == _text(LOST_QUOTE)


@pytest.mark.parametrize(
    ("line", "place", "shown", "carets"),
    [
        pytest.param("curl x.y", "x.y", "curl x.y", "     ^^^", id="plain"),
        pytest.param("a\tb", "b", "a    b", "     ^", id="a tab is four blanks"),
        pytest.param("名前 x", "x", "名前 x", "     ^", id="wide letters"),
        pytest.param("e\u0301x", "x", "e\u0301x", " ^", id="a combining mark"),
        pytest.param("a\u200bb", "\u200b", "a‹U+200B›b", " ^^^^^^^^", id="no width"),
        pytest.param("a\u202eb", "b", "a‹U+202E›b", "         ^", id="direction"),
        pytest.param("a\u00a0\x1b[2Jb", "b", "a‹U+00A0›‹U+001B›[2Jb", " " * 20 + "^", id="escape"),
        pytest.param("a\ud800b", "b", "a‹U+D800›b", " " * 9 + "^", id="a lone surrogate"),
        pytest.param("ab", "", "ab", "^", id="nothing there"),
        pytest.param("token: s3cr3t x", "x", "token: [secure] x", " " * 16 + "^", id="masked"),
        pytest.param("x=1&sig=a%2Fb&c", "c", "x=1&sig=[secure]&c", " " * 17 + "^", id="in a URL"),
        pytest.param("https://a:b@h/", "h/", "https://[secure]@h/", " " * 17 + "^^", id="userinfo"),
        pytest.param("key: $KEY x", "x", "key: $KEY x", " " * 10 + "^", id="a variable"),
    ],
)
def test_carets_stand_under_the_place(line: str, place: str, shown: str, carets: str) -> None:
    paste = Paste(f"first\n{line}\r\nlast")
    start = 6 + line.index(place)
    masking = Masking(paste, ())
    assert excerpt(paste, masking, Span(start, start + len(place))) == (shown, carets)


@pytest.mark.parametrize("scheme", ["Baerer", "Bearer:", "Bearer Bearer", "Secret"])
def test_a_word_before_the_key_is_shown_as_the_message_names_it(scheme: str) -> None:
    paste = Paste(HEADER.replace("Bearer", scheme))
    line = paste.line_span(2)
    shown = Masking(paste, [read(paste)]).line(line)
    assert f'"Authorization: {scheme} $GUMLOOP_API_KEY"' in shown


def test_no_line_to_copy_shows_a_key_whose_name_was_damaged() -> None:
    report = _text(changed(IN_URL, ("api_key", "api_k&amp;")))
    assert "html-entity" in report
    assert K not in report


def test_a_long_line_is_cut_around_the_place() -> None:
    paste = Paste("a" * 5000 + "MID" + "b" * 5_000_000)
    text, carets = excerpt(paste, Masking(paste, ()), Span(5000, 5003))
    assert text[len(carets) - 3 :].startswith("MID")
    assert text.startswith("…a")
    assert text.endswith("b…")
    assert width(text) <= 100


def test_a_flaw_of_several_lines_shows_the_first() -> None:
    paste = Paste("one 'two\nthree\n")
    assert excerpt(paste, Masking(paste, ()), Span(4, 14)) == ("one 'two", "    ^^^^")
    assert excerpt(paste, Masking(paste, ()), Span(8, 9)) == ("one 'two", "        ^")


def test_an_odd_character_in_a_key_is_seen_and_the_key_is_not() -> None:
    text = _text(changed(HEADER, (K, f"{K[:9]}\u200b{K[9:]}")))
    assert "$GUMLOOP_API_KEY‹U+200B›…" in text
    assert K[:9] not in text
    assert K[9:] not in text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"curl -H 'Authorization: Bearer {K}", id="no URL"),
        pytest.param(f"curl -u ada:{K} -d 'x", id="a user without URL"),
        pytest.param(f"curl -b sid={K} -d 'x", id="a cookie without URL"),
        pytest.param(f"curl -H 'Cookie: sid={K}' -d 'x", id="a header of cookies without URL"),
        pytest.param(f'curl -d \'{{"api_key": "{K}', id="cut in the body"),
        pytest.param(f"curl x.example -u a:{K} -u b:{K[1:]} -d 'x", id="a user given twice"),
        pytest.param(f"api_key={K}&user_id={U}", id="no command"),
        pytest.param(f"KEY={K} curl x.example -d 'x", id="in an assignment"),
        pytest.param(f"curl https://ada:{K}@x.example -d 'x", id="in the URL"),
    ],
)
def test_a_key_is_masked_where_no_request_says_that_it_is_one(text: str) -> None:
    judged = _judged(text)
    assert list(judged.findings)
    for name in ("text", "json", "sarif", "github"):
        said = _report(name, judged)
        assert K[2:30] not in said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADER, id="header"),
        pytest.param(IN_URL, id="URL"),
        pytest.param(f"curl x.example -u 'ada:{K}' -d '{{\"token\": \"{K}\"}}'", id="user, body"),
        pytest.param(f"curl -b 'sid={K}' -H 'X-API-Key: {K}' x.example -d a=1", id="other service"),
    ],
)
def test_no_report_of_a_cut_paste_holds_the_key(text: str) -> None:
    for end in range(0, len(text), 3):
        judged = _judged(text[:end])
        for name in ("text", "json"):
            assert K[:12] not in _report(name, judged), text[:end]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_no_report_of_a_fixture_holds_a_secret(case: Case) -> None:
    judged = judge(case.paste, (*RULES, *ON_REQUEST))
    secrets = {
        place.text
        for verdict in judged.verdicts
        if verdict.reading.request
        for place in secret_places(verdict.reading.request, verdict.reading.webhook)
        if not place.is_outside and len(place.text) > 5 and not is_placeholder(place.text)
    }
    after = fixed(judged, lambda paste: judge(paste, RULES)).judged
    said = "\n".join(difference(judged, after))
    for name in ("text", "json", "sarif", "github"):
        said += _report(name, judged)
    assert not [secret for secret in secrets if secret in said]


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_carets_never_leave_the_excerpt_and_nothing_raw_is_shown(
    text: str, start: int, length: int
) -> None:
    paste = Paste(f"curl {text}")
    end = min(start + length, len(paste.text))
    shown, carets = excerpt(paste, Masking(paste, ()), Span(min(start, end), end))
    assert shown.isprintable()
    assert len(carets) <= width(shown) + 1


def test_json_is_one_list_over_files_with_every_field() -> None:
    judged = _judged(LOST_QUOTE, "a b.txt"), _judged(HEADER), _judged("no command", "c.txt")
    listed = json.loads(_report("json", *judged, shown=Shown()))
    assert [one["file"] for one in listed] == ["a b.txt"] * (len(listed) - 1) + ["c.txt"]
    assert list(listed[0]) == [
        *("code", "name", "severity", "message", "file", "line", "column", "end_line"),
        *("end_column", "start", "end", "edits", "because"),
    ]
    assert json.loads(_report("json")) == []
    assert json.loads(_report("json", _judged(HEADER))) == []


def test_sarif_fits_the_published_schema() -> None:
    judged = [judge(case.paste, RULES) for case in all_cases()]
    data = json.loads(_report("sarif", *judged, _judged(LOST_QUOTE, "/a/b c.txt")))
    # The models are made of OASIS's schema, and allow nothing that it does not.
    model = import_module("pydantic_sarif.model")
    model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(data)
    run = data["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert run["columnKind"] == "unicodeCodePoints"
    assert any("fixes" in result for result in run["results"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] > 0
    last = run["results"][-1]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert last == {"uri": "file:///a/b%20c.txt"}


def test_sarif_without_findings_is_whole() -> None:
    assert json.loads(_report("sarif"))["runs"][0]["results"] == []


def test_github_annotations_are_escaped() -> None:
    page = f"```sh\n{changed(HEADER, (U, U[1:]), ('POST', 'P%0AST'))}```\n"
    *said, summary = _report("github", _judged(page, "docs/a,b:100%.md"), shown=CAUSES).splitlines()
    places = [one.partition(",col=")[0] for one in said]
    assert places == ["::warning file=docs/a%2Cb%3A100%25.md,line=2,endLine=2"] * len(said)
    assert any("P%250AST" in one and "title=SG" in one for one in said)
    assert summary.startswith("Found ")


def test_one_line_is_one_line() -> None:
    judged = _judged(LOST_QUOTE, "evil\n\x1b[2J.txt")
    for finding in judged.findings:
        line = one_line(finding, judged.paste)
        assert "\n" not in line
        assert "\x1b" not in line
