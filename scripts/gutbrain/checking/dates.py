"""The rule about days: what was done lies behind us."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..library.reading import Library, Place
from .rule import Finding, rule


@rule("error")
def date_order(library: Library, today: date) -> Iterator[Finding]:
    """What was done lies behind us, and a page's next review comes after its last. A day ahead is let pass: it is tomorrow elsewhere.

    Bad:  reviewed: 2062-11-26; or review_by: the same day as reviewed
    Good: reviewed: the day on which the whole page was read; review_by: about a year later
    """
    for place, day in _past(library):
        if day > today + timedelta(days=1):
            yield *place, f"{day} lies in the future", "write the day on which it was done"
    for article in library.articles.values():
        if article.meta.review_by <= article.meta.reviewed:
            yield *article.place("review_by"), f"the next review must come after the last, on {article.meta.reviewed}", "set `review_by` to about a year after `reviewed`"


def _past(library: Library) -> Iterator[tuple[Place, date]]:
    """The days on which something was done, each with its place."""
    yield from ((article.place("reviewed"), article.meta.reviewed) for article in library.articles.values())
    for key, claim in library.claims.items():
        yield library.place("claim", key, "checked"), claim.checked
        yield from ((library.place("claim", key, "history", index, "date"), change.date) for index, change in enumerate(claim.history))
    yield from ((library.place("help-line", key, "checked"), line.checked) for key, line in library.help_lines.items())
    for key, source in library.sources.items():
        yield library.place("source", key, "retrieved"), source.retrieved
        if source.published:
            yield library.place("source", key, "published"), source.published
