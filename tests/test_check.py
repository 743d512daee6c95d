"""Every rule and every kind of broken file, as a case: files laid over the tiny library, and the exact report."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, case_parts, cases, gutbrain

from gutbrain.checking import RULES, check
from gutbrain.library.problems import Problem
from gutbrain.library.reading import read_library


def lay_over(tiny: Path, parts: dict[str, str]) -> None:
    """Write a case's files; `path (encoding)` chooses an encoding, `path (add)` adds to the end, `path (gone)` deletes."""
    for name, text in parts.items():
        path, _, how = name.partition(" (")
        target = tiny / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if how == "gone)":
            target.unlink()
        elif how == "add)":
            target.write_text(target.read_text(encoding="utf-8") + text, encoding="utf-8")
        else:
            target.write_bytes(text.encode(how.rstrip(")") or "utf-8"))


def judged(tiny: Path, parts: dict[str, str]) -> list[Problem]:
    """The problems of the tiny library with a case's files; `former` lists addresses that it once had."""
    former = parts.pop("former", "")
    lay_over(tiny, parts)
    library = read_library(tiny)
    library.former = frozenset(former.split())
    return check(library, TODAY)


@pytest.mark.parametrize("path", cases("check"))
def test_case(path: Path, tiny: Path) -> None:
    parts = case_parts(path)
    expected = parts.pop("report").strip()
    assert "\n".join(map(str, judged(tiny, parts))) == expected


def test_the_tiny_library_is_clean(tiny: Path) -> None:
    assert check(read_library(tiny), TODAY) == []


def test_every_rule_is_seen_to_fail_and_to_stay_silent() -> None:
    names = {path.stem for path in (ROOT / "tests" / "cases" / "check").glob("*.txt")}
    reports = " ".join(case_parts(path)["report"] for path in (ROOT / "tests" / "cases" / "check").glob("*.txt"))
    for rule in RULES:
        assert f"[{rule}]" in reports, f"no case shows the rule {rule} fail"
        assert f"{rule}-silent" in names, f"no case {rule}-silent.txt shows it stay silent where it is nearly broken"


@pytest.mark.parametrize(
    ("make", "report"),
    [
        (lambda tiny: os.mkfifo(tiny / "docs/stress/pipe.md"), "docs/stress/pipe.md:1:1: this is no plain file"),
        (lambda tiny: (tiny / "docs/stress/folder.md").mkdir(), "docs/stress/folder.md:1:1: this is no plain file"),
        (lambda tiny: (tiny / "docs/stress/lost.md").symlink_to("nowhere.md"), "docs/stress/lost.md:1:1: the file cannot be read (No such file or directory)"),
        (lambda tiny: (tiny / "seeds/tiny-article.shingles").rename(tiny / "x") and (tiny / "seeds/tiny-article.shingles").symlink_to("nowhere"), "seeds/tiny-article.yml:4:1: without seeds/tiny-article.shingles"),
        (lambda tiny: (tiny / "docs/stress/two\nlines.md").write_text("x"), r"docs/stress/two\nlines.md:1:1: a file's name must be"),
        (lambda tiny: (tiny / os.fsdecode(b"docs/stress/latin\xe9.md")).write_text("x"), r"docs/stress/latin\udce9.md:1:1: a file's name must be"),
    ],
)
def test_what_is_no_readable_file_is_told_in_one_line(tiny: Path, make: Callable[[Path], None], report: str) -> None:
    make(tiny)
    done = gutbrain(tiny, "check", variables={"PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8:strict"}, timeout=60)
    assert any(line.startswith(report) for line in done.stdout.splitlines()) and done.stderr == "" and done.returncode == 1


def test_a_folder_that_cannot_be_read_is_told(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny / "docs/stress/closed").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: path.name != "closed")  # root may read everything
    assert [str(problem) for problem in read_library(tiny).problems] == ["docs/stress/closed/:1:1: this folder cannot be read; give yourself the right to read it [encoding]"]
