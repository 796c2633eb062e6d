"""What holds for all rules: their pages, their tables, their messages, their repairs."""

import re

import pytest
import test_checks_command
import test_checks_damage
import test_checks_names
import test_checks_truncation
import test_checks_webhook
from _pytest.mark import ParameterSet
from checking import EVERY_RULE, Row, findings
from pastes import HEADER, IN_URL, OTHER_K, START, K, S, U, changed, header

from snippetgen.checks import RULES, check
from snippetgen.checks.edits import applied
from snippetgen.checks.order import in_order
from snippetgen.checks.rule import Finding, Rule
from snippetgen.paste import Paste, Span
from snippetgen.reading import read
from snippetgen.request import Request

_TABLES = (
    *(test_checks_damage, test_checks_truncation, test_checks_command),
    *(test_checks_webhook, test_checks_names),
)
FIRING: list[ParameterSet] = [row for table in _TABLES for row in table.FIRING]
SILENT: list[ParameterSet] = [row for table in _TABLES for row in table.SILENT]


def _codes(rows: list[ParameterSet]) -> set[str]:
    return {row.values[0].code for row in rows if isinstance(row.values[0], Row)}


def test_every_rule_has_a_row_that_fires_and_one_that_does_not() -> None:
    codes = {rule.code for rule in EVERY_RULE}
    assert codes == _codes(FIRING) == _codes(SILENT)


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)
    assert len({rule.code for rule in EVERY_RULE}) == len(EVERY_RULE)
    assert len({rule.name for rule in EVERY_RULE}) == len(EVERY_RULE)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)+|[a-z]+", rule.name) for rule in EVERY_RULE)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.name)
def test_every_rule_has_a_full_page(rule: Rule) -> None:
    summary, *parts = rule.page.split("\n\n")
    assert summary.endswith(".")
    assert [part.split(":")[0] for part in parts] == ["What happened", "How to tell", "Repair"]
    assert all(part.endswith(".") for part in parts)


def test_no_rule_is_its_own_cause_over_others() -> None:
    causes = {rule.code: {*rule.after, *rule.beside} for rule in EVERY_RULE}
    assert all(after <= causes.keys() for after in causes.values())
    while causes:
        roots = {code for code, after in causes.items() if not after & causes.keys()}
        assert roots, f"a circle among {sorted(causes)}"
        causes = {code: after for code, after in causes.items() if code not in roots}


@pytest.mark.parametrize("row", FIRING)
def test_a_message_is_a_sentence_without_a_secret(row: Row) -> None:
    for found in findings(row.text, row.name, EVERY_RULE):
        assert K not in found.message
        assert OTHER_K not in found.message
        assert found.message.isprintable()
        assert found.message.endswith(".")
        assert len(found.message) < 600
        assert 0 <= found.span.start <= found.span.end <= len(row.text)
        assert all(K not in edit.text for edit in found.edits)


@pytest.mark.parametrize("row", FIRING)
def test_a_safe_repair_is_clean_in_one_round_and_sends_the_same(row: Row) -> None:
    before = findings(row.text, row.name)
    safe = [one for one in before if one.applies == "safe"]
    text = applied(row.text, safe)
    if not safe or text is None:
        return
    after = findings(text, row.name)
    assert not {one.rule.code for one in after} - {one.rule.code for one in before}
    assert not {one.rule.code for one in after} & {one.rule.code for one in safe}
    assert _sent(read(text).request) == _sent(read(row.text).request)


