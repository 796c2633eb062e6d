"""The characters that pages, editors and word processors put in the place of plain ones.

In: nothing. Out: tables of characters, for every dialect's lexer and for the stages after. It
refuses to know where such a character is damage and where it is content: that is for its users.
The names of the characters are those of the Unicode standard.
"""

# Blanks that no shell takes for one: the spaces of Unicode other than U+0020, and the separators
# that stand for a line break in a word processor (U+2028, U+2029) or a terminal (U+0085).
ODD_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
ODD_LINE_ENDS = "\u0085\u2028\u2029"

# Characters without width: the zero width space and joiners, word joiner and invisible operators,
# the byte order mark, the soft hyphen, the Mongolian vowel separator.
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e"

# Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# Dashes that stand for `-`, or for the `--` that a word processor joined.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"

# Marks that stand for `'` and for `"`.
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\uff07"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\uff02"

# The straight quote that each mark stands for.
STRAIGHT = dict.fromkeys(SINGLE_QUOTES, "'") | dict.fromkeys(DOUBLE_QUOTES, '"')

# Which marks close a quote that each mark opened. Curly marks close one another whichever way they
# turn, for pages and languages differ (“…” „…“ ”…”), but a low mark only opens. A straight mark
# closes as well: a copy may have lost one of the two.
CLOSING = (
    dict.fromkeys("\u2018\u2019\u201a\u201b", "\u2018\u2019\u201b'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '\u201c\u201d\u201f"')
    | {"\u2032": "\u2032'", "\uff07": "\uff07'", "\u2033": '\u2033"', "\uff02": '\uff02"'}
)
