"""What changed lately: changes of claims that were written down, and when pages were last checked."""

from datetime import date
from xml.etree.ElementTree import Element

from .elements import added, day, h, href, label_badge, page_link, with_commas
from .shelf import Shelf

NEWEST = 5  # as many as a reader takes in at a glance


def lately(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The newest changes of claims, then the day of the newest check and the pages checked on it."""
    changes = sorted(((change.date, key, change.change) for key, claim in shelf.library.claims.items() for change in claim.history), reverse=True)
    items = [_changed(shelf, page, *change) for change in changes[:NEWEST]]
    return [*([added("ul", "lately", {"class": "gb-lately"}, *items)] if items else []), *_checked(shelf, page)]


def _changed(shelf: Shelf, page: str, when: date, key: str, words: str) -> Element:
    claim = shelf.library.claims[key]
    link = h("a", {"href": href(page, f"evidence/ledger.md#{key}")}, claim.statement)
    return h("li", None, h("p", None, link, " ", label_badge(claim.label)), h("p", {"class": "gb-count"}, f"{day(when)}: {words}"))


def _checked(shelf: Shelf, page: str) -> list[Element]:
    articles = [article for article in shelf.library.articles.values() if article.is_article]
    if not articles:
        return []
    last = max(article.meta.reviewed for article in articles)
    fresh = [article for article in articles if article.meta.reviewed == last]
    if len(fresh) > NEWEST:
        how_many = f"All {len(articles)} articles" if len(fresh) == len(articles) else f"{len(fresh)} of {len(articles)} articles"
        return [added("p", "lately", None, f"{how_many} were last checked on {day(last)}.")]
    links = with_commas(page_link(page, article) for article in fresh)
    return [added("p", "lately", None, f"Last checked, on {day(last)}: ", *links, ".")]
