"""What a lexer gives for one command: its words, and the marks of what it read through."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from snippetgen.paste import Span
from snippetgen.words.word import Word

Dialect = Literal["sh", "cmd", "powershell"]


class MarkKind(StrEnum):
    """The kinds of fact that reading records; a check decides what each is worth."""

    PROMPT = "prompt"  # `$ `, `> `, `PS>`, `C:\>`
    GUTTER = "gutter"  # a line number that a page drew beside the code
    FENCE = "fence"  # a Markdown fence around the command
    CRLF = "crlf"
    BYTE_ORDER_MARK = "byte order mark"
    CURLY_QUOTE = "curly quote"  # read as the straight quote it was
    ODD_SPACE = "odd space"  # NBSP and its kin, read as a blank
    ZERO_WIDTH = "zero width"  # read as nothing
    BIDI = "bidirectional control"  # read as nothing
    DASH = "dash"  # a typographic dash at the head of an option
    ENTITY = "entity"  # `&amp;` in a URL, read as `&`
    UNQUOTED_AMPERSAND = "unquoted ampersand"  # a shell would end the command here
    PLACEHOLDER = "placeholder"  # an unquoted `<your_id>`, which a shell takes for a redirection
    SPACE_AFTER_BACKSLASH = "space after backslash"  # read as the continuation it was
    LITERAL_NEWLINE = "literal newline"  # the two characters `\n` outside quotes
    MIXED_DIALECT = "mixed dialect"  # another shell's continuation in the middle of a command
    QUOTING = "quoting"  # what cmd or PowerShell would cut or keep otherwise, read as it was meant
    UNCLOSED_QUOTE = "unclosed quote"  # span: from the mark to where the reading gave up
    UNCLOSED_HEREDOC = "unclosed here-document"  # span: from `<<` to where the reading gave up
    NUL_IN_ARGUMENT = "NUL in an argument"  # a shell drops it and what follows in its quote
    LOST_CONTINUATION = "lost continuation"  # an option on the line after the command, not read
    TRAILING_BACKSLASH = "trailing backslash"  # the text ends in a continuation
    TRAILING_COMMA = "trailing comma"  # in a JSON body, read as absent
    KEY_BLANKS = "blanks around the key"  # read as absent


class Mark(Struct, frozen=True, gc=False):
    """A fact about the paste: what stands at `span`, and the text it was read as (`meant`)."""

    kind: MarkKind
    span: Span
    meant: str = ""


class Stdin(Struct, frozen=True, gc=False):
    """What the command reads from standard input.

    `text` is a here-document's or here-string's own text, or (`is_file`) the name after `<`.
    """

    text: Word
    is_file: bool = False


class Command(Struct, frozen=True, gc=False):
    """One curl command: `words[0]` is `curl`; `after` is what ended it (`|`, `&&`, `fence`, …)."""

    dialect: Dialect
    span: Span
    words: tuple[Word, ...]
    stdin: Stdin | None = None
    marks: tuple[Mark, ...] = ()
    after: str = ""
