"""The options of a command, asked for by name.

In: `Arguments`. Out: what curl's own parser would have kept of each option: the last argument, all
of them in order, a switch that is on or off. It refuses to know what an option is for.
"""

from msgspec import Struct

from snippetgen.arguments import Arguments, Option
from snippetgen.words.word import Word


class Given(Struct, frozen=True):
    """The options that curl would have understood, in order; `by_name` has those of each name."""

    options: tuple[Option, ...]
    by_name: dict[str, list[Option]]

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
        for option in reversed(self.by_name.get(name, ())):
            if option.argument is not None:
                return option.argument
        return None

    def switch(self, name: str) -> Option | None:
        """Give the option that switched `name` on, None where it is off; the last one counts."""
        options = self.by_name.get(name)
        return options[-1] if options and not options[-1].negated else None

    def is_on(self, name: str) -> bool:
        """Say whether the switch `name` is on."""
        return self.switch(name) is not None


def given(arguments: Arguments) -> Given:
    """Give a command's options, without those that curl would refuse to know."""
    options: list[Option] = []
    by_name: dict[str, list[Option]] = {}
    for option in arguments.options:
        if not option.missing and option.kind not in ("unknown", "ambiguous"):
            options.append(option)
            by_name.setdefault(option.name, []).append(option)
    return Given(tuple(options), by_name)
