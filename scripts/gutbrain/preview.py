"""What a person sees while writing: the problems of a page at its top."""

from datetime import date

from . import checking
from .checking.showing import banner
from .library.problems import Problem
from .library.reading import Library

_found: dict[str, list[Problem]] = {}


def look(library: Library) -> None:
    """Check a library, whose files may have changed."""
    _found.clear()
    for problem in checking.check(library, date.today()):
        _found.setdefault(problem.path.removeprefix("docs/"), []).append(problem)


def banner_of(uri: str) -> str:
    """The problems of the page at this path inside docs/, as HTML; empty where there are none."""
    return banner(_found.get(uri, []))
