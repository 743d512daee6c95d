"""`gutbrain new`: begin an article."""

import argparse
import sys
from datetime import date
from pathlib import Path

from .. import checking
from ..library.reading import read_library
from ..library.schema import TITLE_LENGTH, TOPICS
from ..library.slugs import slug_of
from ..library.validating import did_you_mean
from ..saving import write_all
from ..writing.skeleton import skeleton
from . import refuse


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("new", help="begin an article")
    parser.add_argument("title", nargs="?", metavar="TITLE", help=f"key words first, at most {TITLE_LENGTH} characters")
    parser.add_argument("--topic", help=", ".join(TOPICS))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Writes the page and names its open places. Returns 0, or 2 where it could not begin one."""
    try:
        title = (chosen.title or _ask(f"Title (key words first, at most {TITLE_LENGTH} characters)")).strip()
        topic = (chosen.topic or _ask(f"Topic ({', '.join(TOPICS)})")).strip()
    except EOFError:
        return refuse('a title and a topic are needed; for example: gutbrain new "Stress and sleep" --topic stress')
    fault = _fault(title, topic)
    if fault:
        return refuse(fault)
    path = f"docs/{topic}/{slug_of(title)}.md"
    taken = read_library(root).by_name.get(slug_of(title))
    if taken or (root / path).exists():
        return refuse(f"{taken.path if taken else path} has that name already; add to that page, or choose another title")
    write_all({root / path: skeleton(title, date.today()).encode()})
    print(f"wrote {path}\n\nstill open:")
    for problem in checking.within(checking.check(read_library(root), date.today()), [path]):
        print(problem)
    print("\nnext: write it, cite claims of docs/_data/claims/, name it under `related:` of a neighbour, and run `gutbrain check`")
    return 0


def _ask(question: str) -> str:
    """An answer from the terminal. Raises EOFError where nobody sits there."""
    if not sys.stdin.isatty():
        raise EOFError
    return input(f"{question}: ")


def _fault(title: str, topic: str) -> str | None:
    if not title or "\n" in title:
        return "a title must be one line of text; for example: Stress and sleep"
    if len(title) > TITLE_LENGTH:
        return f"the title must have at most {TITLE_LENGTH} characters, it has {len(title)}; shorten it, key words first"
    if topic not in TOPICS:
        return f"there is no topic '{topic}'; {did_you_mean(topic, TOPICS, 'choose from ' + ', '.join(TOPICS))}"
    return None
