"""The entries of `x-codeSamples`, and which of those that stand there are ours to write anew.

In: tabs; what stands there. Out: entries as plain data. Source: Redocly's documentation of the
extension: each entry has `lang`, `label` and `source`.
"""

from collections.abc import Iterable, Sequence

from snippetgen.documenting.model import Tab

KEY = "x-codeSamples"
Entry = dict[str, object]


def entries(tabs: Iterable[Tab]) -> list[Entry]:
    """Give the entry of each tab."""
    return [{"lang": one.language, "label": one.label, "source": one.code} for one in tabs]


def placed(standing: Sequence[object], ours: Iterable[Entry]) -> list[tuple[int | None, Entry]]:
    """Give each entry of ours with the number of the one that it replaces, None where it is new.

    It replaces what has its language and its label, or no label. What else such an entry says is
    kept in it.
    """
    free = dict(enumerate(standing))
    found: list[tuple[int | None, Entry]] = []
    for entry in ours:
        number = next((place for place, one in free.items() if _is_ours(one, entry)), None)
        before = free.pop(number) if number is not None else {}
        found.append((number, {**before, **entry} if isinstance(before, dict) else entry))
    return found


def merged(standing: Sequence[object], places: Iterable[tuple[int | None, Entry]]) -> list[object]:
    """Give the whole list: what stands there with ours in their places, new ones at its end."""
    whole = list(standing)
    for number, entry in places:
        if number is None:
            whole.append(entry)
        else:
            whole[number] = entry
    return whole


def _is_ours(one: object, entry: Entry) -> bool:
    if not isinstance(one, dict):
        return False
    is_same = str(one.get("lang")).lower() == str(entry["lang"]).lower()
    return is_same and one.get("label", entry["label"]) == entry["label"]
