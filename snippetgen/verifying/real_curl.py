"""The command as it was meant, in words for the real curl: never through a shell.

In: a `Staged` reading. Out: the words after `curl`, and its standard input. The words are the
snippet's own, with what copying did to them repaired; what request they make is for curl alone to
say. Only options that make the request are kept, as `options.toml` classes them: what reads or
writes other files, or leads elsewhere, is left out here, or was refused before.
"""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from snippetgen.arguments import Option
from snippetgen.call.holes import Holes
from snippetgen.call.text import Ref
from snippetgen.request import Request
from snippetgen.request.body import DATA
from snippetgen.targets.tools import Tool
from snippetgen.verifying.loopback import Staged, rebased
from snippetgen.words.word import Word, to_bytes

CURL = Tool(("curl",), "curl is not installed: apt install curl")
# How a request is carried is no part of it; and nothing may lead off this machine.
_NOT_KEPT = frozenset({"url", "proxy", "insecure", "max-time", "connect-timeout", "retry"})
_LONGEST = 131_071  # bytes in one argument, on Linux


class RealCurl:
    """The real curl's part in the proof of one reading.

    Data that is too long for one argument goes through a file in the folder `spare`.
    """

    def __init__(self, stage: Staged, request: Request, spare: Path) -> None:
        self._stage = stage
        self._request = request
        self._spare = spare
        self._holes = Holes(stage.reading, "inline")
        self._marks = sorted(request.marks, key=lambda mark: mark.span.start)

    def words(self) -> list[bytes]:
        """Give the words after `curl`."""
        place = self._stage.place
        # The last two hold even where we had replaced the wrong part of a URL.
        safe = ["-q", "-sS", "--proto", "=http", "--noproxy", "*", "--connect-to", f"::{place}"]
        pairs = [pair for pair in self._options() if pair]
        return [to_bytes(word) for word in (*safe, *(word for pair in pairs for word in pair))]

    def stdin(self, folder: Path) -> bytes | None:
        """Give what the command hands to curl's standard input, None where that is unknown.

        `folder` is where the command's files stand.
        """
        command = self._stage.reading.command
        if command is None or command.stdin is None:
            return None
        text = self._meant(command.stdin.text)
        if not command.stdin.is_file:
            return to_bytes(text)
        file = folder / text
        return file.read_bytes() if file.is_file() else b""

    def _options(self) -> Iterator[tuple[str, ...]]:
        reading = self._stage.reading
        if reading.arguments is None:
            return
        for option in reading.arguments.options:
            if option.kind == "carried" and option.name not in _NOT_KEPT and not option.missing:
                yield self._option(option)
        if reading.start and reading.start.kind == "url":
            yield from self._of_a_bare_url()
        for url in reading.arguments.urls[:1]:
            word = rebased(self._repaired(url), self._stage.place)
            yield "--url", self._filled(word)

    def _option(self, option: Option) -> tuple[str, ...]:
        name = f"--no-{option.name}" if option.negated else f"--{option.name}"
        if option.argument is None:
            return (name,)
        text = self._meant(option.argument)
        if option.name == "user" and ":" not in text:
            text += f":{self._asked_for()}"
        is_long = len(text) > _LONGEST // 4 and len(to_bytes(text)) > _LONGEST
        if option.name in DATA and is_long:
            return self._through_a_file(option.name, text)
        return name, text

    def _of_a_bare_url(self) -> Iterator[tuple[str, ...]]:
        """Give what a bare Webhook URL stands for: nothing of it stands in the paste."""
        yield "--request", self._request.method
        for pair in self._request.headers:
            yield "--header", f"{pair.name.text}: {pair.value.text if pair.value else ''}"
        if self._request.body.text:
            yield "--data-raw", self._request.body.text.text

    def _asked_for(self) -> str:
        """Give the password that curl would ask for."""
        return "".join(map(self._value, self._holes.password().parts))

    def _through_a_file(self, name: str, text: str) -> tuple[str, ...]:
        before = ""
        if name == "data-urlencode":
            before, _, text = text.partition("=") if "=" in text else ("", "", text)
        elif name != "json":
            name = "data-binary"
        path = self._spare / f"data-{len(list(self._spare.iterdir()))}"
        path.write_bytes(to_bytes(text))
        return f"--{name}", f"{before}@{path}"

    def _meant(self, word: Word) -> str:
        return self._filled(self._repaired(word))

    def _repaired(self, word: Word) -> Word:
        """Give a word with the repairs that reading the request made in it."""
        first = bisect_left(self._marks, word.span.start, key=lambda mark: mark.span.start)
        last = bisect_left(self._marks, word.span.end, key=lambda mark: mark.span.start)
        edits: list[tuple[int, int, str]] = []
        for mark in self._marks[first:last]:
            place = word.locate(mark.span)
            if place and (not edits or place[0] >= edits[-1][1]):
                edits.append((*place, mark.meant))
        return word.edited(edits)

    def _filled(self, word: Word) -> str:
        """Give a word with the values of its variables in their places."""
        parts, last = [], 0
        for one in word.expansions:
            text = self._holes.text(word.part(one.start, one.end))
            parts += [word.text[last : one.start], *map(self._value, text.parts)]
            last = one.end
        return "".join([*parts, word.text[last:]])

    def _value(self, part: str | Ref) -> str:
        if isinstance(part, str):
            return part
        env = next(one.env for one in self._holes.secrets if one.name == part.name)
        return self._stage.values[env]
