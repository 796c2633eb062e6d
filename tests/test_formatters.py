"""Law: generated code is what its language's own formatter makes of it, in every style and mode.

Every fixture in both styles, with its secrets from the environment, inline and as placeholders,
and, where the call starts a run, waiting for its end.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import Case, own_targets, rendered_cases
from conftest import Say
from formatters import PINS, is_installed, lay_out
from toolchains import missing, require

from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.targets import Target

_MODES: tuple[SecretsMode, ...] = ("env", "inline", "placeholder")
_TOOLS = {"java": "java/httpclient", "javascript": "javascript/fetch"}


@pytest.mark.parametrize("language", sorted(PINS))
def test_its_formatter_leaves_the_code_alone(language: str, tmp_path: Path, say: Say) -> None:
    if not is_installed():
        missing("the pinned formatters are not installed: python tests/formatters.py")
    if language in _TOOLS:
        require(_TOOLS[language])
    target = next(one for one in own_targets().values() if one.language == language)
    written = dict(_written(target, tmp_path))
    lay_out(language, written, tmp_path)
    changed = {
        path.parent.name: (code, laid_out)
        for path, code in written.items()
        if (laid_out := path.read_text(encoding="utf-8")) != code
    }
    for name, (code, laid_out) in changed.items():
        assert code.splitlines() == laid_out.splitlines(), name
    assert not changed
    assert len(written) > 200
    say(f"{PINS[language]['package']} {PINS[language]['version']} leaves {len(written)} files")


def _written(target: Target, folder: Path) -> Iterator[tuple[Path, str]]:
    for case in rendered_cases():
        for name, code in _codes(case, target):
            home = folder / f"{case.name}.{name}"
            home.mkdir()
            path = home / target.file
            path.write_text(code, encoding="utf-8", newline="\n")
            yield path, code


def _codes(case: Case, target: Target) -> Iterator[tuple[str, str]]:
    if target.id in case.refused:
        return
    reading = case.reading()
    webhook = reading.webhook
    starts_run = webhook is not None and webhook.endpoint == "start_pipeline"
    for style in target.styles:
        waits = (False, True) if starts_run and style == "caller" else (False,)
        for mode in _MODES if case.call().secrets else _MODES[:1]:
            for wait in waits:
                try:
                    call = call_of(reading, mode, wait)
                except CannotRender:
                    assert wait, "only --wait may be refused where the case declares nothing"
                    continue
                yield f"{style}.{mode}{'.wait' * wait}", render_call(call, target, style)
