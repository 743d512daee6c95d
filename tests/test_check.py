"""Every rule and every kind of broken file, as a case: files laid over the tiny library, and the exact report."""

from pathlib import Path

import pytest
from conftest import ROOT, TODAY, case_parts, cases

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
