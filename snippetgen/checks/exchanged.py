"""SG424: a key or an id that stands where another one belongs.

In: the key and the ids of a `Reading`, as far as the snippet spells them out. Out: warnings, for
the shapes by which they are told apart are only those of samples. No message holds a value.
"""

from collections.abc import Iterator

from msgspec import Struct, field

from snippetgen.checks.fact import fact
from snippetgen.checks.rule import Flaw, rule
from snippetgen.checks.values import Literal, whole_literals
from snippetgen.identifiers import Misfit, has_shape, kind_of
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading

_SHAPED = ("api_key", "user_id", "saved_item_id", "run_id")
_HEX = regex(r"[0-9a-f]*+")


class _Known(Struct, frozen=True):
    """The values of a request, indexed: by name and text, and by name and the shapes they have."""

    same: dict[str, dict[str, Literal]] = field(default_factory=dict)
    shaped: dict[str, dict[str, Literal]] = field(default_factory=dict)

    def add(self, one: Literal) -> None:
        """Take a value in; of several that are alike the first stays."""
        self.same.setdefault(one.name, {}).setdefault(one.text, one)
        for shape in _SHAPED:
            if has_shape(shape, one.text):
                self.shaped.setdefault(one.name, {}).setdefault(shape, one)


@rule("SG424", "exchanged-values", "warning", after=("SG423",), where=("odd value",))
def exchanged_values(reading: Reading) -> Iterator[Flaw]:
    """A key or an id stands in the place of another one.

    What happened: two values were pasted into each other's place, or one into both. The service
    answers 401, 403 or 404.

    How to tell: a user_id has 28 letters and digits, a saved_item_id and a run_id have 22, a key
    has 32 of `0` to `9` and `a` to `f`. This value has the shape of the other one.

    Repair: put each value into its own place; the message names both places.
    """
    for one, kind, known in _strangers(reading):
        yield Flaw(one.word.span, _told(one, kind, known))


def misplaced(reading: Reading, name: str) -> Span | None:
    """Give where the value of a name that is missing stands under another name, if it does."""
    return next((one.word.span for one, kind, _ in _strangers(reading) if kind == name), None)


@fact
def _strangers(reading: Reading) -> tuple[tuple[Literal, str, _Known], ...]:
    """Give each value that belongs to another name, with that name."""
    whole = whole_literals(reading)
    doubtful = [one for one, found in whole if not _is_in_its_place(one, found)]
    known = _Known()
    for one, _ in whole if doubtful else ():
        known.add(one)
    kinds = ((one, _other_kind(one, known)) for one in doubtful)
    return tuple((one, kind, known) for one, kind in kinds if kind)


def _is_in_its_place(one: Literal, found: Misfit | None) -> bool:
    if one.name not in _SHAPED:
        return False
    # A cut key is no user_id, though it may look like one.
    return found is None or (one.name == "api_key" and _HEX.fullmatch(one.text) is not None)


def _other_kind(one: Literal, known: _Known) -> str | None:
    """Give the name that a value which is not in its place belongs to, None where none is known."""
    others = [name for name in known.same if name != one.name]
    if one.name not in _SHAPED:
        is_user = "user_id" not in others and has_shape("user_id", one.text)
        same = (name for name in others if one.text in known.same[name])
        return next(same, "user_id" if is_user else None)
    kinds = [name for name in _SHAPED if name != one.name and has_shape(name, one.text)]
    return next((name for name in kinds if name in others), next(iter(kinds), None))


def _told(one: Literal, kind: str, known: _Known) -> str:
    named = "API key" if kind == "api_key" else kind
    partner = known.shaped.get(kind, {}).get(one.name)
    if partner:
        return (
            f"{one.called} has the shape of {kind_of(kind)}, and {_small(partner.called)} that of "
            f"{kind_of(one.name)}: the two were exchanged. Put each in the other's place."
        )
    twin = known.same.get(kind, {}).get(one.text)
    if twin:
        return (
            f"{one.called} is the same as {_small(twin.called)}: the {named} was pasted in both "
            f"places. Put {kind_of(one.name)} here."
        )
    return (
        f"{one.called} has the shape of {kind_of(kind)}, which was pasted in its place: put "
        f"{kind_of(one.name)} here, and the {named} where it belongs."
    )


def _small(called: str) -> str:
    return called[0].lower() + called[1:]
