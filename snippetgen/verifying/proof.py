"""The proof that programs send what real curl sends, on this machine and nowhere else.

In: a reading, and one target after another. Out: an `Outcome` for each. A recording server on
loopback is the judge; nothing of it is known to the programs but its address.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.call.build import call_of
from snippetgen.errors import CannotRender, CannotVerify
from snippetgen.reading import Reading
from snippetgen.request import Request
from snippetgen.targets import Target
from snippetgen.verifying.environment import clean_environment, steers
from snippetgen.verifying.hiding import Hiding
from snippetgen.verifying.inputs import INVENTED, files_of, input_folder
from snippetgen.verifying.loopback import Staged, staged
from snippetgen.verifying.outcome import NotRun, Outcome
from snippetgen.verifying.process import Ended, run_to_end
from snippetgen.verifying.programs import BuildFailed, built, tool_path, tools_of
from snippetgen.verifying.real_curl import CURL, RealCurl
from snippetgen.verifying.recorder import Answer, Recorded, Recorder
from snippetgen.verifying.sameness import differences
from snippetgen.words.word import to_bytes

_ANSWER = Answer(body=b'{"run_id": "aBcDeFgHiJkLmNoPqRsTuV", "url": "https://example.com/run/1"}')


class Places(Struct, frozen=True):
    """Where things stand: what the command reads, and the programs (None: nowhere to stay).

    `seconds` is the time that each program has.
    """

    inputs: Sequence[Path]
    keep: Path | None = None
    seconds: float = 60


@contextmanager
def proving(reading: Reading, places: Places) -> Iterator["Proof"]:
    """Let real curl send the request of a reading; the programs are then held against that.

    Raises `CannotVerify` where curl is missing, cannot be run or sends nothing, `CannotRender`
    where no program could send the request, and `OSError` where there is no room for the programs.
    """
    with (
        tempfile.TemporaryDirectory(prefix="snippetgen-", ignore_cleanup_errors=True) as name,
        Recorder(_ANSWER) as server,
    ):
        yield Proof(reading, server, Path(name), places)


class Proof:
    """One command's proof: `curl` is what real curl sends."""

    def __init__(self, reading: Reading, server: Recorder, scratch: Path, places: Places) -> None:
        if reading.request is None:
            raise CannotRender("no request can be made out of this text.")
        self._reading = reading
        self._server = server
        self._places = places
        self._programs = places.keep or scratch / "programs"
        self._environment = clean_environment(scratch / "home")
        self._stage = _with_known_values(staged(reading, server.place), self._environment)
        self._hiding = Hiding(self._stage.secrets)
        names = files_of(reading.request)
        self._folder = input_folder(names, places.inputs) or scratch
        self._stdin = INVENTED if "-" in names else b""
        self.variables = self._stage.variables
        self.reads_stdin = bool(self._stdin)
        self.curl = self._run_curl(self._stage.reading.request or reading.request, scratch)

    @property
    def summary(self) -> tuple[str, str]:
        """Give which curl it is, and what it sends; no value that may be a secret is in it."""
        agent = next(iter(self.curl.header("user-agent")), "")
        name = f"real {agent.replace('/', ' ') if agent.startswith('curl/') else 'curl'}"
        path = self.curl.target.decode("latin-1").partition("?")[0]
        shown = self._hiding.shown(path if len(path) <= 80 else f"{path[:80]}…")
        return self._hiding.shown(name), f"sends {self._hiding.shown(self.curl.method)} {shown}"

    def of(self, target: Target, style: str) -> Outcome:
        """Build and run a target's program, and compare what it sends.

        Raises `BadTarget` where a template is wrong, `OSError` where there is no room for it.
        """
        try:
            code = self._code(target, style)
        except CannotRender as error:
            return Outcome(target.id, "refused", str(error))
        try:
            return self._compared(target.id, self._run(target, code))
        except NotRun as error:
            return Outcome(target.id, "not run", self._hiding.shown(str(error)))
        except BuildFailed as error:
            return Outcome(target.id, "differs", f"it cannot be built: {self._said(str(error))}")

    def _run_curl(self, request: Request, scratch: Path) -> Recorded:
        curl = RealCurl(self._stage, request, scratch)
        stdin = curl.stdin(self._folder)
        try:
            words: list[str | bytes] = [tool_path(CURL, self._environment), *curl.words()]
            done = self._run_to_end(words, self._stdin if stdin is None else stdin)
        except NotRun as error:
            raise CannotVerify(f"{self._hiding.shown(str(error))}.") from None
        sent = self._server.take()
        if len(sent) != 1 or done.status != 0:
            raise CannotVerify(
                f"curl itself does not send this request: {self._said(done.error) or 'it hangs'}"
            )
        return sent[0]

    def _code(self, target: Target, style: str) -> str:
        from snippetgen.rendering.fit import fitted
        from snippetgen.rendering.render import render_call

        # What a target refuses may be the snippet's own host or proxy, which the stage has not.
        fitted(call_of(self._reading), target, style)
        return render_call(call_of(self._stage.reading), target, style)

    def _run(self, target: Target, code: str) -> Ended:
        tools = tools_of(target, self._environment)
        folder = (self._programs / target.id).absolute()
        words = built(target, code, folder, tools, self._environment)
        self._server.take()
        return self._run_to_end(words, self._stdin)

    def _run_to_end(self, words: Sequence[str | bytes], stdin: bytes) -> Ended:
        own = {name: to_bytes(value) for name, value in self._stage.values.items()}
        environment: dict[str, str | bytes] = {**own, **self._environment}
        return run_to_end(words, self._folder, environment, stdin, self._places.seconds)

    def _compared(self, target: str, ended: Ended) -> Outcome:
        found = next(self._differences(ended), None)
        return Outcome(target, "differs" if found else "same", found or "")

    def _differences(self, ended: Ended) -> Iterator[str]:
        sent = self._server.take()
        if ended.status is None:
            yield f"it did not end within {self._places.seconds:g} seconds and was stopped"
        if not sent:
            yield f"it sends nothing and ends with status {ended.status}: {self._said(ended.error)}"
        elif len(sent) > 1:
            yield f"it sends {len(sent)} requests, curl one"
        else:
            request = self._reading.request
            given = {pair.name.text.lower() for pair in (request.headers if request else ())}
            yield from differences(self.curl, sent[0], given=given, shown=self._hiding.quoted)
        if ended.status:
            said = self._said(ended.error)
            yield f"it sends the same, but then ends with status {ended.status}: {said}"

    def _said(self, error: str) -> str:
        """Give the line of a program's own message that says what went wrong."""
        lines = [line.strip() for line in error.splitlines() if line.strip()]
        telling = (line for line in lines if "error" in line.lower())
        line = next(telling, lines[0] if lines else "")
        return self._hiding.shown(line[:200])


def _with_known_values(stage: Staged, environment: dict[str, str]) -> Staged:
    """Give a variable that the programs' environment has anyway, as HOME, its value there.

    Raises `CannotVerify` for a variable that decides how programs run.
    """
    for name in filter(steers, stage.values):
        raise CannotVerify(
            f"the command reads {name}, which decides how the programs themselves run here: "
            "give the variable another name to try it."
        )
    known = {name: environment[name] for name in stage.variables if name in environment}
    return replace(stage, values={**stage.values, **known})
