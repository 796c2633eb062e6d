"""Law: what is made of every fixture is what stands in its `expected` folder, file for file."""

import re
from pathlib import Path

import pytest
from cases import Case, all_cases, own_targets
from conftest import Say

from snippetgen import check
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.report import one_line
from snippetgen.spec import spec, spec_text

_KEY_SHAPED = re.compile(r"\b(?:[0-9a-f]{31,32}|gum_[A-Za-z0-9]{8,})\b")


def _made(case: Case) -> dict[str, str]:
    reading = case.reading()
    findings = [one_line(finding, reading.paste) for finding in check(reading)]
    files = {
        "spec.json": f"{spec_text(spec(reading))}\n",
        "report.txt": "".join(f"{line}\n" for line in findings),
    }
    if not case.stopped:
        for target in own_targets().values():
            for style in target.styles:
                name = f"{target.id.replace('/', '-')}.{style}"
                try:
                    code = render_call(case.call(), target, style)
                    files[f"{name}{Path(target.file).suffix}"] = code
                except CannotRender as error:
                    files[f"{name}.refused.txt"] = f"{error}\n"
    return files


def _standing(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*"))}


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_what_is_made_is_what_is_expected(case: Case, update: bool) -> None:
    folder = case.folder / "expected"
    made, standing = _made(case), _standing(folder)
    if update and made != standing:
        _rewrite(folder, made)
        changed = sum(made.get(name) != standing.get(name) for name in {*made, *standing})
        pytest.fail(f"{changed} files changed, read the diff")
    assert sorted(made) == sorted(standing)
    for name, text in made.items():
        assert text == standing[name], name


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_no_key_of_a_paste_stands_in_what_is_expected(case: Case) -> None:
    keys = set(_KEY_SHAPED.findall(case.paste.text))
    keys |= (
        {
            one.literal
            for one in case.call("inline").secrets
            if one.literal and one.literal != "<token>"
        }
        if not case.stopped
        else set()
    )
    for name, text in _standing(case.folder / "expected").items():
        for key in keys:
            assert len(key) < 4 or key not in text, name


def test_a_healthy_case_has_no_error_and_no_warning(say: Say) -> None:
    healthy = [case for case in all_cases() if case.healthy]
    loud = [
        one_line(finding, case.paste)
        for case in healthy
        for finding in check(case.reading())
        if finding.severity != "note"
    ]
    say(f"{len(healthy)} healthy fixtures of {len(all_cases())}: no error, no warning")
    assert not loud, "\n".join(loud)


def _rewrite(folder: Path, made: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*"):
        path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
