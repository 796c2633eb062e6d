"""The shapes of identifiers: samples and thousands of generated ones fit, damaged ones do not."""

import uuid
from random import Random

import pytest
from conftest import Say
from pastes import RUN, K, S, U

from snippetgen.identifiers import (
    Misfit,
    foreign_at,
    has_shape,
    kind_of,
    length_of,
    misfit,
    without_foreign,
)

FLICKR = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
SHORTUUID = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
HEX = "0123456789abcdef"
BASE_62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAMPLES = {"user_id": U, "saved_item_id": S, "run_id": RUN, "api_key": K}


def _encoded(number: int, alphabet: str) -> str:
    digits = ""
    while len(digits) < 22:
        number, digit = divmod(number, len(alphabet))
        digits = alphabet[digit] + digits
    return digits


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_fits_and_no_shorter_or_longer_one_does(name: str) -> None:
    text = SAMPLES[name]
    assert misfit(name, text) is None
    for place in range(len(text)):
        assert misfit(name, text[:place] + text[place + 1 :]) == "cut"
        assert misfit(name, text[: place + 1] + text[place:]) == "overlong"


def test_five_thousand_version_4_uuids_fit_and_as_many_of_other_versions_do_not() -> None:
    random = Random(4)
    for _ in range(5000):
        number = uuid.UUID(int=random.getrandbits(128), version=4).int
        assert misfit("saved_item_id", _encoded(number, FLICKR)) is None
        assert misfit("run_id", _encoded(number, SHORTUUID)) is None
        assert misfit("api_key", f"{number:032x}") is None
        other = uuid.UUID(int=random.getrandbits(128), version=random.choice([1, 3, 5])).int
        assert misfit("saved_item_id", _encoded(other, FLICKR)) == "mistyped"
        assert misfit("run_id", _encoded(other, SHORTUUID)) == "mistyped"
        assert misfit("api_key", f"{other:032x}") == "mistyped"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("saved_item_id", S.replace("d", "0"), "foreign", id="zero in base 58"),
        pytest.param("run_id", RUN.replace("D", "1"), "foreign", id="one in base 57"),
        pytest.param("api_key", K.upper(), "foreign", id="capital hex digits"),
        pytest.param("api_key", str(uuid.UUID(K)), "foreign", id="a UUID with hyphens"),
        pytest.param("user_id", f"{U[:-1]}0", "mistyped", id="another last character"),
        pytest.param("user_id", U.lower(), "mistyped", id="no capital"),
        pytest.param("user_id", U.upper(), "mistyped", id="no small letter"),
        pytest.param("saved_item_id", "Z" * 22, "mistyped", id="more than 128 bits"),
        pytest.param("user_id", "", "cut", id="nothing"),
        pytest.param("api_key", "gum_x", None, id="a newer key"),
        pytest.param("project_id", "x", None, id="no known shape"),
    ],
)
def test_a_text_misses_its_shape(name: str, text: str, expected: Misfit | None) -> None:
    assert misfit(name, text) == expected


def test_a_foreign_character_has_a_place_and_a_shape_a_length() -> None:
    assert foreign_at("user_id", "ab c") == 2
    assert foreign_at("user_id", "abc") is None
    assert without_foreign("user_id", "<ab c>") == ["", "ab", "c", ""]
    assert [has_shape(name, text) for name, text in SAMPLES.items()] == [True] * 4
    assert not has_shape("project_id", U)
    assert [kind_of(name) for name in ("api_key", "run_id")] == ["an API key", "a run_id"]
    assert [length_of(name) for name in (*SAMPLES, "project_id")] == [28, 22, 22, 32, 0]


@pytest.mark.parametrize(
    ("name", "alphabet", "least"),
    [
        pytest.param(
            "user_id", BASE_62, 0.03, id="user_id: only its last character says something"
        ),
        pytest.param("saved_item_id", FLICKR, 0.45, id="saved_item_id among its own characters"),
        pytest.param("saved_item_id", BASE_62, 0.5, id="saved_item_id among letters and digits"),
        pytest.param("run_id", SHORTUUID, 0.45, id="run_id among its own characters"),
        pytest.param("api_key", HEX, 0.05, id="key among hex digits"),
        pytest.param("api_key", BASE_62, 0.75, id="key among letters and digits"),
    ],
)
def test_the_share_of_changed_characters_that_show(
    name: str, alphabet: str, least: float, say: Say
) -> None:
    text = SAMPLES[name]
    others = [
        text[:place] + char + text[place + 1 :]
        for place in range(len(text))
        for char in alphabet
        if char != text[place]
    ]
    share = sum(misfit(name, other) is not None for other in others) / len(others)
    say(
        f"{name}: {share:.1%} of {len(others)} characters changed"
        f" to one of {len(alphabet)} are found; deleted or doubled, all"
    )
    assert share >= least
