"""Measures what an author waits for: from a save to the page built anew, while the library is served."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from .measure import Failed, Run, environment

BUILT = "Documentation built"  # MkDocs' last words of each build; then browsers load the page again
_PATIENCE = 600  # seconds for one build


def saves(folder: Path, page: Path, count: int = 3) -> Run:
    """Serve the library in `folder`, save `page` so many times, and take the medians of CPU and clock of each rebuild. Raises Failed where one never ends."""
    log = folder / "bench.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen((sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:8765"), cwd=folder, env=environment(folder), stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(lambda: "Serving on" in log.read_text(encoding="utf-8"), server, log)
        found = [_save(page, number, server, log) for number in range(count)]
        peak = int(_told(server, "status").split("VmHWM:")[1].split()[0]) / 1024
    finally:
        server.terminate()  # not SIGINT, which a shell has background jobs ignore
        server.wait()
    return Run(median(cpu for cpu, _ in found), median(wall for _, wall in found), peak)


def _save(page: Path, number: int, server: subprocess.Popen, log: Path) -> tuple[float, float]:
    """CPU seconds and seconds on the clock from a save to the end of its build."""
    time.sleep(1)  # the server watches again
    built, used, start = log.read_text(encoding="utf-8").count(BUILT), _cpu(server), time.monotonic()
    page.write_text(page.read_text(encoding="utf-8") + f"\nSaved while serving, number {number}.\n", encoding="utf-8")
    _wait(lambda: log.read_text(encoding="utf-8").count(BUILT) > built, server, log)
    return _cpu(server) - used, time.monotonic() - start


def _wait(holds: Callable[[], bool], server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if server.poll() is not None or time.monotonic() > end:
            raise Failed(f"mkdocs serve: {log.read_text(encoding='utf-8')[-2000:]}")
        time.sleep(0.02)


def _cpu(server: subprocess.Popen) -> float:
    """CPU seconds of a process so far (fields 14 and 15 of proc_pid_stat(5))."""
    fields = _told(server, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(server: subprocess.Popen, file: str) -> str:
    return Path(f"/proc/{server.pid}/{file}").read_text(encoding="utf-8")
