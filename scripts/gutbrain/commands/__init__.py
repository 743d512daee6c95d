"""The commands, each in a module with `add` (its words on the command line) and `run`; this is how they speak."""

import sys


def say(text: str) -> None:
    """Say on standard output how far the command is."""
    print(f"gutbrain: {text}", flush=True)


def refuse(text: str, status: int = 2) -> int:
    """Say on standard error why the command cannot go on. Returns the exit status."""
    print(f"gutbrain: {text}", file=sys.stderr)
    return status
