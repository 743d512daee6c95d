"""Checks the library: every rule, every problem, in one go."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from ..library.problems import Problem
from ..library.prose import paragraphs
from ..library.reading import Library
from ..library.validating import did_you_mean
from . import claims, dates, diagrams, glossary, ids, lengths, links, markup, own_words, pages, sources, syntax, tidy, wording  # noqa: F401  (each registers its rules)
from .rule import RULES, Rule


def check(library: Library, today: date) -> list[Problem]:
    """All problems of the library, those found while reading it included, by file and line."""
    return _found_by(RULES.values(), library, today)


def errors(library: Library, today: date) -> list[Problem]:
    """What keeps the library from being built: facts, and no judgement."""
    found = _found_by((rule for rule in RULES.values() if rule.severity == "error"), library, today)
    for memory in (claims.cited_sentences, own_words.in_article, own_words.in_record, paragraphs, wording.own):  # only rules ask for these; a build goes on and needs the room
        memory.cache_clear()
    return [problem for problem in found if problem.severity == "error"]


def _found_by(rules: Iterable[Rule], library: Library, today: date) -> list[Problem]:
    found = list(library.problems)
    for rule in rules:
        found += rule.problems(library, today)
    return sorted(set(found))


def is_within(path: str, folders: Iterable[str]) -> bool:
    """Whether a path is one of the given files or stands in one of the given folders (yes, where none is given)."""
    wanted = [folder.rstrip("/") for folder in folders]
    return not wanted or any(path == w or path.startswith(w + "/") for w in wanted)


def within(problems: Iterable[Problem], paths: Iterable[str]) -> list[Problem]:
    """Only the problems in the given files or folders (all, where none is given)."""
    wanted = list(paths)
    return [problem for problem in problems if is_within(problem.path, wanted)]


def since(now: Iterable[Problem], before: Iterable[Problem], touched: set[str]) -> list[Problem]:
    """The problems of touched files, and those that were not there before, wherever they stand and whatever their line."""
    known = Counter((p.path, p.rule, p.message) for p in before)
    found = []
    for problem in now:
        key = (problem.path, problem.rule, problem.message)
        known[key] -= 1
        if problem.path in touched or known[key] < 0:
            found.append(problem)
    return found


def manual() -> str:
    """Every rule with its manual, as `gutbrain check --list` prints it."""
    return "\n\n".join(_manual(rule) for rule in sorted(RULES.values(), key=lambda r: r.id))


def explain(name: str) -> str | None:
    """The manual of one rule, or None where there is no such rule."""
    return _manual(RULES[name]) if name in RULES else None


def nearest_rule(name: str) -> str:
    """A remedy for the name of a rule that there is not."""
    return did_you_mean(name, RULES, "`gutbrain check --list` names them all")


def _manual(rule: Rule) -> str:
    return f"{rule.id} ({rule.severity})\n    {rule.manual.strip()}"
