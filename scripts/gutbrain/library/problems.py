"""A problem: where it is, what must be, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Mark = tuple[int, int]  # line and column, both from 1


@dataclass(frozen=True, order=True)
class Problem:
    """Something in a file that must be mended (error) or looked at (warning). `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str
    remedy: str
    rule: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "warning: "
        return f"{self.path}:{self.line}:{self.column}: {mark}{self.message}; {self.remedy} [{self.rule}]"
