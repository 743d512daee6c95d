"""Where the library stands, as tables: for a person to read, for a pull request's summary, for other programs."""

from collections.abc import Callable
from datetime import date

from ..library.reading import Library
from .changes import changes
from .state import coverage, glossary_use, labels, orphan_pages, reading, reviews
from .tables import FORMATS, Table

# The sections of a report by name, each a table.
SECTIONS: dict[str, Callable[[Library, date], Table]] = {
    "coverage": coverage,
    "labels": labels,
    "reviews": reviews,
    "orphans": orphan_pages,
    "reading": reading,
    "glossary": glossary_use,
}

__all__ = ["FORMATS", "SECTIONS", "Table", "changes"]
