"""The run of `docs --format openapi`: samples of the operations of one OpenAPI file."""

from collections.abc import Iterable
from pathlib import Path

from snippetgen.cli.account import Account
from snippetgen.cli.files import Source, sources
from snippetgen.cli.sink import write_files
from snippetgen.cli.source import read_paste
from snippetgen.documenting.openapi.description import Description, described, with_samples
from snippetgen.documenting.openapi.operations import Operation
from snippetgen.documenting.outline import outline
from snippetgen.documenting.page_set import snippets
from snippetgen.documenting.pages import Sampled, place, sampled
from snippetgen.errors import CannotRender, SnippetgenError
from snippetgen.judging.judge import Verdict
from snippetgen.targets import Target


class Describing:
    """One run: every snippet is matched with its operation, then the file is written once."""

    def __init__(
        self, names: tuple[str, ...], path: Path, targets: Iterable[Target], style: str
    ) -> None:
        self._names = names
        self._path = path
        self._targets = tuple(targets)
        self._style = style
        self._account = Account("Building")
        self._found: dict[Operation, Sampled] = {}

    def run(self, *, only_check: bool) -> int:
        """Read the file and the sources, write the file; give the exit status."""
        try:
            one = described(read_paste(str(self._path)))
            found = sources(self._names, self._unlisted)
            with self._account.progress.over(len(found)):
                for source in found:
                    self._read(source, one)
                    self._account.progress.step()
            self._put(one, only_check=only_check)
        except SnippetgenError as error:
            self._account.fail(str(error))
        if said := self._account.said:
            self._account.tell([f"Operations: {said}."])
        elif not self._account.has_failed:
            self._account.tell(["No snippet was found."])
        return self._account.status

    def _read(self, source: Source, one: Description) -> None:
        try:
            paste = read_paste(source.name)
            needs = source.needs_command
            for verdict in snippets(paste, outline(paste), needs_command=needs):
                self._match(verdict, one)
        except SnippetgenError as error:
            self._account.fail(str(error))

    def _match(self, verdict: Verdict, one: Description) -> None:
        try:
            made = sampled(verdict, self._targets, self._style)
            operation = self._operation(made, one)
        except CannotRender as error:
            self._account.refuse([str(error)])
            return
        self._account.tell(made.warnings)
        self._found[operation] = made

    def _operation(self, made: Sampled, one: Description) -> Operation:
        operation = one.operation(made.call)
        where = place(made.reading)
        if operation is None:
            raise CannotRender(
                f"{where}: error: no operation of {self._path} has this method and path;"
                " compare them with its servers and paths."
            )
        if operation in self._found:
            other = place(self._found[operation].reading)
            name = f"{operation.method.upper()} {operation.path}"
            raise CannotRender(f"{where}: error: the samples of {name} are made from {other}.")
        return operation

    def _put(self, one: Description, *, only_check: bool) -> None:
        tabs = {operation: made.tabs for operation, made in self._found.items()}
        changes = one.changes(tabs)
        after, changed = with_samples(one, changes), len(changes)
        self._account.count("stale" if only_check else "written", changed)
        self._account.count("up to date", len(tabs) - changed)
        if changed and only_check:
            self._account.show_difference(one.paste, after)
        elif changed:
            path = self._path.resolve()  # what a link leads to, not the link
            write_files({path: after}, force=True, encoding=one.paste.encoding)

    def _unlisted(self, error: OSError) -> None:
        self._account.fail(f"cannot read {error.filename}: {error.strerror or error}.")
