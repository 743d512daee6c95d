"""`gutbrain serve`: the site while it is written, rebuilt on every save."""

import argparse
from pathlib import Path

from .. import renderer
from ..library.current import current_library
from . import check, refuse, say


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("serve", help="serve the site, rebuilding on every save")
    parser.add_argument("--port", type=int, default=8000, help="the port to try first (8000)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    """Serves until it is ended. Returns 0 then, 2 where no port is free, else what the renderer returned."""
    port = renderer.free_port(chosen.port)
    if port is None:
        return refuse(f"no port from {chosen.port} to {chosen.port + 9} is free; choose another with --port")
    check.report(current_library(root))
    say(f"serving on http://{renderer.HOST}:{port}/ (Ctrl+C stops)")
    return renderer.serve(root, port)
