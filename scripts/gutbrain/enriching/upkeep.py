"""How a page is kept right: when it was checked, and how anybody can correct it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from ..library.article import Article
from .elements import added, day, h


@dataclass(frozen=True)
class Upkeep:
    """The repository in which the pages are kept ("" for none known), its branch, and what day it is."""

    repository: str
    branch: str
    today: date


def overdue(article: Article, upkeep: Upkeep) -> list[Element]:
    """A line for the top of a page whose review is overdue."""
    if article.meta.review_by >= upkeep.today:
        return []
    words = f"We meant to check this page again by {day(article.meta.review_by)} and have not done so yet. Some of it may be out of date."
    return [added("p", "overdue", {"class": "gb-overdue", "role": "note"}, words)]


def correction_links(article: Article, upkeep: Upkeep) -> list[Element]:
    """Links to a form with the page filled in, to the page's text, and to its history."""
    if not upkeep.repository:
        return []
    home = upkeep.repository.rstrip("/")
    form = urlencode({"template": "correction.yml", "title": f"Correction: {article.title}", "page": article.path})
    links = (
        ("Suggest a correction", f"{home}/issues/new?{form}"),
        ("Edit this page", f"{home}/edit/{upkeep.branch}/{article.path}"),
        ("History of this page", f"{home}/commits/{upkeep.branch}/{article.path}"),
    )
    items = [h("li", None, h("a", {"href": address}, words)) for words, address in links]
    return [added("ul", "correct", {"class": "gb-correct"}, *items)]
