"""`gutbrain import`: a raw article becomes three files, all or none of them."""

import argparse
import os
import sys
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.schema import OPEN, RIGHTS
from ..saving import write_all
from . import refuse

if TYPE_CHECKING:
    from ..importing import Imported

FORMATS = ("html", "markdown", "text")
MOST_MEGABYTES = 5
_SHOWN = 70  # characters of a dropped text


class Refused(Exception):
    """The import cannot be done; the message says why and what to do. Nothing was written."""


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("import", help="turn a raw article into a draft")
    parser.add_argument("file", metavar="FILE|-", help="the raw article; - reads standard input")
    parser.add_argument("--title", help="the article's title, where the import finds none or a wrong one")
    parser.add_argument("--url", help="where the article was published; relative links need it")
    parser.add_argument("--publisher", help="who published it")
    parser.add_argument("--rights", choices=RIGHTS, default="all-rights-reserved", help="whether its words may stay (all-rights-reserved: they may not)")
    parser.add_argument("--format", choices=FORMATS, help="what the input is, instead of a guess")
    parser.add_argument("--output", metavar="DIR", type=Path, help="write the three files into this folder, which need not be in a library")
    parser.add_argument("--force", action="store_true", help="write over a draft that exists (never over a record or its hashes)")
    parser.add_argument("--max-size", metavar="MB", type=_megabytes, default=MOST_MEGABYTES, help=f"refuse a larger input ({MOST_MEGABYTES})")
    parser.set_defaults(run=run, anywhere=True)


def run(chosen: argparse.Namespace, root: Path | None) -> int:
    """Import one article into the library at `root`, or into --output. Returns 0, or 2 where it could not."""
    try:
        _import(chosen, root)
    except Refused as error:
        return refuse(str(error))
    return 0


def _import(chosen: argparse.Namespace, root: Path | None) -> None:
    if root is None and chosen.output is None:
        raise Refused("this folder is in no gut–brain library (no mkdocs.yml with seeds/ beside it); go to one, or name a folder with --output")
    made = _made(_read(chosen.file, chosen.max_size), chosen)
    base, files = (root, _in_library(made)) if chosen.output is None else (chosen.output, _in_folder(made))
    fresh = _without_taken(base, files, chosen.force)
    try:
        write_all({base / name: content for name, content in fresh.items()}, over={base / name for name in fresh if os.path.lexists(base / name)})
    except OSError as error:
        raise Refused(f"'{error.filename or base}' cannot be written ({error.strerror}); choose a folder that you may write to") from None
    _tell(made, base, list(fresh), [name for name in files if name not in fresh], chosen.output is not None)


def _made(raw: bytes, chosen: argparse.Namespace) -> "Imported":
    try:  # only here: the importer's packages are a group of their own, which no other command needs
        from ..importing import About, NotAnArticle, import_article
    except ModuleNotFoundError as error:
        raise Refused(f"the importer's package '{error.name}' is not installed; run `python3 run.py import` instead, which installs it") from None
    try:
        return import_article(raw, About(chosen.title, chosen.url, chosen.publisher, chosen.rights, chosen.format), date.today())
    except NotAnArticle as error:
        raise Refused(str(error)) from None


def _megabytes(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not 0 < size < inf:
        raise argparse.ArgumentTypeError(f"'{text}' is no size; give megabytes, such as {MOST_MEGABYTES}")
    return size


def _read(name: str, most_megabytes: float) -> bytes:
    """The input's bytes, one more than the limit at most."""
    most = int(most_megabytes * 1_000_000)
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(most + 1)
        else:
            with open(name, "rb") as file:
                raw = file.read(most + 1)
    except IsADirectoryError:
        raise Refused(f"'{name}' is a folder; name one file in it") from None
    except (OSError, ValueError) as error:
        raise Refused(f"'{name}' cannot be read ({getattr(error, 'strerror', None) or error}); name a file, or - for standard input") from None
    if len(raw) > most:
        raise Refused(f"the input is larger than {most_megabytes:g} MB; cut it down to the article, or raise --max-size")
    if not raw.strip():
        raise Refused("the input is empty; give the text of an article")
    return raw


def _in_library(made: "Imported") -> dict[str, bytes]:
    return {f"docs/drafts/{made.slug}.md": made.draft, f"seeds/{made.slug}.yml": made.record, f"seeds/{made.slug}.shingles": made.shingles}


def _in_folder(made: "Imported") -> dict[str, bytes]:
    return {f"{made.slug}.md": made.draft, f"{made.slug}.yml": made.record, f"{made.slug}.shingles": made.shingles}


def _without_taken(base: Path, files: dict[str, bytes], force: bool) -> dict[str, bytes]:
    """The files to write. With `force` the draft is written anew and the others stay as they are. Raises Refused."""
    draft = next(iter(files))
    taken = [name for name in files if os.path.lexists(base / name)]
    if taken and not force:
        raise Refused(f"{taken[0]} exists already; import with another --title, or write over the draft alone with --force")
    return {name: content for name, content in files.items() if name == draft or name not in taken}


def _tell(made: "Imported", base: Path, written: list[str], stayed: list[str], outside: bool) -> None:
    for text, why in made.dropped:
        print(f"dropped ({why}): {_short(text)}")
    for text, what in made.odd:
        print(f"look at ({what}): {_short(text)}")
    where = f"{base}/" if outside else ""
    print(f"wrote {', '.join(where + name for name in written)}" + (f"; left as it was: {', '.join(stayed)}" if stayed else ""))
    record = next((name for name in [*written, *stayed] if name.endswith(".yml")))
    seen = "" if outside else f" (while you serve, it is at /drafts/{made.slug}/)"
    print(f"next: read the draft{seen}; fill in each {OPEN} of {where}{record}; write the page in docs/<topic>/; run `gutbrain check`")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
