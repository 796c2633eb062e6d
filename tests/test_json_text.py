"""The tolerant JSON reader: JSON is read as Python reads it, all else with a slip and a place."""

import gc
import json
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snippetgen.json_text import Document, Node, member, plain, read_json, walk

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip
FORMS: list[dict[str, Any]] = [
    {},
    {"ensure_ascii": False},
    {"indent": 2},
    {"separators": (",", ":"), "indent": "\t"},
]
# The characters and runs in which a reader of JSON could lose its way.
DAMAGE = st.text(st.sampled_from("{}[],:\"'\\/*#-+.01eEu $“”„’\ufeff\u00a0\n\t\x00\x1cntfdDcC8é😀"))
TOKENS = st.sampled_from([
    "{", "}", "[", "]", ",", ":", " ", '"a"', '"b', "'c'", "“d”", "1", "-0.5e3", "01", "null",
    "None", "word", "//", "/*", "\\", '\\"', "{{x}}", "${Y}", "http://h/p", "\n", "\u200b",
])  # fmt: skip
NO_JSON = (
    "", " \n", "hello", "a=b&c={}", "'{}'", "“x”", "True", "+4912", "{{body}}", "$BODY", "}", ", 1",
    "// c", "@file", "truely", "-", "<token>",
)  # fmt: skip
UNITS = (
    "1,", "[", "{", '{"a":', "}]", ",", ":", " ", "\u00a0", "\u00a0 ", "'", "\\'", '"', "“", "\\",
    '\\"', "/", "/*", "*", "a ", "a:", "${", "${a", "{{a", "a+", "1.", "-", "a\n", '"a":1,', "\r",
)  # fmt: skip
DAMAGED = DAMAGE | st.lists(TOKENS).map("".join)
U = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"


def root_of(text: str) -> Node:
    root = read_json(text).root
    assert root is not None
    return root


def slips(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.kind, text[one.start : one.end], one.meant) for one in read_json(text).slips]


