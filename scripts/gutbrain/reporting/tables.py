"""A table, and the three ways to write some of them down."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Row = tuple[str | int | float, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a title; `empty` is what to say where there are none."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = "none"


def as_text(tables: Sequence[Table]) -> str:
    """The tables in columns, for a terminal."""
    return "\n\n".join("\n".join([table.title, "-" * len(table.title), *_columns(table)]) for table in tables)


def _columns(table: Table) -> list[str]:
    if not table.rows:
        return [table.empty]
    lines = [table.heads, *[tuple(map(str, row)) for row in table.rows]]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines]


def as_markdown(tables: Sequence[Table]) -> str:
    """The tables as Markdown, for a pull request."""
    return "\n\n".join(f"### {table.title}\n\n{_markdown(table)}" for table in tables)


def _markdown(table: Table) -> str:
    if not table.rows:
        return table.empty
    lines = [table.heads, ("---",) * len(table.heads), *table.rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def as_json(tables: Sequence[Table]) -> str:
    """The rows of each table as objects, for other programs."""
    return json.dumps({table.name: [dict(zip(table.heads, row)) for row in table.rows] for table in tables}, ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Sequence[Table]], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
