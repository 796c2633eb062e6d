"""Stage 5's types of what is sent: JSON values, fields and the body.

A text in them is a `Text`, with a `Ref` where the snippet held a secret or an id.
"""

from msgspec import Struct

from snippetgen.call.text import Encoding, Ref, Text, encodings_of


class Number(Struct, frozen=True):
    """A JSON number in its own spelling."""

    spelling: str


class Map(Struct, frozen=True):
    """A JSON object: its members in order, no name twice."""

    members: tuple[tuple[str, "Value"], ...] = ()


Value = None | bool | Number | str | tuple["Value", ...] | Map | Ref
"""A JSON value; a `Ref` stands where a parameter or a secret is its text."""


class Field(Struct, frozen=True):
    """A header or a query parameter: the name, and the value before any encoding."""

    name: str
    value: Text

    @property
    def header(self) -> Text:
        """Give the field as a header line is written for curl: an empty value takes a `;`."""
        if not self.value.parts:
            return Text((f"{self.name};",))
        first, *others = self.value.parts
        if isinstance(first, str):
            return Text((f"{self.name}: {first}", *others))
        return Text((f"{self.name}: ", first, *others))


class Split(Struct, frozen=True):
    """A JSON object whose inputs stand together: what stands before them and after them.

    `before` and `after` are members; `before_text` and `after_text` the same as JSON text without
    braces and outer commas; `inputs_text` is the inputs' object as the snippet spelled it.
    """

    before: Map
    inputs: Map
    after: Map
    before_text: Text
    inputs_text: str
    after_text: Text

    @property
    def has_simple_ids(self) -> bool:
        """Say whether all that stands around the inputs are texts and references."""
        members = (*self.before.members, *self.after.members)
        return all(isinstance(item, str | Ref) for _, item in members)


class File(Struct, frozen=True):
    """A part of a body that is read from a file (`-`: standard input) when the program runs.

    `stripped`: without CR, LF and NUL; `encoded`: percent-encoded, a blank as `+`.
    """

    name: str
    stripped: bool = False
    encoded: bool = False


class Body(Struct, frozen=True):
    """What is sent after the headers; exactly one of the forms below, or none of them.

    `text`: the text as the snippet spelled it, always there unless `data` or `files` is.
    `value`: the same as a JSON value where that loses nothing, None elsewhere.
    `split`: beside `value`, where the inputs stand together. `form`: the fields of a form, decoded,
    where an encoder of `application/x-www-form-urlencoded` gives the text back. `data`: bytes that
    are not text. `files`: parts of which at least one is read from a file.
    """

    text: Text | None = None
    value: Value = None
    has_value: bool = False
    split: Split | None = None
    form: tuple[Field, ...] | None = None
    data: bytes | None = None
    files: tuple[Text | File, ...] = ()

    @property
    def reads(self) -> tuple[File, ...]:
        """Give the parts that are read from files."""
        return tuple([part for part in self.files if isinstance(part, File)]) if self.files else ()

    @property
    def opens(self) -> tuple[File, ...]:
        """Give the parts that are read from files with a name, not from standard input."""
        return tuple([part for part in self.reads if part.name != "-"]) if self.files else ()

    @property
    def exists(self) -> bool:
        """Say whether a body is sent, an empty one included."""
        return self.text is not None or self.data is not None or bool(self.files)

    @property
    def texts(self) -> list[Text]:
        """Give the body's text, or the parts that are no files."""
        if self.text is not None:
            return [self.text]
        return [part for part in self.files if isinstance(part, Text)] if self.files else []

    @property
    def encodings(self) -> frozenset[Encoding]:
        """Give the encodings that the references of the body's text, or of its parts, need."""
        return encodings_of(self.texts)
