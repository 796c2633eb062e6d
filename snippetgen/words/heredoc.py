"""Here-documents of a POSIX shell (`<<EOF`, `<<-EOF`, `<<'EOF'`).

In: a cursor at the line after the command's, and what stood behind `<<`. Out: the document's text
as a word. It refuses to know what reads the text.
"""

from msgspec import Struct

from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.cursor import Cursor
from snippetgen.words.quotes import read_live
from snippetgen.words.word import Word


class HereDocument(Struct, frozen=True, gc=False):
    """What the command line says of a here-document; `opened` is the place of its `<<`.

    `live`: the delimiter was not quoted, so variables and escapes are read. `head_tabs`: `<<-`.
    """

    opened: int
    delimiter: str
    live: bool
    head_tabs: bool


def read_here_document(cursor: Cursor, document: HereDocument) -> Word:
    """Read the document's text, up to the end of the line that closes it.

    One that nothing closes reaches to the end of what may be read.
    """
    cursor.head_tabs = document.head_tabs
    start, whole_end = cursor.at, cursor.end
    cursor.end, after = _closing_line(cursor, document)
    if after is None:
        cursor.mark(MarkKind.UNCLOSED_HEREDOC, document.opened, whole_end)
    builder = WordBuilder(cursor.text, start)
    cursor.at = cursor.text_head(start)
    if document.live:
        read_live(cursor, builder, "", lambda _: False)
    else:
        cursor.content(builder, cursor.end)
    word = builder.build(cursor.end)
    cursor.at, cursor.end = whole_end if after is None else after, whole_end
    cursor.head_tabs = False
    return word


def _closing_line(cursor: Cursor, document: HereDocument) -> tuple[int, int | None]:
    """Give where the line that closes the document begins and ends; the end is None without one.

    A live line that a backslash joins to the line before it closes nothing, as in bash.
    """
    text, end, at, joined = cursor.text, cursor.end, cursor.at, False
    while at < end:
        line_feed = text.find("\n", at, end)
        line_end = line_feed if line_feed >= 0 else end
        line = text[cursor.text_head(at) : line_end].removesuffix("\r")
        if line == document.delimiter and not joined:
            return at, line_end
        if line_feed < 0:
            break
        backslashes = len(line) - len(line.rstrip("\\"))
        joined = document.live and backslashes % 2 == 1
        at = line_feed + 1
    return end, None
