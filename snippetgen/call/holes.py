"""What a call leaves open: the places of a request where a parameter or a secret will stand.

In: a `Reading`, and what is to be done with its secrets. Out: `Holes`, which turn any part of the
request into a `Text`. Knows places, not what is around them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import Literal

from snippetgen.call.encodings import has_lone_surrogate, json_quoted, percent_encoded
from snippetgen.call.model import Secret
from snippetgen.call.text import Encoding, Ref, Text
from snippetgen.errors import CannotRender
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.secret_places import SecretPlace
from snippetgen.webhook import Place
from snippetgen.words.word import Expansion, Word

SecretsMode = Literal["env", "inline", "placeholder"]
Inside = tuple[int, int, Span]
"""A hole that stands in a word: where it begins and ends there, and its own place."""
Hole = tuple[int, int, Ref]
"""Where a hole begins and ends, and the reference in it."""

_PLACE = itemgetter(0, 1)
_ENV = regex(r"[A-Za-z_][A-Za-z0-9_]*")
# How an expansion begins, down to its first word: what follows may hold a secret.
_BEGINNING = regex(r"[$`({<>%]*[A-Za-z_]{0,20}[)}`%]?")
_TAKEN = frozenset({"user_id", "run_id", "inputs", "payload"})
_ENCODINGS: dict[str, Encoding] = {"header": "", "query": "url", "body": "json"}
# What the encoders of all languages spell alike in a URL.
_SPELLED_ALIKE = regex(r"[^\s!'()*~]*")


class Holes:
    """The references of one call, in the order in which their values first stood.

    `respelled` names the secrets that a form's encoder would spell otherwise than the URL did.
    """

    def __init__(self, reading: Reading, mode: SecretsMode) -> None:
        self._reading = reading
        self._mode = mode
        self._secrets: dict[tuple[str, str], Secret] = {}
        self._named: dict[str, int] = {}
        self._holes: dict[Span, Ref] = {}
        self.parameters: dict[str, str] = {}
        self.respelled: frozenset[str] = frozenset()
        webhook, holes, secrets = reading.webhook, self._holes, reading.secrets
        if webhook:
            if places := webhook.user_id.places:
                self._open_id("user_id", places)
            if places := webhook.run_id.places:
                self._open_id("run_id", places)
        opened = len(holes)
        for place in secrets:
            self._open_secret(place)
        if len(holes) < opened + len(secrets):
            # A key that stands where an id belongs is a secret, and that id no parameter.
            named = {ref.name for ref in holes.values()}
            self.parameters = {id: text for id, text in self.parameters.items() if id in named}
        # No two have the same place, so that no references are compared.
        self._ordered = ordered = sorted([(at.start, at.end, ref) for at, ref in holes.items()])
        self._ends = (ordered[0][0], ordered[-1][0]) if ordered else (0, -1)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Give the secrets met so far, the snippet's own variables among them."""
        return tuple(self._secrets.values())

    @property
    def texts(self) -> dict[str, str]:
        """Give the texts of the secrets that the snippet spells out, by their environment names."""
        return {one.env: text for (_, text), one in self._secrets.items() if text}

    def text(self, word: Word, before: str = "") -> Text:
        """Give a part of the request with references in its holes, and `before` before it.

        Raises `CannotRender` where it holds what only a shell can know.
        """
        text = before + word.text
        near = self.near(word)
        if not near and not word.expansions:
            return Text((text,)) if text else Text()
        begin = None if word.expansions else word.begin
        if begin is None:
            return _filled(text, self._ranges(word), -len(before))
        return _filled(text, near, begin - len(before))

    def near(self, word: Word) -> list[Hole]:
        """Give the holes that begin in the span of a word, in order."""
        span, (first, last) = word.span, self._ends
        start, end = span.start, span.end
        if last < start or end <= first:  # in most words there is none
            return []
        ordered = self._ordered
        if start <= first and last < end:  # and one has them all
            return ordered
        number = bisect_left(ordered, (start,))
        return ordered[number : bisect_left(ordered, (end,), number)]

    def inside(self, word: Word) -> list[Inside]:
        """Give the holes that stand in a word, in order: where they begin and end in it."""
        found = []
        for start, end, _ in self.near(word):
            span = Span(start, end)
            place = word.locate(span)
            if place:
                found.append((*place, span))
        if len(found) > 1:
            found.sort(key=_PLACE)
        return found

    def at(self, span: Span) -> Ref | None:
        """Give the reference whose hole is just this span."""
        return self._holes.get(span)

    def cover(self, word: Word) -> bool:
        """Say whether all that a shell would fill in stands in holes."""
        return not word.expansions or not any(self._outside(word, self.inside(word)))

    def written(self, word: Word) -> str:
        """Give a part of the request that no program fills in: the name of a file.

        Raises `CannotRender` where a shell would fill it in.
        """
        for expansion in word.expansions:
            raise CannotRender(
                f"{self._place(expansion, word)}: only a shell knows which file "
                f"{_beginning(word.text[expansion.start : expansion.end])} names. "
                "Write the name of the file in its place."
            )
        return word.text

    def password(self) -> Text:
        """Give a password that the snippet leaves to be asked for."""
        return Text((Ref(self._secret("API_PASSWORD", None)),))

    def _open_id(self, name: str, places: tuple[Place, ...]) -> None:
        if places[0].variable:
            return
        opened: dict[Span, Ref] = {}
        first = places[0].text
        for place in places:
            encoding, text, word = _ENCODINGS[place.where], place.text, place.word
            if encoding == "json" and not word.text.startswith('"'):
                encoding = "url"  # of a form
            written = _written_alike(text, encoding)
            if written is None:
                return
            if text == first and written == word.text:
                opened[word.content] = Ref(name, encoding)
        if opened:
            self._holes |= opened
            self.parameters[name] = first

    def _open_secret(self, place: SecretPlace) -> None:
        encoding: Encoding = "json" if place.is_json else "url" if place.is_encoded else ""
        text, word = None if place.is_outside else place.text, place.word
        written = None
        if encoding == "url" and text is not None:
            written = _written_alike(text, encoding)
            if (written or percent_encoded(text)) != word.text:
                encoding, text = "", word.text
        if text is not None and self._mode == "inline" and not self._is_kept(place, encoding):
            return  # it stands in the code where the snippet had it
        name = self._secret(place.env, text)
        if encoding == "url" and text is not None and written is None:
            self.respelled |= {name}
        self._holes[word.content] = Ref(name, encoding)

    def _is_kept(self, place: SecretPlace, encoding: Encoding) -> bool:
        request = self._reading.request
        auth = request.auth if request else None
        is_pair = auth is not None and place.word in (auth.user, auth.password)
        if is_pair and not has_lone_surrogate(place.text):
            return True
        return _written_alike(place.text, encoding) is not None

    def _secret(self, env: str, text: str | None) -> str:
        """Give the name of a secret, which is a new one where its text is."""
        key = env, text or ""
        known = self._secrets.get(key)
        if known is not None:
            return known.name
        number = self._named[env] = self._named.get(env, 0) + 1
        if number > 1:
            env = f"{env}_{number}"
        own, literal = env.removeprefix("GUMLOOP_"), None
        name = own.lower()
        if name in _TAKEN:
            name = f"{name}_env"
        if text is not None and self._mode != "env":
            literal = text if self._mode == "inline" else f"YOUR_{own}"
        self._secrets[key] = Secret(name, env, literal)
        return name

    def _ranges(self, word: Word) -> list[Hole]:
        """Give the holes and the variables of a word by their places in it."""
        inside = self.inside(word)
        found = [(start, end, self._holes[span]) for start, end, span in inside]
        if word.expansions:
            for one in self._outside(word, inside):
                found.append((one.start, one.end, self._variable(one, word)))
            found.sort(key=_PLACE)
        return found

    def _outside(self, word: Word, inside: list[Inside]) -> Iterator[Expansion]:
        for expansion in word.expansions:
            number = bisect_right(inside, expansion.start, key=lambda one: one[0]) - 1
            if number < 0 or expansion.start >= inside[number][1]:
                yield expansion

    def _variable(self, expansion: Expansion, word: Word) -> Ref:
        if expansion.kind == "variable" and _ENV.fullmatch(expansion.name):
            return Ref(self._secret(expansion.name, None))
        raise CannotRender(
            f"{self._place(expansion, word)}: only a shell knows the value of "
            f"{_beginning(word.text[expansion.start : expansion.end])}. "
            "Put it into an environment variable and write $NAME in its place."
        )

    def _place(self, expansion: Expansion, word: Word) -> str:
        line, column = self._reading.paste.position(word.at(expansion.start))
        return f"line {line}, column {column}"


def _filled(text: str, holes: list[Hole], begin: int) -> Text:
    """Put the references of the holes in a text, which begins at `begin`, in place."""
    parts: list[str | Ref] = []
    last, stop = begin, begin + len(text)
    for start, end, ref in holes:
        if last < start < end <= stop:
            parts += (text[last - begin : start - begin], ref)
            last = end
        elif last == start < end <= stop:
            parts.append(ref)
            last = end
    if last < stop:
        parts.append(text[last - begin :])
    return Text(tuple(parts))


def _beginning(spelling: str) -> str:
    found = _BEGINNING.match(spelling)
    shown = found[0] if found else ""
    return shown if shown == spelling else f"{shown}…"


def _written_alike(text: str, encoding: Encoding) -> str | None:
    """Give how a text is sent where every language sends it alike, else None.

    Clients write a header that is not ASCII in different character sets.
    """
    if text.isascii() and text.isalnum():
        return f'"{text}"' if encoding == "json" else text
    if has_lone_surrogate(text):
        return None
    if encoding == "url":
        return percent_encoded(text) if _SPELLED_ALIKE.fullmatch(text) else None
    if encoding == "json":
        return json_quoted(text)
    return text if text.isascii() else None
