"""A Markdown file with its blocks generated anew.

In: a `Paste` and a `Recipe`. Out: `Regenerated`, the whole text of the file. Nothing outside the
blocks changes, nor does a block whose snippet is refused. It refuses to touch a file.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from snippetgen.checks import RULES
from snippetgen.documenting.blocks import Slot, content, filled, slots
from snippetgen.documenting.outline import outline
from snippetgen.documenting.pages import Sampled, block, sampled
from snippetgen.documenting.recipe import Recipe
from snippetgen.errors import CannotRender, UnknownTarget
from snippetgen.find import Start
from snippetgen.judging.judge import Verdict, judge
from snippetgen.paste import Paste
from snippetgen.patterns import regex

_ASKED_FOR = regex(r"(?:<!--|\{/\*)[ \t]*+/?snippetgen")
_LINE = regex(r"[^\r\n]++")


class Regenerated(Struct, frozen=True):
    """The text of a file, how many of its blocks changed and how many did not.

    Of `refused` and `warnings` each is a line about a block.
    """

    text: str
    changed: int = 0
    fresh: int = 0
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def regenerated(paste: Paste, recipe: Recipe) -> Regenerated:
    """Generate the blocks of a file.

    Raises `BadFrontMatter` where the YAML at its head cannot be read, `BadTarget` where a template
    is wrong.
    """
    if not _ASKED_FOR.search(paste.text):
        return Regenerated(paste.text)
    verdicts = {one.reading.start: one for one in judge(paste, RULES).verdicts}
    taken = slots(paste, outline(paste), (start for start in verdicts if start))
    made: dict[Slot, Sampled] = {}
    refused = []
    for slot in taken:
        try:
            made[slot] = _sampled(slot, verdicts, paste, recipe)
        except CannotRender as error:
            refused.append(str(error))
    new = dict(_contents(made, paste, recipe))
    changed = sum(paste.text[one.span.start : one.span.end] != new[one] for one in new)
    warnings = [line for one in made.values() for line in one.warnings]
    return Regenerated(
        filled(paste, new), changed, len(new) - changed, tuple(refused), tuple(warnings)
    )


def _sampled(
    slot: Slot, verdicts: dict[Start | None, Verdict], paste: Paste, recipe: Recipe
) -> Sampled:
    line, column = paste.position(slot.marker.start)
    try:
        if slot.start is None:
            raise CannotRender(f"{paste.name}:{line}:{column}: error: {slot.flaw}")
        return sampled(verdicts[slot.start], recipe.targets(slot.names), recipe.style)
    except UnknownTarget as error:
        raise CannotRender(f"{paste.name}:{line}:{column}: error: {error}") from None


def _contents(
    made: dict[Slot, Sampled], paste: Paste, recipe: Recipe
) -> Iterator[tuple[Slot, str]]:
    """Give what each slot is to hold; the first has what a file holds once, where it lacks that."""
    once = recipe.format.once and tuple(_missing(recipe.format.once, made, paste))
    for slot, one in made.items():
        yield slot, content(paste, slot, block(one, recipe.format, once))
        once = ()


def _missing(once: Iterable[str], made: Iterable[Slot], paste: Paste) -> Iterator[str]:
    """Give the lines that stand nowhere in a file but in blocks that are generated anew."""
    kept = filled(paste, dict.fromkeys(made, ""))
    lines = {_spelled(found[0]) for found in _LINE.finditer(kept)}
    return (line for line in once if _spelled(line) not in lines)


def _spelled(line: str) -> str:
    return line.strip().rstrip(";").replace('"', "'")
