"""What a rule is. The function's name is the rule's id, its docstring the rule's manual."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..library.problems import Problem
from ..library.reading import Library

Finding = tuple[str, int, int, str, str]  # path, line, column, what must be, how to mend it


@dataclass(frozen=True)
class Rule:
    """A named check of the whole library. `today` is handed in, so that a test can choose it."""

    id: str
    manual: str
    severity: Literal["error", "warning"]
    find: Callable[[Library, date], Iterator[Finding]]

    def problems(self, library: Library, today: date) -> Iterator[Problem]:
        """What the rule finds, each under its name and severity."""
        for path, line, column, message, remedy in self.find(library, today):
            yield Problem(path, line, column, message, remedy, self.id, self.severity)


def short(text: str) -> str:
    """A text as a finding quotes it: at most 60 characters."""
    return text if len(text) <= 60 else text[:57] + "…"


RULES: dict[str, Rule] = {}


def rule(severity: Literal["error", "warning"]) -> Callable[[Callable], Callable]:
    """Register a function as a rule. Raises ValueError where it has no manual with Bad and Good."""

    def register(find: Callable[[Library, date], Iterator[Finding]]) -> Callable:
        manual = find.__doc__ or ""
        if "Bad:" not in manual or "Good:" not in manual:
            raise ValueError(f"the rule {find.__name__} needs a docstring with Bad: and Good:")
        name = find.__name__.replace("_", "-")
        RULES[name] = Rule(name, manual, severity, find)
        return find

    return register
