"""The tables of a report: what a library holds, and what waits for a person."""

from datetime import date, timedelta
from statistics import median

from ..library.links import orphans
from ..library.prose import grade
from ..library.reading import Library
from ..library.schema import LABELS, OUTCOMES, TOPICS
from .tables import Table

SOON = timedelta(days=60)


def coverage(library: Library, today: date) -> Table:
    """What became of the points of each source, and how many articles they feed."""
    rows = []
    for key, source in library.sources.items():
        counts = [sum(point.outcome == outcome for point in source.points) for outcome in OUTCOMES]
        fed = {article.uri for point in source.points for article in library.citing.get(point.claim or "", ())}
        rows.append((key, len(source.sections), len(source.points), *counts, sum(point.open for point in source.points), len(fed)))
    heads = ("source", "sections", "points", *[name.lower() for name, _ in OUTCOMES.values()], "open", "articles fed")
    return Table("coverage", "Coverage of the sources", heads, tuple(rows))


def labels(library: Library, today: date) -> Table:
    """Claims by label and topic."""
    rows = []
    for label, (name, *_) in LABELS.items():
        topics = [library.claim_topics[key] for key, claim in library.claims.items() if claim.label == label]
        rows.append((name, len(topics), *[topics.count(topic) for topic in TOPICS]))
    return Table("labels", "Claims by label", ("label", "claims", *[name.lower() for name in TOPICS.values()]), tuple(rows))


def reviews(library: Library, today: date) -> Table:
    """Pages whose review is overdue or due within 60 days, the oldest first."""
    due = sorted((a.meta.review_by, a.path) for a in library.articles.values() if a.meta.review_by <= today + SOON)
    rows = tuple((path, str(day), "overdue" if day < today else "soon") for day, path in due)
    return Table("reviews", "Pages due for review", ("page", "due", "when"), rows, f"no page is due before {today + SOON}")


def orphan_pages(library: Library, today: date) -> Table:
    """Articles to which no other article leads."""
    return Table("orphans", "Articles to which no other leads", ("page",), tuple((article.path,) for article in orphans(library)))


def reading(library: Library, today: date) -> Table:
    """Reading grades: the median, and the ten hardest articles."""
    grades = sorted(((round(grade(a), 1), a.path) for a in library.articles.values() if a.is_article), reverse=True)
    middle = ((median(found for found, _ in grades), "median of all articles"),) if grades else ()
    return Table("reading", "Reading grades (Flesch–Kincaid)", ("grade", "page"), (*middle, *grades[:10]))


def glossary_use(library: Library, today: date) -> Table:
    """Terms by the number of articles that mention them, the least used first."""
    rows = sorted((len(library.mentions.get(key, ())), term.term, term.page or "") for key, term in library.terms.items())
    return Table("glossary", "Glossary use", ("articles", "term", "explained in"), tuple(rows))
