"""curl's options: the table of `options.toml`, loaded when the first one is looked up.

In: a long name or a letter as it was spelled. Out: the option or options that it may be.
Knows nothing of words, nor of what an option does to a request beyond its class.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from snippetgen.kept import toml_table

Kind = Literal["carried", "harmless", "changes"]
Arity = Literal["argument", "optional", "negatable", "flag"]

_ARITIES: tuple[Arity, ...] = ("argument", "optional", "negatable", "flag")
_PREFIXES: dict[str, tuple[Arity, ...]] = {
    "": _ARITIES,
    "no-": ("negatable",),
    "expand-": ("argument", "optional"),
}
_LONGEST_MISSPELLING = 32
_LIKENESS = 0.66


class CurlOption(Struct, frozen=True):
    """One option that curl knows; `options.toml` says what each field means.

    `takes_argument`: the word after it may be its argument.
    """

    name: str
    letter: str
    kind: Kind
    arity: Arity
    prints: bool = False
    redirects_only: bool = False
    letter_negates: bool = False
    newer: bool = False
    takes_argument: bool = False


class OptionTable(Struct, frozen=True):
    """All options by name and by letter; `names` is sorted, for looking up beginnings.

    `by_spelling` has each with its dashes, as it mostly stands, and the prefix that this means.
    """

    by_name: dict[str, CurlOption]
    by_letter: dict[str, CurlOption]
    by_spelling: dict[str, tuple[CurlOption, str]]
    names: tuple[str, ...]

    def fitting(self, spelled: str) -> tuple[CurlOption, ...]:
        """Give the option that was spelled (without `--`), or all whose name begins so, or none.

        Up to curl 8.5.0 an unambiguous beginning in any case of letters would do, so only options
        that were there are counted while any of them fits. Later curls take whole names only, and
        so does every curl after `no-` and `expand-`.
        """
        prefix, name = split_prefix(spelled)
        folded = name.lower()
        exact = self.by_name.get(name) or self.by_name.get(folded)
        if exact:
            return (exact,) if exact.arity in _PREFIXES[prefix] else ()
        fits = () if prefix or not name else tuple(self._beginning_with(folded))
        return tuple(option for option in fits if not option.newer) or fits

    def nearest(self, spelled: str) -> tuple[str, ...]:
        """Give up to three spellings that one which fits no option may stand for, likeliest first.

        Takes about a millisecond, and gives nothing for a name longer than any of curl's.
        """
        prefix, name = split_prefix(spelled)
        fits = [option.name for option in self.fitting(name)] if prefix else []
        near = fits or _like(name.lower(), self.names)
        fitting = [prefix + name for name in near if self.by_name[name].arity in _PREFIXES[prefix]]
        return tuple(fitting[:3]) or (_like(spelled, self.names) if prefix else ())

    def _beginning_with(self, start: str) -> Iterator[CurlOption]:
        for number in range(bisect_left(self.names, start), len(self.names)):
            if not self.names[number].startswith(start):
                return
            yield self.by_name[self.names[number]]


@cache
def option_table() -> OptionTable:
    """Give the table, read from `options.toml` at the first call."""
    data = toml_table(os.path.join(os.path.dirname(__file__), "options.toml"), ours=True)
    by_name = {option.name: option for option in _entries(data)}
    by_letter = {option.letter: option for option in by_name.values() if option.letter}
    by_spelling = {f"--{name}": (option, "") for name, option in by_name.items()}
    for letter, option in by_letter.items():
        by_spelling[f"-{letter}"] = option, "no-" if option.letter_negates else ""
    return OptionTable(by_name, by_letter, by_spelling, tuple(sorted(by_name)))


@cache
def prints_only() -> frozenset[str]:
    """Give the names of the options with which curl prints something and sends nothing."""
    return frozenset(option.name for option in option_table().by_name.values() if option.prints)


def _entries(data: dict[str, Any]) -> Iterator[CurlOption]:
    negates, newer = frozenset(data["letter_negates"]), frozenset(data["newer"])
    for group in data["options"]:
        for arity in _ARITIES:
            for entry in group.get(arity, ()):
                name, _, letter = entry.partition(" ")
                yield CurlOption(
                    name,
                    letter,
                    group["class"],
                    arity,
                    prints=group.get("prints", False),
                    redirects_only=group.get("redirects_only", False),
                    letter_negates=name in negates,
                    newer=name in newer,
                    takes_argument=arity in ("argument", "optional"),
                )


def split_prefix(spelled: str) -> tuple[str, str]:
    """Give the `no-` or `expand-` that a spelling begins with, and the name after it."""
    for prefix in ("no-", "expand-"):
        if spelled.startswith(prefix):
            return prefix, spelled.removeprefix(prefix)
    return "", spelled


def _like(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 < len(name) <= _LONGEST_MISSPELLING:
        return ()
    from difflib import get_close_matches  # only for what is misspelt

    return tuple(get_close_matches(name, names, n=3, cutoff=_LIKENESS))
