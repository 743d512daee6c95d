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

from . import renderer
from .commands import check, import_article, links, new, refuse, report, say, schemas
from .library.current import current_library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is well, 1 for problems, 2 where it could not run."""
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
    except OSError as error:
        where = f"'{Path(os.fsdecode(error.filename)).parent}'" if error.filename else "a file"
        return refuse(f"in {where} something cannot be read or written ({error.strerror or error}); see that you may write there, and that the disk has room")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("gutbrain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    parser.set_defaults(anywhere=False)
    for command in (check, new, report, import_article, links, schemas):
        command.add(commands)
    build = commands.add_parser("build", help="build the site into site/")
    build.add_argument("--engine", choices=renderer.ENGINES, default="mkdocs", help="what renders the pages (mkdocs)")
    build.add_argument("--compress", action="store_true", help="write .gz and .br beside each text file too, for hosts that send them")
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="serve the site, rebuilding on every save")
    serve.add_argument("--port", type=int, default=8000, help="the port to try first (8000)")
    serve.set_defaults(run=_serve)
    return parser


def project_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a library."""
    return next((f for f in (start, *start.parents) if (f / "mkdocs.yml").is_file() and (f / "seeds").is_dir()), None)


def _build(chosen: argparse.Namespace, root: Path) -> int:
    if not renderer.installed(chosen.engine):
        return refuse(f"{chosen.engine} is not installed; run `.venv/bin/python -m pip install --editable .[{chosen.engine}]` first")
    say("1/2 checking the library")
    if check.report(current_library(root)):
        return refuse("the site was not built; mend the errors above", 1)
    say("2/2 adding links, notes and lists, rendering and finishing the pages")
    if not renderer.render(root, chosen.engine, chosen.compress):
        return refuse("the site was not built, the last good one is untouched; mend what the renderer says above", 1)
    say(f"done: {sum(1 for _ in (root / 'site').rglob('*.html'))} pages in site/")
    return 0


def _serve(chosen: argparse.Namespace, root: Path) -> int:
    port = renderer.free_port(chosen.port)
    if port is None:
        return refuse(f"no port from {chosen.port} to {chosen.port + 9} is free; choose another with --port")
    check.report(current_library(root))
    say(f"serving on http://{renderer.HOST}:{port}/ (Ctrl+C stops)")
    return renderer.serve(root, port)
