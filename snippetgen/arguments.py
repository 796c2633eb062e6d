"""Stage 3, first half: the words of a command as curl's own option parser would take them.

In: a `Command`. Out: `Arguments`. The table is `options.toml`; nothing else knows curl's options.
The parser is that of curl's `src/tool_getparam.c`, with what older and newer curls accept besides:
the unambiguous beginning of a long name (until 8.5.0) and `--name=value` (from 8.16.0 on).
"""

from collections.abc import Callable, Iterator
from operator import length_hint
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from snippetgen.dashes import straighten
from snippetgen.options import CurlOption, option_table, split_prefix
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.command import Command, Mark
from snippetgen.words.typography import DASHES
from snippetgen.words.word import Word

OptionClass = Literal["carried", "harmless", "changes", "unknown", "ambiguous"]

_URL_LIKE = regex(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}+://"
    r"|(?:localhost|(?:\d{1,3}\.){3}\d{1,3}|(?:[A-Za-z0-9-]{1,63}+\.)+[A-Za-z]{2,63}+)(?:[:/?#]|\Z)"
)
_BLANKS = " \t\r\n"
_FOLLOWING = ("location", "location-trusted", "follow")
_MOST_GUESSES = 20

# Arguments with which these options, which are carried, do what is not carried yet.
_UNCARRIED: dict[str, Callable[[str], bool]] = {
    "cookie": lambda text: "=" not in text or text.startswith("@"),  # reads a cookie file
    "header": lambda text: text.startswith("@"),  # reads headers from a file
    "referer": lambda text: ";auto" in text,  # names the page before on each redirect
    "url": lambda text: text.startswith("@"),  # reads URLs from a file
    "url-query": lambda text: "@" in text and "=" not in text and text[0] != "+",  # reads a file
}


class Option(Struct, frozen=True, gc=False):
    """One option as it stood: its long name, its spelling in the paste, and its argument.

    `span` is the spelling without the argument: `--data`; in `-sXPOST` first `-s`, then `X`.
    `missing` says that it takes an argument and the command ended before one.
    `near` names the options meant: all that an ambiguous prefix fits, the nearest of an unknown.
    `negated`: switched off, by `--no-NAME` or by its letter (`-N` is `--no-buffer`).
    """

    name: str
    kind: OptionClass
    span: Span
    argument: Word | None = None
    missing: bool = False
    near: tuple[str, ...] = ()
    negated: bool = False


class Arguments(Struct, frozen=True, gc=False):
    """The options in order and the URLs in order (positional, `--url`), of the first request only.

    `extra` are the spans of what follows `--next` or `-:`; `marks` what was read through here.
    `blanks` are empty and blank words, which curl would take for URLs and fail on.
    """

    options: tuple[Option, ...]
    urls: tuple[Word, ...]
    extra: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    blanks: tuple[Word, ...] = ()


def read_arguments(command: Command) -> Arguments:
    """Give the options and the URLs of a command as curl's parser would take its words."""
    words = command.words
    rest = iter(words)
    if words and (words[0].text == "curl" or _is_curl(words[0].text)):
        next(rest)
    first = _Part(0)
    reader = _Reader(words, rest, first)
    reader.read()
    return Arguments(
        tuple(_as_a_whole(first.options)),
        tuple(first.urls),
        tuple(reader.extra()) if reader.later else (),
        tuple(reader.marks),
        tuple(first.blanks),
    )


class _Part(Struct):
    """What belongs to one request; `first` is the number of its first word."""

    first: int
    options: list[Option] = field(default_factory=list)
    urls: list[Word] = field(default_factory=list)
    blanks: list[Word] = field(default_factory=list)


