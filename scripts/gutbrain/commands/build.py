"""`gutbrain build`: check, enrich, render strictly and finish the site."""

import argparse
from pathlib import Path

from .. import renderer
from ..library.current import current_library
from . import check, refuse, say


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("build", help="build the site into site/")
    parser.add_argument("--engine", choices=renderer.ENGINES, default="mkdocs", help="what renders the pages (mkdocs)")
    parser.add_argument("--compress", action="store_true", help="write .gz and .br beside each text file too, for hosts that send them")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Returns 0 where the site was built, 1 where errors kept it from being built, 2 where the engine is not installed."""
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
