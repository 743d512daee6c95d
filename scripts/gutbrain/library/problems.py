"""A problem: where it is, what must be, and how to mend it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """Something in a file that must be mended (error) or looked at (warning). `line` counts from 1."""

    path: str
    line: int
    message: str
    remedy: str
    rule: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        mark = "" if self.severity == "error" else "warning: "
        return f"{self.path}:{self.line}: {mark}{self.message}; {self.remedy} [{self.rule}]"