class _Reader(Struct):
    """Takes the words one by one, as curl does.

    `rest` goes on with those that were not taken yet; `part` is what they belong to, `later` are
    the parts after the first.
    """

    words: tuple[Word, ...]
    rest: Iterator[Word]
    part: _Part
    later: list[_Part] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    guesses: int = 0

    def read(self) -> None:
        """Read all words."""
        by_spelling = option_table().by_spelling
        for word in self.rest:
            text = word.text
            if known := by_spelling.get(text):
                # Mostly nothing stands around it, and its place need not be made anew.
                span = word.content if word.quotes or word.pieces else word.span
                self._known(known[0], span, None, known[1])
            elif text.startswith("-") or not text.isascii():
                self._dashed(word)
            else:
                self._url(word)

    def _dashed(self, word: Word) -> None:
        """Read what may be an option; after `--` a word that begins with a dash is a URL."""
        if not word.text.isascii():
            word, marks = straighten(word)
            self.marks += marks
        if not word.text.startswith("-"):
            self._url(word)
        elif known := option_table().by_spelling.get(word.text):
            self._known(known[0], word.content, None, known[1])
        elif word.text == "--":
            for url in self.rest:
                self._url(url)
        elif word.text.startswith("--"):
            self._long(word)
        else:
            self._cluster(word)

    def extra(self) -> Iterator[Span]:
        """Give the spans of the words of every request after the first."""
        ends = [part.first - 1 for part in self.later[1:]] + [len(self.words)]
        for part, end in zip(self.later, ends, strict=True):
            if part.first < end:
                yield Span(self.words[part.first].span.start, self.words[end - 1].span.end)

    def _url(self, word: Word) -> None:
        part, text = self.part, word.text
        if _UNCARRIED["url"](text):
            part.options.append(Option("url", "changes", word.span, word))
        else:
            (part.urls if text.strip(_BLANKS) else part.blanks).append(word)

    def _long(self, word: Word) -> None:
        equals = word.text.find("=")
        end = len(word.text) if equals < 0 else equals
        attached = None if equals < 0 else word.part(equals + 1)
        spelled, span = word.text[2:end], word.source(0, end)
        found = option_table().fitting(spelled)
        if len(found) == 1:
            self._known(found[0], span, attached, split_prefix(spelled)[0])
        elif found:
            near = tuple(option.name for option in found)
            self._unsure(Option(spelled, "ambiguous", span, attached, near=near))
        else:
            self._unsure(Option(spelled, "unknown", span, attached, near=self._nearest(spelled)))

    def _cluster(self, word: Word) -> None:
        """Read `-sSLXPOST`. A letter met again changes nothing, so each is read once."""
        place = 0
        for letter in dict.fromkeys(word.text[1:]):
            place = word.text.index(letter, place + 1)
            if not self._letter(letter, word, place):
                return
        if not place:
            self.part.options.append(Option("", "unknown", word.span))

    def _letter(self, letter: str, word: Word, place: int) -> bool:
        """Read one letter; say whether the next one is an option too."""
        by_letter = option_table().by_letter
        span = word.source(place if place > 1 else 0, place + 1)
        option = by_letter.get(letter)
        if option is None:
            other = by_letter.get(letter.swapcase())
            near = (other.name,) if other else ()
            self.part.options.append(Option(letter, "unknown", span, near=near))
            return False
        is_attached = option.takes_argument and place + 1 < len(word.text)
        attached = word.part(place + 1) if is_attached else None
        self._known(option, span, attached, "no-" if option.letter_negates else "")
        return not option.takes_argument and option.name != "next"

    def _known(self, option: CurlOption, span: Span, attached: Word | None, prefix: str) -> None:
        if not option.takes_argument:
            self._flag(option, span, negated=prefix == "no-")
            return
        name, kind = option.name, option.kind
        argument = attached or next(self.rest, None)
        if argument is None:
            is_missing = option.arity == "argument"
            self.part.options.append(Option(name, kind, span, missing=is_missing))
            return
        if prefix and kind == "carried" and "{{" in argument.text:  # curl's own variable
            kind = "changes"
        elif name in _UNCARRIED:
            if _UNCARRIED[name](argument.text):
                kind = "changes"
            elif name == "url":
                self._url(argument)
        self.part.options.append(Option(name, kind, span, argument))

    def _flag(self, option: CurlOption, span: Span, *, negated: bool) -> None:
        part = self.part
        part.options.append(Option(option.name, option.kind, span, negated=negated))
        if option.name == "next" and (part.urls or part.blanks):
            self.part = _Part(self._taken())
            self.later.append(self.part)

    def _unsure(self, option: Option) -> None:
        """Add an option of unknown arity: a word that could stand alone is not its argument."""
        by_name = option_table().by_name
        known = [by_name[name] for name in option.near if name in by_name]
        takes = not option.near or any(meant.takes_argument for meant in known)
        taken = self._taken()
        is_next = takes and option.argument is None and taken < len(self.words)
        if is_next and not _stands_alone(self.words[taken].text):
            option = replace(option, argument=next(self.rest))
        self.part.options.append(option)

    def _taken(self) -> int:
        return len(self.words) - length_hint(self.rest)

    def _nearest(self, spelled: str) -> tuple[str, ...]:
        self.guesses += 1
        return option_table().nearest(spelled) if self.guesses <= _MOST_GUESSES else ()


def _is_curl(word: str) -> bool:
    """Say whether a first word is the program's name: it is not where a command lost its head."""
    name = word.lower()
    if "://" in name:
        return False
    # A container's image may be named with its version: `curlimages/curl:8.10.1`.
    program = name[max(name.rfind("/"), name.rfind("\\")) + 1 :]
    return program.partition(":")[0].removesuffix(".exe") == "curl"


def _stands_alone(text: str) -> bool:
    """Say whether a word looks like an option or a URL, so that no option need come before it."""
    is_option = len(text) > 1 and text[0] in f"-{DASHES}"
    return is_option or _URL_LIKE.match(text) is not None


def _as_a_whole(options: list[Option]) -> list[Option]:
    """Give each option the class that it has beside the others.

    One that would change the request is harmless where a later `--no-` takes it back, or where it
    acts on redirects and none is followed.
    """
    for option in options:
        if option.kind == "changes":
            return _judged_together(options)
    return options


def _judged_together(options: list[Option]) -> list[Option]:
    """Give what `_as_a_whole` does where some would change the request."""
    by_name = option_table().by_name
    is_off = {option.name: option.negated for option in options}
    follows = [not option.negated for option in options if option.name in _FOLLOWING][-1:]

    def is_idle(option: Option) -> bool:
        if by_name[option.name].redirects_only and follows != [True]:
            return True
        return is_off[option.name] and option.name not in _FOLLOWING

    return [
        replace(option, kind="harmless") if option.kind == "changes" and is_idle(option) else option
        for option in options
    ]
