"""Where a lexer stands in one command, and how it goes from line to line.

In: a paste and a `Start`. Out: a place that moves, and the marks made on the way. It refuses to
know any shell's quotes and operators.
"""

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import Mark, MarkKind
from snippetgen.words.typography import BIDI, ODD_LINE_ENDS, ODD_SPACES, ZERO_WIDTH

if TYPE_CHECKING:
    from snippetgen.find import Start

BLANK = " \t" + ODD_SPACES + ODD_LINE_ENDS
INVISIBLE = ZERO_WIDTH + BIDI
LINE_END = regex(r"\r*+\n|\r")
_TABS = regex("\t*+")
# What each blank and invisible character begins: its kind of run, the mark of it, how it is meant.
_GAPS: dict[str, tuple[re.Pattern[str], MarkKind | None, str]] = {
    **dict.fromkeys(" \t", (regex("[ \t]++"), None, "")),
    **dict.fromkeys(
        ODD_SPACES + ODD_LINE_ENDS,
        (regex(f"[{ODD_SPACES}{ODD_LINE_ENDS}]++"), MarkKind.ODD_SPACE, " "),
    ),
    **dict.fromkeys(ZERO_WIDTH, (regex(f"[{ZERO_WIDTH}]++"), MarkKind.ZERO_WIDTH, "")),
    **dict.fromkeys(BIDI, (regex(f"[{BIDI}]++"), MarkKind.BIDI, "")),
}


class Cursor(Struct):
    """A place (`at`) in the text of one command, which ends at `end`; and the marks made so far.

    `end` leaves out the line ends before it, so that an unclosed quote gives up at the end of the
    last line. `head_tabs` drops the tabs at each line's head, as `<<-` asks. `absent` is what is
    known to stand nowhere further on.
    """

    text: str
    at: int
    end: int
    limit: int
    lead: re.Pattern[str] | None
    in_backticks: bool
    crlf_is_lf: bool
    head_tabs: bool = False
    saw_crlf: bool = False
    marks: list[Mark] = field(default_factory=list)
    absent: set[tuple[str, str]] = field(default_factory=set)

    @property
    def has_own_lines(self) -> bool:
        """Say whether a line end, or what follows it, reads otherwise than it stands."""
        return bool(self.lead or self.head_tabs or self.crlf_is_lf)

    def mark(self, kind: MarkKind, start: int, end: int, meant: str = "") -> None:
        """Record a fact about the text from `start` to `end`."""
        self.marks.append(Mark(kind, Span(start, end), meant))

    def skip_gap(self, *, blanks: bool) -> bool:
        """Skip one run of blanks or of invisible characters, marking odd ones; False: none here.

        Without `blanks`, only invisible characters are skipped.
        """
        char = self.text[self.at] if self.at < self.end else ""
        if char not in _GAPS or not (blanks or char in INVISIBLE):
            return False
        pattern, kind, meant = _GAPS[char]
        if gap := pattern.match(self.text, self.at, self.end):
            if kind:
                self.mark(kind, self.at, gap.end(), meant)
            self.at = gap.end()
        return True

    def line_end(self, at: int) -> int:
        """Give where the line end that stands at `at` ends, or `at` where none stands there."""
        found = LINE_END.match(self.text, at, self.end)
        if found is None:
            return at
        if found.end() - at > 1:
            self._mark_crlf(at)
        return found.end()

    def ended(self) -> str | None:
        """Give what ends a command's lines here: `newline`, or "" at the text's end; else None."""
        if self.at >= self.end:
            return "newline" if self.limit > self.end else ""
        return "newline" if self.line_end(self.at) > self.at else None

    def line_head(self, at: int) -> int:
        """Give where the command's own text begins in the line that begins at `at`."""
        lead = self.lead.match(self.text, at, self.end) if self.lead else None
        return lead.end() if lead else at

    def text_head(self, at: int) -> int:
        """Give where the text of the line that begins at `at` begins, past the tabs `<<-` drops."""
        at = self.line_head(at)
        tabs = _TABS.match(self.text, at, self.end) if self.head_tabs else None
        return tabs.end() if tabs else at

    def content(self, builder: WordBuilder, end: int) -> None:
        """Add the text from here to `end` as it stands, without what leads its later lines.

        Where every line end of the paste is a CRLF, a page or an editor made them so, and each
        reads as the line feed it was; else a carriage return is content, as it is for a shell.
        """
        if not self.has_own_lines:
            builder.literal(self.at, end)
            self.at = end
            return
        while (line_end := self.text.find("\n", self.at, end)) >= 0:
            if self.crlf_is_lf:
                self._mark_crlf(line_end - 1)
                builder.literal(self.at, line_end - 1)
                builder.decoded("\n", line_end - 1, line_end + 1)
            else:
                builder.literal(self.at, line_end + 1)
            self.at = self.text_head(line_end + 1)
        builder.literal(self.at, end)
        self.at = max(self.at, end)

    def _mark_crlf(self, at: int) -> None:
        if not self.saw_crlf:
            self.saw_crlf = True
            self.mark(MarkKind.CRLF, at, at + 2, "\n")


def cursor_at(paste: Paste, start: "Start") -> Cursor:
    """Give a cursor at the head of the command that starts at `start`."""
    text = paste.text
    at, end, limit = start.reach(text)
    in_backticks = at > 0 and text[at - 1] == "`"
    return Cursor(text, at, end, limit, start.lead, in_backticks, paste.has_only_crlf)