def _sent(request: Request | None) -> object:
    if request is None:
        return None
    query = request.query.text if request.query else None
    body = request.body.text.text if request.body.text else None
    headers = [(one.name.text, one.value and one.value.text) for one in request.headers]
    return request.method, request.url.text, query, headers, body


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        pytest.param(
            header(('"https', "https"), (f'{S}"', S)),
            header(('"https', "'https"), (f'{S}"', f"{S}'")),
            id="an unquoted & gets quotes",
        ),
        pytest.param(
            HEADER.replace("\\\n", "^\n").replace("'", '"').replace('"https', "https")
            .replace(f'{S}"', S).replace('"recipient": "ada"', ""),
            HEADER.replace("\\\n", "^\n").replace("'", '"').replace('"recipient": "ada"', ""),
            id="in cmd the other kind",
        ),
        pytest.param(
            header(('"https', "https"), (f'{S}"', S), (U, "$ME")),
            header((U, "$ME")),
            id="a variable gets the kind that lets it live",
        ),
        pytest.param(
            header(('"https', "https"), (f'{S}"', S), (U, f'"{U}"')),
            header(('"https', "https"), (f'&saved_item_id={S}"', f"\\&saved_item_id={S}"),
                   (U, f'"{U}"')),
            id="a URL with quotes gets a backslash",
        ),
        pytest.param(
            header(("&saved", "&amp;saved"), ('"https', "https"), (f'{S}"', S)),
            header(('"https', "'https"), (f'{S}"', f"{S}'")),
            id="an entity and no quotes",
        ),
        pytest.param(
            header(("-d '", "–d ‘"), ("}'", ",}’"), (K, f"{K} ")), HEADER, id="four at once"
        ),
        pytest.param(HEADER.replace("\\\n", "\\  \n"), HEADER, id="blanks behind backslashes"),
        pytest.param(
            "".join(f"{n}: {line}" for n, line in enumerate(HEADER.splitlines(keepends=True), 1)),
            HEADER,
            id="line numbers",
        ),
    ],
)  # fmt: skip
def test_a_safe_repair_writes_what_was_meant(damaged: str, text: str) -> None:
    safe = [one for one in findings(damaged) if one.applies == "safe"]
    assert applied(damaged, safe) == text


def test_a_repair_that_would_break_the_command_is_only_shown() -> None:
    curly = header(("'{", "“{"), ("}'", "}”"))
    found = next(one for one in findings(curly) if one.rule.name == "curly-quote")
    assert found.applies == "show"


def test_a_repair_waits_for_the_cause_of_its_flaw() -> None:
    found = findings(header(('"https', "https")))
    assert found[0].rule.name == "lost-quote"
    assert not [one for one in found if one.applies == "safe"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(HEADER[: HEADER.index("  -d")], "trailing-backslash", id="lost last line"),
        pytest.param(changed(IN_URL, ("&user", "&amp;user")), "html-entity", id="&amp;"),
        pytest.param(header((K[9:], "…")), "masked-key", id="an ellipsis in the key"),
        pytest.param(header(("3}", "3,}")), "trailing-comma", id="a trailing comma"),
        pytest.param(header((U, U[:-1])), "cut-user-id", id="a short user_id"),
        pytest.param(header((U[:9], U[:9] + "\u200b")), "zero-width-character", id="zero width"),
    ],
)
def test_the_six_copies_that_every_peer_passes(text: str, first: str) -> None:
    text = changed(text, (K[9:], "…")) if first == "masked-key" and K in text else text
    found = findings(text)
    assert found[0].rule.name == first
    assert found[0].severity in ("error", "warning")


def test_causes_stand_before_consequences_and_the_worst_first() -> None:
    found = findings(f'curl -X POST "{START}?user_id={U[:9]}')
    assert [(one.rule.name, one.because) for one in found] == [
        ("unclosed-quote", None),
        ("missing-key", "SG204"),
        ("missing-saved-item-id", "SG204"),
        ("cut-user-id", "SG204"),
    ]


def test_a_cause_elsewhere_explains_nothing_that_has_a_place() -> None:
    near, far = _rule("SG900"), _rule("SG901", after=("SG900",))
    found = in_order([_finding(near, 5, 9), _finding(far, 10, 12), _finding(far, 9, 10)])
    assert [one.because for one in found] == [None, None, "SG900"]


def test_only_the_rules_that_are_given_are_looked_for() -> None:
    reading = read(Paste(f"$ {IN_URL}"))
    rules = tuple(rule for rule in EVERY_RULE if rule.code == "SG108")
    assert [one.rule.name for one in check(reading, rules)] == ["prompt"]


def _rule(code: str, after: tuple[str, ...] = ()) -> Rule:
    return Rule(code, code.lower(), "warning", lambda reading: (), after)


def _finding(rule: Rule, start: int, end: int) -> Finding:
    return Finding(rule, rule.severity, Span(start, end), "")
