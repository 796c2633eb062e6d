"""A call in every language that was asked for: the tabs of a page or a block.

In: a `Call`, targets and a style. Out: `Samples`. It refuses to know how tabs look.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from snippetgen.call.model import Call
from snippetgen.documenting.model import Tab
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.targets import Target


class Samples(Struct, frozen=True):
    """The tabs of a call, and why some targets have none."""

    tabs: tuple[Tab, ...]
    refused: tuple[str, ...] = ()


def samples(call: Call, targets: Iterable[Target], style: str) -> Samples:
    """Give a tab for each target that can send the call.

    Raises `CannotRender` where none of them can.
    """
    targets = tuple(targets)
    labels = _labels(targets)
    tabs, refused = [], []
    for target in targets:
        try:
            code = render_call(call, target, style)
        except CannotRender as error:
            refused.append(str(error))
            continue
        tabs.append(Tab(labels[target], target.id.replace("/", "-"), target.fence, code))
    if not tabs:
        raise CannotRender(" ".join(refused))
    return Samples(tuple(tabs), tuple(refused))


def _labels(targets: tuple[Target, ...]) -> dict[Target, str]:
    """Name each target by its language; where two share one, by their whole titles."""
    short = {target: target.title.partition(" (")[0] for target in targets}
    times = Counter(short.values())
    return {one: name if times[name] == 1 else one.title for one, name in short.items()}
