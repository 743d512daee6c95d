"""`gutbrain report`: where the library stands, and what changed since a revision."""

import argparse
from datetime import date
from pathlib import Path

from .. import history, reporting
from ..library.reading import read_library
from ..library.validating import did_you_mean
from . import refuse


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("report", help="say where the library stands")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"only these: {', '.join(reporting.SECTIONS)}")
    parser.add_argument("--since", metavar="REV", help="what changed since this branch, tag or commit")
    parser.add_argument("--format", choices=reporting.FORMATS, default="text")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Prints the tables. Returns 0, or 2 where a section or a revision is not known."""
    unknown = next((name for name in chosen.sections if name not in reporting.SECTIONS), None)
    if unknown:
        return refuse(f"there is no section '{unknown}'; {did_you_mean(unknown, reporting.SECTIONS, 'choose from ' + ', '.join(reporting.SECTIONS))}")
    library = read_library(root)
    names = chosen.sections or ([] if chosen.since else reporting.SECTIONS)
    tables = [reporting.SECTIONS[name](library, date.today()) for name in names]
    if chosen.since:
        try:
            with history.library_at(root, history.base(root, chosen.since)) as before:
                tables.insert(0, reporting.changes(before, library))
        except history.NoHistory as error:
            return refuse(str(error))
    print(reporting.FORMATS[chosen.format](tables))
    return 0
