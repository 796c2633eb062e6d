"""The files of `check`: which are read, in which order, and what `--fix` does to them."""

import errno
import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from command_line import codes, found, run, write
from pastes import HEADER, IN_URL, K, U, changed

from snippetgen.cli.checking import Checking, Options
from snippetgen.cli.progress import Progress

CUT = changed(HEADER, (U, U[:-1]))
CURLY = changed(HEADER, ("'{", "‘{"), ("}'", "}’"))
GENERIC = "curl https://x.example/things\n"


def test_a_file_without_a_command_is_damaged_only_alone_and_plain(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "hello", "b.md": "hello", "c.txt": GENERIC})
    assert run("check", "a.txt", cwd=tmp_path)[0] == 1
    assert run("check", "b.md", cwd=tmp_path)[0] == 0
    assert run("check", "a.txt", "c.txt", cwd=tmp_path)[0] == 0
    assert run("check", ".", cwd=tmp_path)[0] == 0


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": CUT, "c.md": f"```\n{CUT}```\n"})
    (tmp_path / "b.md").write_bytes(b"\xff\xfa\xe9")
    status, out, error = run("check", ".", "gone.txt", "--format", "json", cwd=tmp_path)
    assert status == 2
    assert [one["file"] for one in json.loads(out)] == ["a.txt", "c.md"]
    assert [line.split()[0] for line in error.splitlines()] == ["snippetgen:"] * 2


def test_a_folder_is_walked_in_order_without_what_git_ignores(tmp_path: Path) -> None:
    kept = ["a.md", "b.MDX", "d.sh", ".github/w.md", "sub/keep.txt", "sub/build/y.md"]
    names = [*kept, "sub/deep/z.sh", "c.txt", "e.py", "build/x.md", "sub/drop.txt", ".git/HEAD.md"]
    write(tmp_path, dict.fromkeys([*names, "sub/deep/y.sh"], f"```\n{CUT}```\n"))
    ignoring = {
        ".gitignore": "/build\r\n*.txt\n!keep.txt\n",
        "sub/.gitignore": "deep/*.sh\n",
        "sub/deep/.gitignore": "!z.sh\n",
    }
    write(tmp_path, ignoring)
    assert [file for file, _ in found(".", cwd=tmp_path)] == [*kept, "sub/deep/z.sh"]
    assert [file for file, _ in found("sub", cwd=tmp_path)] == [*kept[4:], "sub/deep/z.sh"]
    assert [file for file, _ in found("build", "a.md", cwd=tmp_path)] == ["build/x.md", "a.md"]
    assert [file for file, _ in found("c.txt", "c.txt", cwd=tmp_path)] == ["c.txt"]


def test_fix_writes_only_what_it_repairs_and_reports_what_is_left(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"```\n{CURLY}```\n", "b.md": f"```\n{CUT}```\n", "c.md": ""})
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.md")
    written = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    status, out, _ = run("check", "--fix", "b.md", "c.md", "link.md", cwd=tmp_path)
    assert status == 1
    assert out.startswith("b.md:2:")
    assert out.endswith("Repaired 1 finding. Found 1 warning in 2 commands in 3 files.\n")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == f"```\n{HEADER}```\n"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "b.md").stat().st_mtime_ns == written["b.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(written)
    assert run("check", "--fix", "a.md", cwd=tmp_path)[0] == 0


def test_diff_shows_what_fix_would_write_and_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, {"a.md": f"```\n{CURLY}```\n"}) / "a.md"
    status, out, _ = run("check", "--diff", "a.md", cwd=tmp_path)
    assert status == 1
    assert out.startswith("--- a.md\n+++ a.md\n@@ -2,5 +2,5 @@\n")
    assert '+  -d \'{"recipient": "ada", "count": 3}\'\n' in out
    assert K not in out
    assert "--fix repairs 1." in out
    assert "‘" in path.read_text(encoding="utf-8")
    assert run("check", "--diff", "--fix", "a.md", cwd=tmp_path)[:2] == (
        0,
        out[: out.index("a.md:")] + "Repaired 1 finding. Nothing wrong in 1 command in 1 file.\n",
    )
    assert "‘" not in path.read_text(encoding="utf-8")


def test_a_file_in_utf_16_stays_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"\ufeff{CURLY}".replace("\n", "\r\n").encode("utf-16-be"))
    assert run("check", "--fix", str(path))[0] == 0
    assert path.read_bytes() == f"\ufeff{HEADER}".replace("\n", "\r\n").encode("utf-16-be")


def test_a_repaired_standard_input_is_the_output() -> None:
    status, out, error = run("check", "--fix", stdin=changed(CURLY, (U, U[:-1])))
    assert (status, out) == (1, CUT)
    assert "SG217" in error
    assert "Repaired 1 finding." in error
    assert run("check", "--fix", "--format", "json", stdin=CURLY) == (0, HEADER, "[\n]\n")


def test_a_file_that_cannot_be_written_is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", target)

    path = write(tmp_path, {"a.txt": CURLY, "b.txt": CUT})
    monkeypatch.setattr(os, "replace", refuse)
    options = Options("text", True, False, (), (), False, False, False)
    assert Checking((str(path),), options).run() == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"snippetgen: cannot write {path / 'a.txt'}: Permission denied.")
    assert "b.txt:1:" in said.out
    assert sorted(one.name for one in path.iterdir()) == ["a.txt", "b.txt"]


def test_live_keys_in_tracked_files_are_found_where_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": f"```\n{HEADER}```\n", "sub/*-[1].txt": IN_URL, "c.txt": IN_URL})
    assert run("check", ".", "--tracked-keys", cwd=tmp_path)[0] == 2
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "a.md", "sub"], cwd=tmp_path, check=True)
    assert codes(".", cwd=tmp_path) == []
    listed = [("a.md", "SG421"), ("sub/*-[1].txt", "SG421")]
    assert found(".", "--tracked-keys", cwd=tmp_path) == listed
    assert K not in run("check", ".", "--tracked-keys", cwd=tmp_path)[1]


def test_progress_is_shown_after_a_second_to_a_person_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.1, 2.2])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress()
    with progress.over(3):
        progress.step()
        assert capsys.readouterr().err == ""
        progress.step()
        assert "66%" in capsys.readouterr().err
        progress.step()
    assert capsys.readouterr().err.endswith("\r\033[K\033[?25h")
