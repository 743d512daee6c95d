"""What the tests share: the real library, a tiny one to break, and case files."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the same examples each time, so that a pull request is judged by what it changes; new ones on a person's machine.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "tiny"
TODAY = date(2026, 6, 1)  # the tiny library's today


def case_parts(path: Path) -> dict[str, str]:
    """The parts of a case file, each under a line `=== name`."""
    parts: dict[str, str] = {}
    for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, text = part.partition("\n")
        parts[name.strip()] = text
    return parts


def cases(folder: str) -> list:
    return [pytest.param(path, id=path.stem) for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.txt"))]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small valid library that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, rendered strictly and finished, once for all tests."""
    folder = tmp_path_factory.mktemp("built") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project that a test may change."""
    kept_out = shutil.ignore_patterns(".venv", ".git", ".cache", "site", ".site-*", "__pycache__", ".hypothesis", ".pytest_cache")
    return Path(shutil.copytree(ROOT, tmp_path / "project", ignore=kept_out))


def gutbrain(project: Path, *arguments: str, variables: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    """Run the project's own command line as a person would, with these variables of the environment."""
    command = [sys.executable, "-m", "gutbrain", *arguments]
    return subprocess.run(command, cwd=project, env={**project_environment(project), **(variables or {})}, capture_output=True, text=True, **options)


def project_environment(project: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(project / "scripts")}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path inside it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
