"""What changed between two versions of the library."""

from collections import Counter
from collections.abc import Iterator

from ..library.article import page_name
from ..library.links import every_link
from ..library.reading import Library
from .tables import Table


def changes(before: Library, now: Library) -> Table:
    """Pages, claims, terms and references that came, went or changed; claims regraded; links gained and lost."""
    rows = [*_pages(before, now), *_claims(before, now)]
    rows += _members("term", before.terms, now.terms)
    rows += _members("reference", before.references, now.references)
    rows = [(what, which, "cannot be read: see `check`" if how == "gone" and _is_broken(now, what, which) else how) for what, which, how in rows]
    rows += _links(before, now)
    return Table("changes", "What changed", ("what", "which", "how"), tuple(rows), "nothing that a reader sees")


def _is_broken(library: Library, what: str, which: str) -> bool:
    """Whether something that was not read may still stand in its file."""
    name = page_name(which) if what == "page" else which
    return name in library.broken or (what != "page" and what in library.lost)


def _members(kind: str, before: dict, now: dict) -> Iterator[tuple[str, str, str]]:
    yield from ((kind, key, "new") for key in now if key not in before)
    yield from ((kind, key, "gone") for key in before if key not in now)


def _pages(before: Library, now: Library) -> Iterator[tuple[str, str, str]]:
    moved = {f"{old}.md": uri for uri, article in now.articles.items() for old in article.meta.moved_from if f"{old}.md" in before.articles}
    for what, uri, how in _members("page", before.articles, now.articles):
        yield what, uri, f"moved to {moved[uri]}" if how == "gone" and uri in moved else how
    for uri, article in now.articles.items():
        old = before.articles.get(uri)
        if old and (old.body, old.meta) != (article.body, article.meta):
            yield "page", uri, "reviewed" if old.meta.reviewed != article.meta.reviewed else "changed"


def _claims(before: Library, now: Library) -> Iterator[tuple[str, str, str]]:
    yield from _members("claim", before.claims, now.claims)
    for key, claim in now.claims.items():
        old = before.claims.get(key)
        if old and old.label != claim.label:
            yield "claim", key, f"regraded from {old.label} to {claim.label}"
        elif old and old.statement != claim.statement:
            yield "claim", key, "reworded"


def _links(before: Library, now: Library) -> Iterator[tuple[str, str, str]]:
    old, new = _targets(before), _targets(now)
    yield from (("link", f"{page} to {target}", "gained") for page, target in new - old)
    yield from (("link", f"{page} to {target}", "lost") for page, target in old - new if not _is_broken(now, "page", page))


def _targets(library: Library) -> Counter:
    """How often each page leads to each target: by a link, or as a related page."""
    found = Counter((article.uri, link.target) for article in library.articles.values() for link in every_link(article))
    found.update((article.uri, f"{related.page} (related)") for article in library.articles.values() for related in article.meta.related)
    return found
