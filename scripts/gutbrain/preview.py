"""What a person sees while writing: the problems of a page at its top."""

from datetime import date
from pathlib import Path

from . import checking
from .checking.showing import banner
from .library.problems import Problem
from .library.reading import read_library

_found: dict[str, list[Problem]] = {}


def look(root: Path) -> None:
    """Check the library at `root` anew: its files may have changed."""
    _found.clear()
    for problem in checking.check(read_library(root), date.today()):
        _found.setdefault(problem.path.removeprefix("docs/"), []).append(problem)


def banner_of(uri: str) -> str:
    """The problems of the page at this path inside docs/, as HTML; empty where there are none."""
    return banner(_found.get(uri, []))
