"""The rule that a page is as `gutbrain check --fix` leaves it."""

import re
from collections.abc import Iterator
from datetime import date

from ..library.reading import Library
from ..library.schema import FrontMatter
from .rule import Finding, rule

_STRAY = re.compile(r"(?:(?<! ) |\t|^\s+)$")
_REMEDY = "run `gutbrain check --fix`"


@rule("warning")
def front_matter_order(library: Library, today: date) -> Iterator[Finding]:
    """The keys of the front matter stand in one order, so that pages can be compared. `gutbrain check --fix` sorts them.

    Bad:  reviewed, summary, review_by
    Good: summary, also_called, search_only, related, order, no_links, moved_from, reviewed, review_by, hide
    """
    order = list(FrontMatter.model_fields)
    for article in library.articles.values():
        keys = sorted((at[0] for at in article.meta_marks if len(at) == 1), key=lambda key: article.meta_marks[key,])
        for above, below in zip(keys, keys[1:]):
            if order.index(below) < order.index(above):
                yield *article.place(below), f"'{below}' must stand above '{above}'", _REMEDY
                break


@rule("warning")
def stray_space(library: Library, today: date) -> Iterator[Finding]:
    """No line ends in a lone space or tab, no two empty lines follow each other. `gutbrain check --fix` takes them away.

    Bad:  "Stress is normal. " with a space at its end
    Good: "Stress is normal."
    """
    for article in library.articles.values():
        empty = before = 0
        lines = article.prose_lines
        last = lines[-1][0] if lines else 0
        for number, line in lines:
            empty = 0 if line.strip() or number != before + 1 else empty + 1
            before = number
            if line[-1:].isspace() and _STRAY.search(line):
                yield article.path, number, len(line.rstrip()) + 1, "a line must not end in a space", _REMEDY
            elif empty == 2 and number < last:
                yield article.path, number, 1, "one empty line is enough", _REMEDY