def loads(text: str) -> Any:
    """Read as Python's json does, but for constants that are no JSON and inexact numbers."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    return json.loads(
        text, parse_constant=refuse, parse_float=lambda spelling: plain(root_of(spelling))
    )


@given(VALUES, st.sampled_from(FORMS))
def test_json_is_read_as_python_reads_it(value: object, form: dict[str, Any]) -> None:
    text = json.dumps(value, **form)
    document = read_json(text)
    assert document.is_json
    assert document.root
    assert json.dumps(plain(document.root)) == json.dumps(value)


@given(DAMAGED)
@example('"\\ud83d\\ude00\\ud83d\\ude00\\ud83d"')
@example("[1]\x1c")
@example('{"a": 1, "a": 2}')
def test_only_json_is_taken_for_json(text: str) -> None:
    try:
        value = loads(text)
    except ValueError:
        assert not read_json(text).is_json
    else:
        assert read_json(text).is_json
        assert json.dumps(plain(root_of(text))) == json.dumps(value)


@given(DAMAGED)
def test_every_place_is_in_the_text_and_in_order(text: str) -> None:
    document = read_json(text)
    starts = [slip.start for slip in document.slips]
    assert starts == sorted(starts)
    assert all(0 <= slip.start <= slip.end <= len(text) for slip in document.slips)
    for node in walk(document.root) if document.root else ():
        assert 0 <= node.start < node.end <= len(text)
        inside = [*node.items, *(part for one in node.members for part in (one.name, one.value))]
        edges = [node.start, *(edge for one in inside for edge in (one.start, one.end)), node.end]
        assert edges == sorted(edges)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"user_id": "' + U + '", "n": [1, 2.5e3, {}], "ok": true}', id="an object"),
        pytest.param('[\n  {"a": "\\u00e9\\ud83d\\ude00\\n"},\n  null\n]', id="an array"),
        pytest.param("{“a”: 'b', c: True, // d\n /* e */ \"f\": .5,}", id="with slips"),
        pytest.param('"just \\"a\\" string"', id="a string"),
    ],
)
def test_every_prefix_is_cut_off(text: str) -> None:
    for end in range(1, len(text)):
        document = read_json(text[:end])
        assert document.slips[-1].kind == "cut off", text[:end]
        assert (document.slips[-1].start, document.slips[-1].end) == (end, end)


SLIPS = [
    pytest.param('{"a": 1,}', [("trailing comma", ",", "")], {"a": 1}, id="a trailing comma"),
    pytest.param("[1, 2 , ]", [("trailing comma", ",", "")], [1, 2], id="one in an array"),
    pytest.param('{"a": 1 "b": 2}', [("missing comma", "", None)], {"a": 1, "b": 2}, id="no comma"),
    pytest.param("[1 2]", [("missing comma", "", None)], [1, 2], id="no comma in an array"),
    pytest.param('{"a" 1}', [("missing colon", "", None)], {"a": 1}, id="no colon"),
    pytest.param('{"a":, "b"}', [("missing value", "", None)] * 2, {}, id="no value"),
    pytest.param('[{"a": 1]', [("wrong bracket", "]", None), ("cut off", "", None)], [{"a": 1}],
                 id="the other bracket"),
    pytest.param("[1,,2]", [("extra text", ",", None)], [1, 2], id="two commas"),
    pytest.param('{"a":: 1}', [("extra text", ":", None)], {"a": 1}, id="two colons"),
    pytest.param("{“a”: “b c”}", [("curly quote", mark, '"') for mark in "“”“”"], {"a": "b c"},
                 id="curly quotes"),
    pytest.param("[„a“]", [("curly quote", mark, '"') for mark in "„“"], ["a"], id="low quotes"),
    pytest.param('[“a", “\\“b”]', [("curly quote", mark, '"') for mark in "“““”"], ["a", '"b'],
                 id="a curly quote, closed by a straight one, and an escaped one"),
    pytest.param('{"a": "he said “hi”\u00a0it’s"}', [], {"a": "he said “hi”\u00a0it’s"},
                 id="typography inside a string is its content"),
    pytest.param("['a\\'b', ‘c’]", [("single quote", word, None) for word in
                 ("'a\\'b'", "‘c’")], ["a'b", "c"], id="single quotes"),
    pytest.param("[True, False, None]", [("python literal", word, None) for word in
                 ("True", "False", "None")], [True, False, None], id="Python's words"),
    pytest.param("[NaN, -Infinity]", [("python literal", word, None) for word in
                 ("NaN", "-Infinity")], ["NaN", "-Infinity"], id="Python's numbers"),
    pytest.param("{key: yes, 2: [your key]}", [("bare word", word, None) for word in
                 ("key", "yes", "2", "your key")], {"key": "yes", "2": ["your key"]}, id="words"),
    pytest.param('{"a": <id>, "b": $B, "c": ${C}, "d": {{d}}}', [("bare word", word, None) for word
                 in ("<id>", "$B", "${C}", "{{d}}")],
                 {"a": "<id>", "b": "$B", "c": "${C}", "d": "{{d}}"}, id="placeholders"),
    pytest.param('{"u": http://h/p?q=1, "v": a/b}', [("bare word", word, None) for word in
                 ("http://h/p?q=1", "a/b")], {"u": "http://h/p?q=1", "v": "a/b"}, id="a bare URL"),
    pytest.param("[1, // a, b\n 2 /* ] */, # c\r\n 3]", [("comment", word, None) for word in
                 ("// a, b", "/* ] */", "# c")], [1, 2, 3], id="comments"),
    pytest.param("\ufeff{\u00a0\u202f\"a\":\u200b1\u2028}", [("odd space", "\ufeff", ""),
                 ("odd space", "\u00a0\u202f", " "), ("odd space", "\u200b", ""),
                 ("odd space", "\u2028", " ")], {"a": 1}, id="odd spaces"),
    pytest.param("[1\x00\x1c]", [("control character", "\x00\x1c", None)], [1],
                 id="control characters between tokens"),
    pytest.param('["a\tb\r\nc"]', [("control character", "\t", None),
                 ("control character", "\r\n", None)], ["a\tb\r\nc"], id="and in a string"),
    pytest.param('["C:\\Users \\x41 \\u12g"]', [("bad escape", word, None) for word in
                 ("\\U", "\\x", "\\u")], ["C:\\Users \\x41 \\u12g"], id="bad escapes"),
    pytest.param('{\\"a\\": \\"b c\\"}', [("bad escape", word, None) for word in
                 ('\\"a\\"', '\\"b c\\"')], {"a": "b c"}, id="escaped quotes as quotes"),
    pytest.param("[01, +1, .5, 1., -.5e1]", [("bad number", word, None) for word in
                 ("01", "+1", ".5", "1.", "-.5e1")], [1, 1, 0.5, 1.0, -5.0], id="bad numbers"),
    pytest.param("{ \\\n 1}", [("extra text", "\\", None), ("bare word", "1", None),
                 ("missing value", "", None)], {}, id="a backslash at a line's end"),
    pytest.param('{"a": 1}} , x "\n', [("extra text", '} , x "', None)], {"a": 1}, id="text after"),
    pytest.param('{"a": 1, "\\u0061": 2}', [("repeated key", '"\\u0061"', None)], {"a": 2},
                 id="a repeated key, as decoded"),
    pytest.param('{{"a": 1}, "b": 2}', [("extra text", "{", None)], {"b": 2}, id="a name too few"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "value"), SLIPS)
def test_what_is_no_json_is_read_with_a_slip(
    text: str, expected: list[tuple[str, str, str | None]], value: object
) -> None:
    assert slips(text) == expected
    assert plain(root_of(text)) == value


@pytest.mark.parametrize("text", NO_JSON)
def test_a_text_that_does_not_begin_like_json_has_no_root(text: str) -> None:
    assert read_json(text) == Document(None)


def test_a_deep_tree_can_be_hashed_compared_and_shown() -> None:
    one, same = (read_json("[" * 200_000).root for _ in range(2))
    assert hash(one) == hash(same)
    assert "text" in repr(one)


def test_a_node_keeps_place_spelling_order_and_repeats() -> None:
    text = '{"b": -0.10E+2, "a": [true, "\\u0041\\/"], "b": 10000000000000000000001}'
    root = root_of(text)
    assert [one.name.text for one in root.members] == ["b", "a", "b"]
    assert [(one.kind, text[one.start : one.end], one.text) for one in walk(root)][1:] == [
        ("number", "-0.10E+2", "-0.10E+2"),
        ("array", '[true, "\\u0041\\/"]', ""),
        ("true", "true", "true"),
        ("string", '"\\u0041\\/"', "A/"),
        ("number", "10000000000000000000001", "10000000000000000000001"),
    ]
    last = member(root, "b")
    assert last is root.members[2]
    assert member(root, "c") is None
    assert read_json(text).depth == 2


def test_escapes_give_characters_and_lone_surrogates_stay() -> None:
    text = '"\\ud83d\\ude00 \\udc80\\ud83d \\ud83dx \\" \\b\\f\\n\\r\\t \\u2028"'
    expected = '😀 \udc80\ud83d \ud83dx " \b\f\n\r\t \u2028'
    assert (root_of(text).text, read_json(text).is_json) == (expected, True)


@pytest.mark.parametrize(
    ("spelling", "value"),
    [
        pytest.param("1.0", 1.0, id="a float"),
        pytest.param("1.10", 1.1, id="another spelling of the same value"),
        pytest.param("1e400", "1e400", id="too large for a float"),
        pytest.param("1e-400", "1e-400", id="too small for a float"),
        pytest.param("1e-99999999999999999999", "1e-99999999999999999999", id="far too small"),
        pytest.param("0.1234567890123456789", "0.1234567890123456789", id="more digits"),
        pytest.param("9007199254740993", 9007199254740993, id="over 2 to the 53rd"),
        pytest.param("1" * 5000, "1" * 5000, id="more digits than Python reads"),
    ],
)
def test_plain_numbers_never_change_their_value(spelling: str, value: object) -> None:
    found = plain(root_of(spelling))
    assert (found, type(found)) == (value, type(value))


def test_nesting_over_fifty_has_no_plain_value() -> None:
    assert json.dumps(plain(root_of("[" * 50 + "]" * 50))) == "[" * 50 + "]" * 50
    assert plain(root_of("[" * 51 + "]" * 51)) is None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        pytest.param("[", "]", id="arrays"),
        pytest.param('{"a":', "}", id="objects"),
        pytest.param("[", "", id="arrays cut off"),
        pytest.param('{"a":', "]", id="wrong brackets"),
    ],
)
def test_nesting_a_hundred_thousand_deep_is_read_and_freed(opening: str, closing: str) -> None:
    document = read_json(opening * 100_000 + "1" + closing * 100_000)
    assert document.root
    assert document.depth == 100_000
    assert sum(1 for _ in walk(document.root)) == 100_001
    assert len(repr(document.root)) < 200
    assert plain(document.root) is None
    del document
    gc.collect()


@pytest.mark.parametrize("opening", ["[", '["', "['", "[“", '[\\"', "[/*", ""])
def test_the_time_is_linear(opening: str) -> None:
    # Were it quadratic, each of these would take minutes.
    for unit in UNITS:
        text = opening + unit * (20_000 // len(unit))
        start = time.process_time()
        read_json(text)
        assert time.process_time() - start < 2, unit


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    read_json("[1]")
    assert gc.isenabled()
    gc.disable()
    try:
        read_json("[1]")
        assert not gc.isenabled()
    finally:
        gc.enable()
