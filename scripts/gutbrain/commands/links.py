"""`gutbrain links`: ask every address outside the library whether it still answers. For the weekly job, not for pull requests."""

import argparse
from pathlib import Path

from ..asking import ask_all
from ..library.addresses import outside
from ..library.reading import read_library
from . import refuse


def add(commands: argparse._SubParsersAction) -> None:
    commands.add_parser("links", help="ask every outside address whether it still answers").set_defaults(run=run)


def run(_chosen: argparse.Namespace, root: Path) -> int:
    """Prints Markdown, for an issue. Returns 1 where an address is gone, 2 where nobody could be asked."""
    places = outside(read_library(root))
    answers = ask_all(list(places))
    gone = {address: answer for address, answer in answers.items() if answer.is_gone}
    silent = {address: answer for address, answer in answers.items() if not answer.is_gone and not answer.is_well}
    for title, found in (("Gone: replace or delete", gone), ("No clear answer: look by hand if it lasts", silent)):
        if found:
            print(f"### {title}\n")
            print("".join(f"- [ ] <{address}> ({answer.said}): {', '.join(places[address])}\n" for address, answer in sorted(found.items())))
    print(f"{len(answers)} addresses asked: {len(answers) - len(gone) - len(silent)} answer, {len(gone)} gone, {len(silent)} unclear.")
    if answers and not any(isinstance(answer.said, int) for answer in answers.values()):  # said of no link: a weekly job must not take it for good news
        return refuse("no address answered at all; check the network, then run it again")
    return 1 if gone else 0
