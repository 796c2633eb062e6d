"""The run of `docs` over its sources: read, build, write, one after another."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from snippetgen.cli.account import Account
from snippetgen.cli.files import Source, sources
from snippetgen.cli.pages_folder import PagesFolder
from snippetgen.cli.sink import write_files
from snippetgen.cli.source import read_paste
from snippetgen.documenting.blocks import MARKER
from snippetgen.documenting.in_place import regenerated
from snippetgen.documenting.markup import remark
from snippetgen.documenting.page_set import Made, page_set
from snippetgen.documenting.recipe import Recipe
from snippetgen.errors import CannotWrite, SnippetgenError


class _Named(Struct, frozen=True):
    """A source, its name within what was named, and what its pages say that they are made from."""

    source: Source
    inner: PurePath
    label: str


class Documenting:
    """One run over sources; of a source nothing stays but its name and what it adds to totals."""

    def __init__(
        self,
        names: tuple[str, ...],
        folder: Path | None,
        recipe: Recipe,
        *,
        force: bool,
        only_check: bool,
    ) -> None:
        self._names = names
        self._recipe = recipe
        self._only_check = only_check
        self._is_incomplete = False
        self._account = Account("Building")
        self._sources = list(self._found())
        files = [one.source.name for one in self._sources]
        self._pages = PagesFolder(folder, files, force, only_check) if folder else None

    def run(self) -> int:
        """Build from every source; give the exit status."""
        self._recipe.targets()  # what is wrong for every source stops the run before the first
        with self._account.progress.over(len(self._sources)):
            for one in self._sources:
                self._build(one)
                self._account.progress.step()
        if self._pages and not self._is_incomplete:
            self._look_for_left_over(self._pages)
        if self._account.said or not self._account.has_failed:
            self._account.tell([self._summary()])
        return self._account.status

    def _found(self) -> Iterator[_Named]:
        seen: set[str] = set()
        for name in self._names:
            is_folder = os.path.isdir(name)
            for source in sources((name,), self._unlisted):
                if source.name not in seen:
                    seen.add(source.name)
                    yield _named(source, name if is_folder else "")

    def _build(self, one: _Named) -> None:
        try:
            if self._pages:
                self._build_pages(one, self._pages)
            else:
                self._build_blocks(one.source)
        except SnippetgenError as error:
            self._miss(str(error))

    def _build_pages(self, one: _Named, pages: PagesFolder) -> None:
        paste = read_paste(one.source.name)
        needs = one.source.needs_command
        made = page_set(paste, self._recipe, one.label, one.inner.stem, needs_command=needs)
        for page in made:
            try:
                self._put(page, one, pages)
            except CannotWrite as error:
                self._account.fail(str(error))

    def _put(self, page: Made, one: _Named, pages: PagesFolder) -> None:
        name = one.inner.parent / f"{page.name}{self._recipe.format.suffix}"
        path = pages.claim(name, one.source.name)
        self._account.tell(page.warnings)
        if page.refused:
            self._account.refuse([page.refused])
            return
        state, before = pages.put(path, page.text)
        self._account.count(state)
        if state == "stale":
            self._account.show_difference(before, page.text)

    def _build_blocks(self, source: Source) -> None:
        if source.needs_command:
            raise CannotWrite(
                f"{source.name}: blocks stand in Markdown files only. "
                "For a page, name a folder: -o DIR."
            )
        paste = read_paste(source.name)
        if not paste.is_markdown:
            return
        after = regenerated(paste, self._recipe)
        self._account.tell(after.warnings)
        self._account.refuse(after.refused)
        self._account.count("stale" if self._only_check else "written", after.changed)
        self._account.count("up to date", after.fresh)
        if after.text == paste.text:
            return
        if self._only_check:
            self._account.show_difference(paste, after.text)
        else:
            path = Path(source.name).resolve()  # what a link leads to, not the link
            write_files({path: after.text}, force=True, encoding=paste.encoding)

    def _look_for_left_over(self, pages: PagesFolder) -> None:
        made = [_label(name) for name in self._names]
        for path in pages.left_over(self._recipe.format.suffix, made):
            self._account.count("stale", self._only_check)
            self._account.tell(
                [f"{path}: warning: no snippet makes this page any more; delete it."]
            )

    def _unlisted(self, error: OSError) -> None:
        self._miss(f"cannot read {error.filename}: {error.strerror or error}.")

    def _miss(self, message: str) -> None:
        """Tell that a source could not be read: which pages it has is not known."""
        self._is_incomplete = True
        self._account.fail(message)

    def _summary(self) -> str:
        thing = "Pages" if self._pages else "Blocks"
        if self._account.said:
            return f"{thing}: {self._account.said}."
        if self._pages:
            return "No snippet was found."
        return (
            f"No block was found. Write {MARKER} and <!-- /snippetgen --> behind a curl fence, "
            "or name a folder for pages: -o DIR."
        )


def _named(source: Source, folder: str) -> _Named:
    path = PurePath(source.name)
    if folder:
        inner = path.relative_to(folder)
        return _Named(source, inner, f"{_label(folder)}{remark(inner.as_posix())}")
    inner = PurePath("snippet") if source.name == "-" else PurePath(path.name)
    return _Named(source, inner, _label(source.name))


def _label(name: str) -> str:
    """Give what a page says of a file or folder: not where the run began, which may change."""
    if name == "-":
        return "standard input"
    return remark(os.path.basename(os.path.abspath(name))) + ("/" if os.path.isdir(name) else "")
