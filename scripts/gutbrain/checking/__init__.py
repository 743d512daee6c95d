"""Checks the library: every rule, every problem, in one go."""

from collections.abc import Iterable
from datetime import date

from ..library.problems import Problem
from ..library.reading import Library
from . import claims, diagrams, glossary, ids, lengths, links, own_words, pages, sources, tidy, wording  # noqa: F401  (each registers its rules)
from .rule import RULES


def check(library: Library, today: date) -> list[Problem]:
    """All problems of the library, those found while reading it included, by file and line."""
    found = list(library.problems)
    for rule in RULES.values():
        found += rule.problems(library, today)
    return sorted(set(found))


def within(problems: Iterable[Problem], paths: Iterable[str]) -> list[Problem]:
    """Only the problems in the given files or folders (all, where none is given)."""
    wanted = tuple(path.rstrip("/") for path in paths)
    return [p for p in problems if not wanted or any(p.path == w or p.path.startswith(w + "/") for w in wanted)]


def manual() -> str:
    """Every rule with its manual, as `gutbrain check --list` prints it."""
    return "\n\n".join(f"{rule.id} ({rule.severity})\n    {rule.manual.strip()}" for rule in sorted(RULES.values(), key=lambda r: r.id))
