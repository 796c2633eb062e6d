"""A word keeps the source of every character, whatever is cut out of it, joined or edited."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippetgen.paste import Span
from snippetgen.words.builder import WordBuilder
from snippetgen.words.word import Piece, Word, join, to_bytes

PASTE = "".join(chr(0x100 + number) for number in range(60))

# A word as a plain list: each character with the span that it came from.
Model = list[tuple[str, Span]]


def _unlike(length: int) -> Callable[[str], bool]:
    return lambda text: len(text) != length


@st.composite
def words(draw: st.DrawFn) -> tuple[Word, Model]:
    """Give a word built run by run, and the same word as a list."""
    at = draw(st.integers(0, 10))
    builder, model = WordBuilder(PASTE, at), Model()
    for _ in range(draw(st.integers(0, 6))):
        end = at + draw(st.integers(1, 5))
        kind = draw(st.sampled_from(["literal", "decoded", "skipped", "expansion"]))
        if kind == "decoded":
            # A run as long as its source would be taken character by character.
            text = draw(st.text("-\n", min_size=1, max_size=5).filter(_unlike(end - at)))
            builder.decoded(text, at, end)
            model += [(char, Span(at, end)) for char in text]
        elif kind != "skipped":
            if kind == "literal":
                builder.literal(at, end)
            else:
                builder.expansion("variable", "KEY", Span(at, end))
            model += [(PASTE[place], Span(place, place + 1)) for place in range(at, end)]
        at = end
    return builder.build(at), model


def _holds(word: Word, model: Model) -> None:
    assert word.text == "".join(char for char, _ in model)
    for index, (_, span) in enumerate(model):
        assert (word.at(index), word.source(index, index + 1)) == (span.start, span)


@given(words(), st.data())
def test_a_part_keeps_its_sources(drawn: tuple[Word, Model], data: st.DataObject) -> None:
    word, model = drawn
    start = data.draw(st.integers(0, len(model)))
    end = data.draw(st.integers(start, len(model)))
    part = word.part(start, end)
    _holds(part, model[start:end])
    assert part.text == word.text[start:end]
    whole = [e for e in word.expansions if start <= e.start and e.end <= end]
    assert [(e.start + start, e.end + start) for e in part.expansions] == [
        (e.start, e.end) for e in whole
    ]


@given(st.lists(words(), max_size=4), st.sampled_from(["", "&", "; "]))
def test_joined_words_keep_their_sources(drawn: list[tuple[Word, Model]], separator: str) -> None:
    joined = join((word for word, _ in drawn), separator)
    model = Model()
    for number, (word, own) in enumerate(drawn):
        model += own
        if number + 1 < len(drawn):
            model += [(char, Span(word.span.end, word.span.end)) for char in separator]
    _holds(joined, model)
    for expansion in joined.expansions:
        assert expansion.name == "KEY"


@given(words(), st.data())
def test_edits_replace_and_keep_the_rest(drawn: tuple[Word, Model], data: st.DataObject) -> None:
    word, model = drawn
    cuts = sorted(data.draw(st.lists(st.integers(0, len(model)), max_size=6)))
    edits = [
        (a, b, data.draw(st.sampled_from(["", "x", "xyz"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    expected, last = "", 0
    for start, end, text in edits:
        expected += word.text[last:start] + text
        last = end
    edited = word.edited(edits)
    assert edited.text == expected + word.text[last:]
    sources = [edited.at(index) for index in range(len(edited.text))]
    assert sources == sorted(sources)


@given(words())
def test_locating_a_source_gives_its_characters_back(drawn: tuple[Word, Model]) -> None:
    word, model = drawn
    for index, (_, span) in enumerate(model):
        found = word.locate(span)
        assert found is not None
        assert found[0] <= index < found[1]
        assert word.source(*found) == span
    assert word.locate(Span(59, 60)) is None or model
    assert word.locate(Span(3, 3)) is None


def test_literal_runs_cost_one_piece() -> None:
    builder = WordBuilder(PASTE, 0)
    for place in range(50):
        builder.literal(place, place + 1)
    builder.decoded("\n", 50, 52)
    assert builder.build(52).pieces == (Piece(0, 0, 50), Piece(50, 50, 52))


def test_words_of_the_same_pieces_are_equal() -> None:
    builder = WordBuilder(PASTE, 0)
    builder.literal(0, 2)
    built, written = builder.build(2), Word(PASTE[:2], Span(0, 2), 0, (), (), (Piece(0, 0, 2),))
    assert built == written
    assert hash(built) == hash(written)
    assert repr(built) == repr(written)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("caf\u00e9", b"caf\xc3\xa9", id="text is UTF-8"),
        pytest.param("\udcff\udcfe", b"\xff\xfe", id="bytes that are no UTF-8"),
        pytest.param("\ud83d\udc80x", b"\xed\xa0\xbd\x80x", id="a lone surrogate beside a byte"),
        pytest.param("\U0001f600", b"\xf0\x9f\x98\x80", id="beyond the basic plane"),
    ],
)
def test_bytes(text: str, data: bytes) -> None:
    assert to_bytes(text) == data


@pytest.mark.parametrize("length", range(6))
def test_what_an_edit_puts_in_came_as_a_whole_from_what_it_replaced(length: int) -> None:
    word = Word("ab---", Span(0, 4), pieces=(Piece(0, 0, 2), Piece(2, 2, 4)))
    edited = word.edited([(2, 3, "x" * length)])
    assert {edited.source(2 + at, 3 + at) for at in range(length)} <= {Span(2, 4)}
