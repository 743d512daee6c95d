"""`gutbrain check`: what must be mended, in the whole library, in some files, or in what a change touches."""

import argparse
import difflib
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .. import checking, history
from ..checking.mending import mend
from ..checking.showing import FORMATS, count
from ..library.problems import Problem
from ..library.reading import Library, read_library
from ..saving import write_all
from . import refuse

_TEXTS = ("docs/**/*.md", "docs/_data/**/*.yml", "seeds/*.yml")


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("check", help="say what must be mended")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only these files or folders")
    parser.add_argument("--since", metavar="REV", help="only what changed since this branch, tag or commit, and what that broke elsewhere")
    parser.add_argument("--format", choices=FORMATS, default="text", help="github: annotations on a pull request")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--fix", action="store_true", help="first mend what a machine can: order, spaces, quotes, known words")
    change.add_argument("--diff", action="store_true", help="show what --fix would mend, and change nothing")
    parser.add_argument("--list", action="store_true", help="print every rule with its manual")
    parser.add_argument("--explain", metavar="RULE", help="print the manual of one rule")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Returns 0 for a library without errors, 1 where there are some, 2 where it could not be checked."""
    if chosen.list or chosen.explain:
        return _explain(chosen.explain)
    paths = [os.path.relpath(Path(path).resolve(), root) for path in chosen.paths]
    lost = next((given for given, path in zip(chosen.paths, paths) if path.startswith("..") or not (root / path).exists()), None)
    if lost:
        return refuse(f"there is no file or folder '{lost}' in this library; name one inside {root.name}/")
    try:
        commit = history.base(root, chosen.since) if chosen.since else None
        touched = history.changed(root, commit) if commit else None
    except history.NoHistory as error:
        return refuse(str(error))
    wanted = [path for path in paths if path != "."]
    if chosen.diff or chosen.fix:
        mended = dict(_mended(root, wanted, touched))
        if chosen.diff:
            return _show_difference(root, mended)
        write_all({root / path: text.encode() for path, text in mended.items()}, over={root / path for path in mended})
        print("".join(f"mended {path}\n" for path in mended), end="", file=sys.stderr)
    found = checking.within(_problems(root, commit, touched), wanted)
    print(FORMATS[chosen.format](found))
    return 1 if count(found, "error") else 0


def _explain(name: str | None) -> int:
    text = checking.explain(name) if name else checking.manual()
    if text is None:
        return refuse(f"there is no rule '{name}'; {checking.nearest_rule(name)}")
    print(text)
    return 0


def _problems(root: Path, commit: str | None, touched: set[str] | None) -> list[Problem]:
    """All problems; with a commit only those in touched files and those that were not there then."""
    library = read_library(root)
    library.former = _former(root, commit)
    found = checking.check(library, date.today())
    if commit is None or touched is None or not found:
        return found
    with history.library_at(root, commit) as before:
        return checking.since(found, checking.check(before, date.today()), touched)


def _former(root: Path, commit: str | None) -> frozenset[str]:
    try:
        return history.addresses(root, commit or "HEAD")
    except history.NoHistory:  # a copy without git has no past to answer for
        return frozenset()


def _mended(root: Path, wanted: list[str], touched: set[str] | None) -> Iterator[tuple[str, str]]:
    """Path and new text of each file that a machine can mend."""
    for path in sorted({path for pattern in _TEXTS for path in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        if name.startswith("docs/drafts/") or (touched is not None and name not in touched) or not checking.is_within(name, wanted):
            continue
        text = _text(path)
        if text and (new := mend(name, text)) != text:
            yield name, new


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else None
    except (UnicodeDecodeError, OSError):  # `check` says so
        return None


def _show_difference(root: Path, mended: dict[str, str]) -> int:
    for path, new in mended.items():
        old = _text(root / path) or ""
        print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), path, path)), end="")
    return 1 if mended else 0


def report(library: Library) -> int:
    """Print the errors of a library that is about to be built or served; 1 where there is one. Warnings keep nobody from reading."""
    found = checking.errors(library, date.today())
    print(FORMATS["text"](found))
    return 1 if found else 0
