"""The options of a command, asked for by name.

In: `Arguments`. Out: what curl's own parser would have kept of each option: the last argument, all
of them in order, a switch that is on or off. It refuses to know what an option is for.
"""

from msgspec import Struct

from snippetgen.arguments import Arguments, Option
from snippetgen.words.word import Word

_NOT_KNOWN = frozenset({"unknown", "ambiguous"})
_USUAL = frozenset(
    {"request", "url", "header", "data", "data-ascii", "data-raw", "data-binary"},
)


class Given(Struct, frozen=True):
    """The options that curl would have understood, in order; `by_name` has each name's last.

    `is_usual`: none says more than the method, the URL, a header or data that is sent as it stands.
    """

    options: tuple[Option, ...]
    by_name: dict[str, Option]
    is_usual: bool

    def arguments(self, names: frozenset[str]) -> list[tuple[Option, Word]]:
        """Give every one of these options that has its argument, with it, in order."""
        if names.isdisjoint(self.by_name):
            return []
        return [
            (option, option.argument)
            for option in self.options
            if option.name in names and option.argument is not None
        ]

    def last(self, name: str) -> Word | None:
        """Give the argument of the last one of this option, None where there is none."""
        option = self.by_name.get(name)
        if option is None:
            return None
        return option.argument or self._last_argument(name)

    def is_on(self, name: str) -> bool:
        """Say whether the switch `name` is on; the last one counts."""
        option = self.by_name.get(name)
        return option is not None and not option.negated

    def _last_argument(self, name: str) -> Word | None:
        given = self.arguments(frozenset({name}))
        return given[-1][1] if given else None


def given(arguments: Arguments) -> Given:
    """Give a command's options, without those that curl would refuse to know."""
    by_name: dict[str, Option] = {}
    for one in arguments.options:
        if one.kind != "carried" or one.missing or one.name not in _USUAL:
            return _unusual(arguments.options)
        by_name[one.name] = one
    return Given(arguments.options, by_name, True)


def _unusual(options: tuple[Option, ...]) -> Given:
    known = tuple([one for one in options if not one.missing and one.kind not in _NOT_KNOWN])
    return Given(known, {one.name: one for one in known}, False)
