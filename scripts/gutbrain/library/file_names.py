"""Files that nothing would read, or whose names make no good address: told before anybody wonders where a page went."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from .article import NOT_PAGES
from .problems import Problem
from .schema import SLUG, TOPICS
from .validating import did_you_mean
from .words import words

_PAGE = re.compile(r"(.+?)\.(?:md|markdown|mdown|mkdn?)(?:\.txt)?", re.I | re.S)
_DATA = re.compile(r"(.+?)\.(?:ya?ml|json)(?:\.txt)?", re.I)
_FILES = ("glossary", "references", "paths", "help-lines", "distress-words", "warning-signs")
_PICTURE = re.compile(r"(.+?)\.svg", re.I)


def misnamed(root: Path) -> Iterator[Problem]:
    """Pages, data files, records and pictures that do not carry a name of small letters, digits, hyphens and the right ending."""
    docs = root / "docs"
    found = list(docs.rglob("*"))
    yield from _closed(root, [docs, root / "seeds", *found])
    pages = (path for path in found if path.relative_to(docs).parts[0] not in NOT_PAGES)
    yield from _wrong(root, pages, _PAGE, ".md")
    for folder, pattern, ending in (("docs/_data", _DATA, ".yml"), ("docs/_data/claims", _DATA, ".yml"), ("seeds", _DATA, ".yml"), ("docs/assets/diagrams", _PICTURE, ".svg")):
        yield from _wrong(root, (root / folder).glob("*"), pattern, ending)
    yield from _unknown(root, "docs/_data", _FILES)
    yield from _unknown(root, "docs/_data/claims", TOPICS)


def _closed(root: Path, paths: Iterable[Path]) -> Iterator[Problem]:
    """Folders whose files nobody would miss, since they cannot be seen."""
    for path in paths:
        if not path.suffix and path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            yield Problem(f"{path.relative_to(root).as_posix()}/", 1, 1, "this folder cannot be read", "give yourself the right to read it", "encoding")


def _wrong(root: Path, paths: Iterator[Path], pattern: re.Pattern, ending: str) -> Iterator[Problem]:
    for path in paths:
        match = pattern.fullmatch(path.name)
        if match and path.is_file() and not (SLUG.fullmatch(match[1]) and path.suffix == ending):
            better = f"rename it to `{'-'.join(words(match[1])) or 'some-words'}{ending}`"
            yield _problem(root, path, f"a file's name must be small letters, digits and single hyphens, then `{ending}`", better)


def _unknown(root: Path, folder: str, known: Collection[str]) -> Iterator[Problem]:
    for path in (root / folder).glob("*.yml"):
        if path.is_file() and path.stem not in known and SLUG.fullmatch(path.stem):
            yield _problem(root, path, f"nothing reads a file '{path.name}' here", did_you_mean(path.stem, known, f"put its records into one of {', '.join(f'{name}.yml' for name in known)}"))


def _problem(root: Path, path: Path, message: str, remedy: str) -> Problem:
    return Problem(path.relative_to(root).as_posix().replace("\n", "\\n"), 1, 1, message, remedy, "file-name")
