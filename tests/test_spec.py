# ruff: noqa: E501  (a snippet is one line)
"""The normalized spec: the same flow is the same spec in every form; secrets are masked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippetgen import read
from snippetgen.sought import Sought
from snippetgen.spec import SECURE, _runs, _without, spec

U, S, K = (
    "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2",
    "dtUzWZmcsKLxNWfH2Xu4R3",
    "6b0d549b6f03475a9600a35a099950d8",
)
API = "https://api.gumloop.com/api/v1/start_pipeline"
TYPE = "-H 'Content-Type: application/json'"
LIST = '[{"input_name": "recipient", "value": "ada"}]'
ENCODED = "%5B%7B%22input_name%22%3A%22recipient%22%2C%22value%22%3A%22ada%22%7D%5D"
FORMS = {
    "C1": f"""curl -X POST {API}?user_id={U}&saved_item_id={S}&api_key={K} {TYPE} -d '{{"recipient": "ada"}}'""",
    "C2": f"""curl -X POST '{API}?user_id={U}&saved_item_id={S}' -H 'Authorization: Bearer {K}' {TYPE} -d '{{"recipient": "ada"}}'""",
    "B": f"""curl -X POST {API} -H 'Authorization: Bearer {K}' {TYPE} -d '{{"user_id": "{U}", "saved_item_id": "{S}", "pipeline_inputs": {LIST}}}'""",
    "R": f"""curl --request POST --url {API} --header 'Authorization: Bearer {K}' --header 'Content-Type: application/json' --data '
{{"user_id": "{U}", "saved_item_id": "{S}", "recipient": "ada"}}
'""",
    "G": f"""curl '{API}?api_key={K}&user_id={U}&saved_item_id={S}&recipient=ada'""",
    "G, a list": f"""curl '{API}?user_id={U}&saved_item_id={S}&pipeline_inputs={ENCODED}' -H 'Authorization: Bearer {K}'""",
    "A": f"""curl -X POST https://api-v2.agenthub.dev/remote_start_pipeline {TYPE} -H 'x-auth-key: {U}' -d '{{"api_key": "{K}", "user_id": "{U}", "saved_item_id": "{S}", "pipeline_inputs": {LIST}}}'""",
}
PLACES = {
    "C1": (["query"], ["query"], ["query"]),
    "C2": (["header"], ["query"], ["query"]),
    "B": (["header"], ["body"], ["body"]),
    "R": (["header"], ["body"], ["body"]),
    "G": (["query"], ["query"], ["query"]),
    "G, a list": (["header"], ["query"], ["query"]),
    "A": (["body"], ["header", "body"], ["body"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_flow_is_the_same_spec(form: str) -> None:
    data = spec(read(FORMS[form]), show_secrets=True)
    assert (data["version"], data["service"], data["endpoint"]) == (1, "gumloop", "start_pipeline")
    assert (data["api_key"], data["user_id"], data["saved_item_id"]) == (K, U, S)
    assert data["inputs"] == {"recipient": "ada"}
    assert data["project_id"] is None
    assert (data["api_key_in"], data["user_id_in"], data["saved_item_id_in"]) == PLACES[form]


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_prints_only_when_asked_for(form: str) -> None:
    masked = json.dumps(spec(read(FORMS[form])))
    assert K not in masked
    assert "[secure]" in masked
    assert spec(read(FORMS[form]))["api_key"] == "[secure]"


def test_another_api_has_no_webhook_part_and_its_secrets_are_masked() -> None:
    data = spec(
        read("curl -u ada:Sw0rdf1sh 'https://x.example/a?token=tok-123' -H 'X-Api-Key: k-456'")
    )
    assert data["service"] is None
    assert data["query"] == [["token", "[secure]"]]
    assert data["headers"] == [["X-Api-Key", "[secure]"]]
    assert data["inputs"] is None


def test_a_key_in_a_variable_is_named_and_has_no_value() -> None:
    data = spec(read(f"""curl -X POST '{API}?user_id={U}' -H "Authorization: Bearer $MY_KEY" """))
    assert (data["api_key"], data["api_key_env"]) == (None, "MY_KEY")


def test_of_a_secret_within_another_nothing_is_left() -> None:
    key, password = "abcdefgh12", "abcdefgh12TAILOFTHEOTHER"
    for order in ([key, password], [password, key]):
        assert _without({"a": [f"x{password}y"]}, Sought(order)) == {"a": [f"x{SECURE}y"]}
    body = json.dumps({"api_key": key, "a": f"x{password}y"})
    shown = json.dumps(spec(read(f"curl {API} -u me:{password} {TYPE} -d '{body}'")))
    assert "TAIL" not in shown


@given(st.lists(st.text("ab", min_size=1, max_size=6), max_size=5), st.text("abc", max_size=60))
def test_all_that_a_secret_covers_is_masked_and_nothing_else(secrets: list[str], text: str) -> None:
    covered = {
        place
        for secret in secrets
        for start in range(len(text))
        if text.startswith(secret, start)
        for place in range(start, start + len(secret))
    }
    masked: str = _without(text, Sought(secrets))
    assert "".join(masked.split(SECURE)) == "".join(
        char for place, char in enumerate(text) if place not in covered
    )


@pytest.mark.parametrize("secret", ["a" * 1_000, "ab" * 500, "a" * 999 + "b"])
def test_a_secret_that_repeats_itself_is_sought_in_few_steps(secret: str) -> None:
    assert len(list(_runs(secret * 5, secret))) <= 5


@given(st.lists(st.text("ab", min_size=1, max_size=12), max_size=20), st.text("ab", max_size=60))
def test_what_a_text_holds_is_near_it(sought: list[str], text: str) -> None:
    assert {one for one in sought if one in text} <= set(Sought(sought).near(text)) <= set(sought)
