"""The wheel: built, installed into a fresh environment, it finds its templates and converts."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from cases import FIXTURES

ROOT = Path(__file__).parent.parent


def _run(*argv: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(one) for one in argv], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_installs_and_converts(tmp_path: Path) -> None:
    _run(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "snippetgen/py.typed" in names
    assert "snippetgen/options.toml" in names
    assert "snippetgen/templates/targets/cpp/libcurl/target.toml" in names
    assert "snippetgen/templates/docs/markdown/page.md.jinja" in names
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    _run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    listed = _run(python.parent / "snippetgen", "targets", cwd=tmp_path)
    assert "cpp/libcurl" in listed
    paste = FIXTURES / "panel_header" / "paste.txt"
    for target in ("python", "javascript", "java", "cpp", "curl"):
        code = _run(python.parent / "snippetgen", "convert", paste, "--to", target, cwd=tmp_path)
        assert "start_pipeline" in code
    _run(python.parent / "snippetgen", "new", "project", paste, "--to", "java", cwd=tmp_path)
    assert (tmp_path / "project" / "pom.xml").is_file()
    assert (tmp_path / "project" / ".gitignore").is_file()


def test_the_source_distribution_builds_the_same_wheel(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
    (archive,) = tmp_path.glob("*.tar.gz")
    _run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        tmp_path,
        archive,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "snippetgen/templates/targets/cpp/libcurl/target.toml" in names
