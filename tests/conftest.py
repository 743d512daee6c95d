"""What the tests share: the real library, a tiny one to break, and case files."""

import shutil
from datetime import date
from pathlib import Path

import pytest

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
