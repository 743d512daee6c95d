"""Measure builds of this library and of stock Material at several sizes, interleaved.

  python -m bench                          40, 300 and 1,000 articles, three runs each
  python -m bench --sizes 3000 --runs 1    the largest size, once (a quarter of an hour or more)
  python -m bench --json figures.json      write every run and every figure as JSON too

Compare ratios within one run only: seconds depend on the machine and on what else it does.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from . import corpus, figures
from .builders import Contender, contenders
from .measure import Failed, Run, measure
from .serving import saves

PYTHON = sys.executable


def main() -> int:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[40, 300, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    results: dict[int, dict[str, list[Run]]] = {}
    shares: dict[int, dict[str, float]] = {}
    try:
        for size in chosen.sizes:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                library = corpus.make(Path(folder) / "library", size)
                results[size] = _runs(library, chosen.runs)
                shares[size] = _shares(library)
            _save(chosen.json, results, shares)
    except Failed as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(figures.table(results))
    for name, value in figures.growth(results).items():
        print(f"growth exponent from 300 articles on, {name}: {value:.2f}")
    for size, share in shares.items():
        print(f"at {size:,}, of the build: {', '.join(f'{name} {part:.0%}' for name, part in share.items())}")
    return 0


def _runs(library: Path, runs: int) -> dict[str, list[Run]]:
    """Everybody once, then everybody again: a busy machine is unfair to nobody for long."""
    found: dict[str, list[Run]] = {}
    rivals = contenders(library)
    for number in range(runs):
        for contender in rivals:
            try:
                for name, run in _measured(contender, number):
                    print(f"{library.parent.name}: {name}: {run.cpu:.1f} s CPU, {run.wall:.1f} s, {run.memory:.0f} MB", file=sys.stderr, flush=True)
                    found.setdefault(name, []).append(run)
            except Failed as error:  # the others are measured all the same
                print(f"bench: {error}", file=sys.stderr, flush=True)
    return found


def _measured(contender: Contender, number: int) -> Iterator[tuple[str, Run]]:
    """A full build from nothing; of our library also a build after one edit, the check alone, and a rebuild while serving."""
    for leftover in ("site", ".cache"):
        shutil.rmtree(contender.folder / leftover, ignore_errors=True)
    yield contender.name, measure(contender.command, contender.folder)
    if contender.name == "ours":
        page = sorted((contender.folder / "docs" / "stress").glob("*.md"))[0]
        page.write_text(page.read_text(encoding="utf-8") + f"\nAn edit, number {number}.\n", encoding="utf-8")
        yield "ours, one edit", measure(contender.command, contender.folder)
        yield "ours, check", measure((PYTHON, "-m", "gutbrain", "check"), contender.folder)
        yield "ours, a save while serving", saves(contender.folder, page)


def _shares(library: Path) -> dict[str, float]:
    """The parts of the CPU seconds of a full build that go into enriching, and into reading the library."""
    shutil.rmtree(library / ".cache", ignore_errors=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(corpus.PROJECT)}
    done = subprocess.run([PYTHON, "-m", "bench.enrichment"], cwd=library, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"bench.enrichment: {done.stderr[-2000:]}")
    enriching, reading, total = map(float, done.stdout.split()[-3:])
    return {"enriching": enriching / total, "reading": reading / total}


def _save(path: Path | None, results: dict[int, dict[str, list[Run]]], shares: dict[int, dict[str, float]]) -> None:
    if path is None:
        return
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=corpus.PROJECT, capture_output=True, text=True).stdout.strip()
    found = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit,
        "machine": {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "seed": corpus.SEED,
        "runs": {size: {name: [asdict(run) for run in runs] for name, runs in by_name.items()} for size, by_name in results.items()},
        "cpu": figures.medians(results),
        "of_stock": figures.ratios(results),
        "growth": figures.growth(results),
        "shares": shares,
    }
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
