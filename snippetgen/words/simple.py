"""The words that most shell commands have nothing else than: plain, or one quote around plain text.

In: a text and a range of it. Out: the words from its start on, as far as each is simple. It refuses
to know what ends a command, and any other word: for those `sh_lexer.py` is loaded.
"""

import re

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.word import Quote, Word

# What means nothing to a shell at the head of a word; `#` and `^` mean nothing behind it.
_BARE = r"!%*-:=?-\[\]_a-{}~"


def _simple(line_feed: str, single: str, gap: str) -> re.Pattern[str]:
    """Give the pattern of one simple word, bare or in quotes, and of the gap behind it: 3 groups.

    Most words are plain ASCII to their end, or one quote around a text with nothing live in it.
    Where there is no such word, the rest is taken, so that no next one is sought.
    """
    # What a class lists is passed twice as fast as what one excludes.
    quoted = rf"\"[{line_feed}\t -!#%-\[\]-_a-~]*+\"|{single}"
    return regex(rf"(?:([{_BARE}][{_BARE}#^]*+)|({quoted})|.++)({gap}|(?![^\r\n]))", re.DOTALL)


_AFTER_LINES = _simple(r"\n", r"'[^']*+'", r"[ \t]++(?:\\\n[ \t]*+|)")
_IN_OWN_LINE = _simple("", r"'[^'\n]*+'", r"[ \t]++")


def read_simple_words(text: str, at: int, end: int, *, has_own_lines: bool) -> list[Word]:
    """Read the words from `at` on as far as each is simple, with plain gaps between them.

    They are what `read_word` would give, found by one pattern each. `has_own_lines`: no line break
    is plain, for lines may be read otherwise than they stand.
    """
    words: list[Word] = []
    pattern = _IN_OWN_LINE if has_own_lines else _AFTER_LINES
    for bare, quoted, gap in pattern.findall(text, at, end):
        if bare:
            stop = at + len(bare)
            words.append(Word(bare, Span(at, stop), at))
        elif quoted:
            stop = at + len(quoted)
            inner, quotes = quoted[1:-1], (Quote(quoted[0], at, stop - 1),)
            words.append(Word(inner, Span(at, stop), at + 1 if inner else None, quotes))
        else:
            break
        at = stop + len(gap)
    return words
