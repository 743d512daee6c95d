"""`gutbrain schemas`: JSON Schemas for editors, made from the one schema."""

import argparse
from pathlib import Path

from ..saving import write_all
from ..writing.editor_schemas import editor_schemas


def add(commands: argparse._SubParsersAction) -> None:
    commands.add_parser("schemas", help="write the JSON Schemas for editors").set_defaults(run=run)


def run(_chosen: argparse.Namespace, root: Path) -> int:
    """Writes the schemas and names them. Returns 0."""
    made = editor_schemas()
    write_all({root / path: text.encode() for path, text in made.items()}, over={root / path for path in made})
    print(f"wrote {', '.join(made)}")
    return 0
