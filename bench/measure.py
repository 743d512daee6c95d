"""Runs a command and takes its measure."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run: seconds of CPU (its own and its children's) and of the clock, peak memory of its largest process in MB."""

    cpu: float
    wall: float
    memory: float


class Failed(Exception):
    """A command that was to be measured did not succeed; the text says which and what it printed last."""


def environment(folder: Path) -> dict[str, str]:
    """The variables with which a command uses the scripts of the library in `folder`."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(folder / "scripts")}


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder` and measure it. Raises Failed where it does not return 0."""
    log = folder / "bench.log"
    start = time.monotonic()
    with log.open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if process.returncode:
        raise Failed(f"{' '.join(command)} in {folder}: {log.read_text(encoding='utf-8')[-2000:]}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
