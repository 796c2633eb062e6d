"""A server on loopback that keeps every request exactly as it came, and answers as it is told.

In: nothing, or the answers to give. Out: `Recorder.requests`. It is the judge of what real curl and
every generated caller send, so nothing here decodes, joins, sorts or repairs.
"""

from collections.abc import Callable
from http import HTTPStatus
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from types import TracebackType

from msgspec import Struct


class Recorded(Struct, frozen=True):
    """One request: `target` is what stood between method and version, each header as on its line.

    Header names and values are latin-1 (one character is one byte), values without the blanks
    around them; `body` is without the framing of chunks.
    """

    method: str
    target: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> list[str]:
        """Give every value of a header, in order; case does not count."""
        return [value for key, value in self.headers if key.lower() == name.lower()]


class Answer(Struct, frozen=True):
    """What the server answers; it breaks off where `cut`, the end of a slice of it, says."""

    status: int = 200
    body: bytes = b"{}"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    cut: int | None = None


class Recorder:
    """The server, as a context manager: `with Recorder() as server: ... server.url ...`.

    `answer` is one answer for all, or gives the answer to each request; it may be set anew at any
    time. Each connection is closed after its answer, so that leaving waits for nobody.
    """

    def __init__(self, answer: Answer | Callable[[Recorded], Answer] | None = None) -> None:
        self.answer = answer or Answer()
        self.requests: list[Recorded] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.recorder = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def place(self) -> str:
        """Give `127.0.0.1:PORT`."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """Give `http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://{self.place}"

    def take(self) -> list[Recorded]:
        """Give the requests recorded so far and forget them."""
        taken, self.requests = self.requests, []
        return taken

    def answer_to(self, request: Recorded) -> Answer:
        """Keep a request and give its answer."""
        self.requests.append(request)
        return self.answer(request) if callable(self.answer) else self.answer

    def __enter__(self) -> "Recorder":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    recorder: Recorder

    def handle_error(self, request: object, client_address: object) -> None:
        """Let go of a client that sends no HTTP, or goes away: it has recorded nothing."""


class _Handler(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Read one request and answer it; a connection that brings none is let go."""
        method, _, rest = self.rfile.readline().rstrip(b"\r\n").partition(b" ")
        if not method:
            return
        headers = self._headers()
        request = Recorded(
            method.decode("latin-1"), rest.rpartition(b" ")[0], headers, self._body(dict(headers))
        )
        self._write(self.server.recorder.answer_to(request))

    def _headers(self) -> tuple[tuple[str, str], ...]:
        headers = []
        while line := self.rfile.readline().rstrip(b"\r\n"):
            name, _, value = line.decode("latin-1").partition(":")
            headers.append((name, value.strip(" \t")))
        return tuple(headers)

    def _body(self, headers: dict[str, str]) -> bytes:
        fields = {name.lower(): value.lower() for name, value in headers.items()}
        if fields.get("expect") == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if fields.get("transfer-encoding") == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(int(fields.get("content-length", "0")))

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().partition(b";")[0], 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk

    def _write(self, answer: Answer) -> None:
        phrase = HTTPStatus(answer.status).phrase
        head = [f"HTTP/1.1 {answer.status} {phrase}", "Connection: close"]
        head += [f"Content-Length: {len(answer.body)}"]
        head += [f"{name}: {value}" for name, value in answer.headers]
        whole = "\r\n".join([*head, "", ""]).encode("latin-1") + answer.body
        self.wfile.write(whole[: answer.cut])
