"""The command line.

  gutbrain check [PATH…]   say what must be mended, in the whole library or in these files
  gutbrain check --list    every rule with its manual
  gutbrain build           check, enrich, render strictly and finish: the site in site/
  gutbrain build --compress         and write .gz, .br and the header file for static hosts
  gutbrain build --engine zensical  render with Zensical instead (needs the package's `zensical` extra)
  gutbrain serve           serve on 127.0.0.1, rebuilding on every save
  gutbrain import FILE|-   turn a raw article into a draft and a source record
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import checking, renderer
from .importing import About, NotAnArticle, import_article
from .library.problems import Problem
from .library.reading import read_library
from .library.schema import RIGHTS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when all is well, 1 for problems, 2 where it could not run."""
    chosen = _parser().parse_args(arguments)
    root = project_root(Path.cwd())
    if root is None:
        return _refuse("this folder is in no gut–brain library (no mkdocs.yml with seeds/ beside it); go to one")
    return chosen.run(chosen, root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("gutbrain", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="say what must be mended")
    check.add_argument("paths", nargs="*", metavar="PATH")
    check.add_argument("--list", action="store_true", help="print every rule with its manual")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="build the site into site/")
    build.add_argument("--compress", action="store_true", help="write .gz and .br beside each file, and cache headers for static hosts")
    build.add_argument("--engine", choices=renderer.ENGINES, default="mkdocs", help="what renders the pages (mkdocs)")
    build.set_defaults(run=_build)
    serve = commands.add_parser("serve", help="serve the site, rebuilding on every save")
    serve.add_argument("--port", type=int, default=8000, help="the port to try first (8000)")
    serve.set_defaults(run=_serve)
    take = commands.add_parser("import", help="turn a raw article into a draft")
    take.add_argument("file", metavar="FILE|-")
    take.add_argument("--title")
    take.add_argument("--url")
    take.add_argument("--publisher")
    take.add_argument("--rights", choices=RIGHTS, default="all-rights-reserved")
    take.set_defaults(run=_import)
    return parser


def project_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a library."""
    return next((f for f in (start, *start.parents) if (f / "mkdocs.yml").is_file() and (f / "seeds").is_dir()), None)


def _check(chosen: argparse.Namespace, root: Path) -> int:
    if chosen.list:
        print(checking.manual())
        return 0
    missing = [path for path in chosen.paths if not Path(path).exists()]
    if missing:
        return _refuse(f"there is no file or folder '{missing[0]}'; name one inside {root.name}/")
    paths = [os.path.relpath(Path(path).resolve(), root) for path in chosen.paths]
    return _report(checking.within(checking.check(read_library(root), date.today()), [p for p in paths if p != "."]))


def _report(found: list[Problem]) -> int:
    """Print problems and their count; 1 where there is an error."""
    for problem in found:
        print(problem)
    errors = sum(problem.severity == "error" for problem in found)
    print(f"{errors} errors, {len(found) - errors} warnings")
    return 1 if errors else 0


def _build(chosen: argparse.Namespace, root: Path) -> int:
    if not renderer.installed(chosen.engine):
        return _refuse(f"{chosen.engine} is not installed; run `.venv/bin/python -m pip install --editable .[{chosen.engine}]` first")
    _say("1/2 checking the library")
    if _report(checking.check(read_library(root), date.today())):
        return _refuse("the site was not built; mend the errors above", 1)
    _say("2/2 adding links, notes and lists, rendering and finishing the pages")
    if not renderer.render(root, chosen.engine, chosen.compress):
        return _refuse("the site was not built, the last good one is untouched; mend what the renderer says above", 1)
    _say(f"done: {sum(1 for _ in (root / 'site').rglob('*.html'))} pages in site/")
    return 0


def _serve(chosen: argparse.Namespace, root: Path) -> int:
    port = renderer.free_port(chosen.port)
    if port is None:
        return _refuse(f"no port from {chosen.port} to {chosen.port + 9} is free; choose another with --port")
    _report(checking.check(read_library(root), date.today()))
    _say(f"serving on http://{renderer.HOST}:{port}/ (Ctrl+C stops)")
    return renderer.serve(root, port)


def _import(chosen: argparse.Namespace, root: Path) -> int:
    try:
        raw = sys.stdin.buffer.read() if chosen.file == "-" else Path(chosen.file).read_bytes()
        made = import_article(raw, About(chosen.title, chosen.url, chosen.publisher, chosen.rights), date.today())
    except OSError as error:
        return _refuse(f"'{chosen.file}' cannot be read ({error.strerror}); name a file, or - for standard input")
    except NotAnArticle as error:
        return _refuse(str(error))
    taken = [path for path in made.files if (root / path).exists()]
    if taken:
        return _refuse(f"{taken[0]} exists already; import with another --title, or delete it first")
    _write_all(root, made.files)
    for text, why in made.dropped:
        print(f"dropped ({why}): {text[:70]}")
    print(f"wrote {', '.join(made.files)}\nnext: fill in seeds/{made.slug}.yml, and write the page in your own words under docs/<topic>/")
    return 0


def _write_all(root: Path, files: dict[str, bytes]) -> None:
    """Write all files or none: each beside its place first, then all renamed."""
    waiting: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".import-")
            waiting.append((name, target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        for name, target in waiting:
            os.chmod(name, 0o644)
            os.replace(name, target)
    finally:
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)


def _say(text: str) -> None:
    print(f"gutbrain: {text}", flush=True)


def _refuse(text: str, status: int = 2) -> int:
    print(f"gutbrain: {text}", file=sys.stderr)
    return status
