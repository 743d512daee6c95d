"""From runs to figures: medians, ratios within one size, growth exponents."""

import math
from collections.abc import Mapping, Sequence
from statistics import median

from .measure import Run

Results = Mapping[int, Mapping[str, Sequence[Run]]]  # size → contender → its runs


def medians(results: Results, part: str = "cpu") -> dict[int, dict[str, float]]:
    """The median of `cpu`, `wall` or `memory` for each size and contender."""
    return {size: {name: median(getattr(run, part) for run in runs) for name, runs in found.items()} for size, found in results.items()}


def ratios(results: Results, base: str = "stock") -> dict[int, dict[str, float]]:
    """CPU seconds of each contender as a part of those of `base` at the same size, where `base` was run."""
    return {size: {name: value / found[base] for name, value in found.items()} for size, found in medians(results).items() if base in found}


def exponent(sizes: Mapping[int, float]) -> float | None:
    """The slope of log(value) over log(size), by least squares: 1 is linear growth, 2 the square. None for fewer than two sizes."""
    points = [(math.log(size), math.log(value)) for size, value in sizes.items()]
    if len(points) < 2:
        return None
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points))
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)


def growth(results: Results, smallest: int = 300) -> dict[str, float]:
    """The growth exponent of each contender's CPU seconds over the sizes from `smallest` on."""
    found = medians(results)
    names = dict.fromkeys(name for runs in found.values() for name in runs)
    grown = {name: exponent({size: runs[name] for size, runs in found.items() if size >= smallest and name in runs}) for name in names}
    return {name: value for name, value in grown.items() if value is not None}


def table(results: Results) -> str:
    """The figures as a Markdown table, one row for each size and contender."""
    lines = ["| articles | who | CPU s | wall s | memory MB | of stock |", "|---:|---|---:|---:|---:|---:|"]
    cpu, wall, memory, part = medians(results), medians(results, "wall"), medians(results, "memory"), ratios(results)
    for size, found in cpu.items():
        for name in found:
            share = f"{part[size][name]:.2f}" if size in part else ""
            lines.append(f"| {size:,} | {name} | {found[name]:.1f} | {wall[size][name]:.1f} | {memory[size][name]:.0f} | {share} |")
    return "\n".join(lines)
