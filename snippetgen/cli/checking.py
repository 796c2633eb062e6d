"""The run of `check` over its files: read, judge, repair, report, one after another."""

import os
from collections.abc import Iterator

import click
from msgspec import Struct

from snippetgen.cli.files import Source, sources
from snippetgen.cli.formats import Format, report_in
from snippetgen.cli.progress import Progress
from snippetgen.cli.source import read_paste
from snippetgen.errors import SnippetgenError
from snippetgen.judging.choosing import chosen
from snippetgen.judging.fixing import Fixed, fixed, repairs
from snippetgen.judging.judge import Judged, judge
from snippetgen.judging.settings import settings_for
from snippetgen.paste import Paste
from snippetgen.report.shown import Shown, Totals
from snippetgen.report.visible import visible


class Options(Struct, frozen=True):
    """What the command line said beside the files."""

    output_format: Format
    fix: bool
    diff: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    show_all: bool
    verbose: bool
    tracked_keys: bool


class Checking:
    """One run over files. Of a file nothing stays but what it adds to the totals."""

    def __init__(self, names: tuple[str, ...], options: Options) -> None:
        self._options = options
        self._is_unreadable = False
        self._progress = Progress()
        self._sources = sources(names, self._unlisted)
        settings = settings_for(_common_folder(names))
        select = options.select or settings.select
        ignore = (*settings.ignore, *options.ignore)
        self._rules = chosen(select, ignore)
        self._rules_of_tracked = chosen(select, ignore, tracked=True)
        self._tracked = self._ask_git() if options.tracked_keys else frozenset()
        shown = Shown(options.verbose, options.show_all)
        self._totals = Totals(shown)
        # A repaired standard input takes standard output; the report makes way.
        self._to_stderr = options.fix and any(one.name == "-" for one in self._sources)
        self._report = report_in(
            options.output_format, shown, self._rules_of_tracked, to_stderr=self._to_stderr
        )

    def run(self) -> int:
        """Check every file; give the exit status."""
        self._write(self._report.opening())
        with self._progress.over(len(self._sources)):
            for source in self._sources:
                self._check(source)
                self._progress.step()
        self._write(self._report.closing(self._totals))
        return 2 if self._is_unreadable else int(self._totals.damaged > 0)

    def _check(self, source: Source) -> None:
        try:
            for text in self._checked(source, self._judged(read_paste(source.name), source)):
                self._write(text)
        except SnippetgenError as error:
            self._failed(str(error))

    def _checked(self, source: Source, judged: Judged) -> Iterator[str]:
        """Give what is said of a file; repair it on the way."""
        if self._options.fix or self._options.diff:
            after = fixed(judged, lambda paste: self._judged(paste, source))
            if self._options.diff:
                yield _difference(judged, after.judged)
            if self._options.fix:
                self._store(source, after)
                self._totals.repaired += after.count
                judged = after.judged
        self._totals.add(judged, len(repairs(judged)))
        yield self._report.of(judged)

    def _judged(self, paste: Paste, source: Source) -> Judged:
        is_tracked = source.name in self._tracked
        rules = self._rules_of_tracked if is_tracked else self._rules
        return judge(paste, rules, needs_command=source.needs_command)

    def _store(self, source: Source, after: Fixed) -> None:
        paste = after.judged.paste
        if source.name == "-":
            click.echo(paste.text.encode(paste.encoding), nl=False)
        elif after.count:
            _write_repaired(paste)

    def _ask_git(self) -> frozenset[str]:
        from snippetgen.cli.tracked import tracked

        return tracked(one.name for one in self._sources if one.name != "-")

    def _unlisted(self, error: OSError) -> None:
        self._failed(f"cannot read {error.filename}: {error.strerror or error}.")

    def _failed(self, message: str) -> None:
        self._is_unreadable = True
        self._progress.clear()
        click.echo(f"snippetgen: {visible(message)}", err=True)

    def _write(self, text: str) -> None:
        if text:
            self._progress.clear()
            click.echo(text, nl=False, err=self._to_stderr, color=True)


def _difference(before: Judged, after: Judged) -> str:
    from snippetgen.report.difference import difference

    return "".join(f"{line}\n" for line in difference(before, after))


def _write_repaired(paste: Paste) -> None:
    from pathlib import Path

    from snippetgen.cli.sink import write_files

    path = Path(paste.name).resolve()  # what a link leads to, not the link
    write_files({path: paste.text}, force=True, encoding=paste.encoding)


def _common_folder(names: tuple[str, ...]) -> str:
    """Give the folder whose settings hold: the one that all the files stand in."""
    paths = [os.path.abspath(name) for name in names if name != "-"]
    common = os.path.commonpath(paths) if paths else os.getcwd()
    return common if os.path.isdir(common) else os.path.dirname(common)
