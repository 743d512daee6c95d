"""The command line.

  gutbrain new TITLE       begin an article: a page with its open places
  gutbrain check [PATH…]   say what must be mended, in the whole library or in these files
  gutbrain check --list    every rule with its manual
  gutbrain report          where the library stands, and what changed since a revision
  gutbrain build           check, enrich, render strictly and finish: the site in site/; --compress adds .gz and .br
  gutbrain serve           serve on 127.0.0.1, rebuilding on every save
  gutbrain import FILE|-   turn a raw article into a draft and a source record
  gutbrain links           ask every address outside the library whether it still answers
  gutbrain schemas         write the JSON Schemas with which editors help while writing
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .commands import build, check, import_article, links, new, refuse, report, schemas, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is well, 1 for problems, 2 where it could not run, 130 where it was interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter, or a file name that is no text, stops nobody
    chosen = _parser().parse_args(arguments)
    root = project_root(Path.cwd())
    if root is None and not chosen.anywhere:
        return refuse("this folder is in no gut–brain library (no mkdocs.yml with seeds/ beside it); go to one")
    try:
        return chosen.run(chosen, root)
    except BrokenPipeError:  # whoever read our words has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130  # as a shell says it: 128 and the number of the signal
    except OSError as error:
        where = f"'{Path(os.fsdecode(error.filename)).parent}'" if error.filename else "a file"
        return refuse(f"in {where} something cannot be read or written ({error.strerror or error}); see that you may write there, and that the disk has room")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("gutbrain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    parser.set_defaults(anywhere=False)
    for command in (check, new, report, import_article, links, schemas, build, serve):
        command.add(commands)
    return parser


def project_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a library."""
    return next((f for f in (start, *start.parents) if (f / "mkdocs.yml").is_file() and (f / "seeds").is_dir()), None)
