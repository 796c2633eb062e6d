"""What the templates of a docs format see: a page, and the tabs that it or a block shows.

In: nothing; `page.py` and `samples.py` make them. Every text here may be anybody's, and only the
filters of `markup.py` and `html.py` bring it into a page.
"""

from msgspec import Struct


class Tab(Struct, frozen=True):
    """The call in one language.

    `label` is what the tab says, `value` its name within a group of tabs, `language` what a fence
    names for the highlighter.
    """

    label: str
    value: str
    language: str
    code: str


class Row(Struct, frozen=True):
    """One parameter of the call.

    `place` is where it is sent, `kind` its JSON type, `example` what the snippet has ("" where that
    is a secret), `meaning` a sentence of ours about it, or "".
    """

    name: str
    place: str = ""
    kind: str = ""
    example: str = ""
    meaning: str = ""


class Page(Struct, frozen=True):
    """A page about one call.

    `source` is the file that it is made from; `advice` says what to do on a status, such as 401 or
    4xx; `needs` are sentences about what a reader must have first.
    """

    title: str
    intro: str
    source: str
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...] = ()
    needs: tuple[str, ...] = ()
    advice: tuple[tuple[str, str], ...] = ()
