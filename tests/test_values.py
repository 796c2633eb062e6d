"""Values in a target's language: what is held without loss, and prettier's layout line by line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from snippetgen.call.content import Field, Map, Number, Value
from snippetgen.call.text import Ref, Text
from snippetgen.rendering.texts import TextWriter
from snippetgen.targets import Target, load_target
from snippetgen.targets.value_layout import ValueWriter, columns, fits
from snippetgen.targets.values import JsonRules, NumberRules

_FOLDER = Path(__file__).parent.parent / "templates" / "targets" / "javascript" / "fetch"
TARGET: Target = load_target(_FOLDER / "target.toml")
LONG = "x" * 70


def _writer() -> ValueWriter:
    assert TARGET.values is not None
    return ValueWriter(TARGET.values, TextWriter(TARGET).literal, TARGET.names.name)


def _numbers(*spellings: object) -> tuple[Number, ...]:
    return tuple(Number(str(spelling)) for spelling in spellings)


@pytest.mark.parametrize(
    ("spelling", "held"),
    [
        pytest.param("0", True, id="zero"),
        pytest.param("-7", True, id="a negative integer"),
        pytest.param("-0", False, id="minus zero"),
        pytest.param("9007199254740991", True, id="the largest safe integer"),
        pytest.param("9007199254740993", False, id="an integer that no double holds"),
        pytest.param("9" * 5000, False, id="5000 digits"),
        pytest.param("1.5", True, id="a decimal"),
        pytest.param("0.0", False, id="a whole decimal"),
        pytest.param("1.50", False, id="a decimal with a zero at its end"),
        pytest.param("0.1000000000000000055", False, id="more digits than a double has"),
        pytest.param("0.00001", False, id="a decimal that some writers give an exponent"),
        pytest.param("1e3", False, id="an exponent"),
        pytest.param("1e400", False, id="infinity"),
    ],
)
def test_a_number_is_held_where_its_spelling_comes_back(spelling: str, held: bool) -> None:
    rules = NumberRules((-(2**53) + 1, 2**53 - 1), "shortest", whole_decimals=False)
    assert rules.holds(Number(spelling)) is held


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_held_is_what_python_would_write(number: float) -> None:
    spelling = json.dumps(number)
    rules = NumberRules((-(2**63), 2**64 - 1), "shortest")
    assert not rules.holds(Number(spelling)) or json.dumps(json.loads(spelling)) == spelling


@pytest.mark.parametrize(
    ("names", "record"),
    [
        pytest.param(["a", "b", "A"], True, id="different names"),
        pytest.param(["a", "b", "a"], False, id="a name twice"),
        pytest.param(["b", "2"], False, id="an integer, which would go first"),
        pytest.param(["__proto__"], False, id="a name that sets the prototype"),
        pytest.param(["007", "-1", "1.5"], False, id="digits alone, to be safe"),
        pytest.param(["-1", "1.5", "²"], True, id="like numbers, but no index"),
    ],
)
def test_an_object_holds_names(names: list[str], record: bool) -> None:
    rules = JsonRules(integer_like_keys=False, proto_key=False)
    assert rules.is_record([Field(name, Text()) for name in names]) is record


# Each layout below is what prettier 3.10.1 gives.
@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param(None, "null", id="null"),
        pytest.param(True, "true", id="true"),
        pytest.param(Number("1.5"), "1.5", id="a number"),
        pytest.param(Ref("user_id"), "userId", id="a reference"),
        pytest.param(Map(), "{}", id="no members"),
        pytest.param((), "[]", id="no items"),
        pytest.param(Map((("a", Map((("b", ()),))),)), "{\n  a: {\n    b: [],\n  },\n}", id="maps"),
        pytest.param(("a", None, Map()), '["a", null, {}]', id="a list that fits"),
        pytest.param(("x" * 75,), f'["{"x" * 75}"]', id="a list that just fits"),
        pytest.param(("x" * 76,), f'[\n  "{"x" * 76}",\n]', id="a list a column too long"),
        pytest.param(("字" * 38,), f'[\n  "{"字" * 38}",\n]', id="wide characters take two"),
        pytest.param(
            _numbers(*range(100, 122)),
            "[\n  100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114,"
            "\n  115, 116, 117, 118, 119, 120, 121,\n]",
            id="numbers fill the lines",
        ),
        pytest.param(
            (_numbers(1, 2), _numbers(3, 4)), "[\n  [1, 2],\n  [3, 4],\n]", id="a matrix breaks"
        ),
        pytest.param((_numbers(1), _numbers(2)), "[[1], [2]]", id="lists of one do not"),
        pytest.param(
            (Map((("a", Number("1")),)),), "[\n  {\n    a: 1,\n  },\n]", id="a map breaks its list"
        ),
    ],
)
def test_a_value_is_laid_out(value: Value, code: str) -> None:
    assert _writer().value(value) == code


@pytest.mark.parametrize(
    ("name", "item", "code"),
    [
        pytest.param("a_1$", "b", 'a_1$: "b",', id="an identifier"),
        pytest.param("class", "b", 'class: "b",', id="a word of the language"),
        pytest.param("Content-Type", "b", '"Content-Type": "b",', id="a hyphen"),
        pytest.param("", "b", '"": "b",', id="an empty name"),
        pytest.param("é", "b", 'é: "b",', id="a letter that is not ASCII"),
        pytest.param("a\u200d", "b", '"a\\u200d": "b",', id="a character that does not print"),
        pytest.param("1.5", "b", '1.5: "b",', id="a decimal"),
        pytest.param("1.50", "b", '"1.50": "b",', id="a decimal that would be respelled"),
        pytest.param("a\"b'", 'c"', '"a\\"b\'": \'c"\',', id="the mark with fewer escapes"),
        pytest.param("name", LONG, f'name: "{LONG}",', id="a short name keeps its string"),
        pytest.param("named", LONG, f'named:\n    "{LONG}",', id="a long string on its own line"),
        pytest.param(LONG, Number("12345678"), f"{LONG}: 12345678,", id="a number stays"),
        pytest.param(LONG, Number("-1234567"), f"{LONG}:\n    -1234567,", id="a negative one goes"),
        pytest.param(LONG + LONG, (), f"{LONG}{LONG}:\n    [],", id="an empty list goes"),
        pytest.param(LONG, ("abcd",), f'{LONG}: [\n    "abcd",\n  ],', id="a list breaks first"),
        pytest.param(
            "named", Text((LONG, Ref("user_id"))), f"named: `{LONG}${{userId}}`,", id="a template"
        ),
    ],
)
def test_a_member_is_laid_out(name: str, item: Value | Text, code: str) -> None:
    assert _writer().members([(name, item)], 1) == code


def test_fields_no_object_holds_are_pairs() -> None:
    fields = [Field("b", Text(("1",))), Field("2", Text((Ref("user_id"),)))]
    assert _writer().fields(fields, record=True) == '{\n  b: "1",\n  "2": userId,\n}'
    assert _writer().fields(fields, record=False) == '[\n  ["b", "1"],\n  ["2", userId],\n]'


def test_a_flat_layout_stays_on_its_line() -> None:
    assert TARGET.values is not None
    flat = replace(_writer(), rules=replace(TARGET.values, layout="flat", map=("{", ", ", "}")))
    value = Map((("a", (Map((("b", LONG),)), LONG)), ("c", Map())))
    assert flat.value(value) == f'{{a: [{{b: "{LONG}"}}, "{LONG}"], c: {{}}}}'


@given(st.text(), st.integers(-1, 20))
def test_a_text_fits_where_its_columns_do(text: str, room: int) -> None:
    assert 0 <= columns(text) <= 2 * len(text)
    assert fits(text, room) is (columns(text) <= room and len(text) <= 4 * room)
