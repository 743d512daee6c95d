"""What a page can see of its library, as a digest: while that stays the same, so does the enriched page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from ..library.article import CITATION
from .shelf import Shelf

# How much of the library each place shows. A place that is named in neither set may show everything.
_SEEN_BY_ALL = {"breathing", "diagram", "help", "illustration", "warning-signs"}
_RECORDS_ONLY = {"a-to-z", "help-lines", "labels", "ledger", "pages", "paths", "source", "sources", "topics"}
_PLACE = re.compile(r"gutbrain:([a-z-]+)")  # however the comment around it is written


@dataclass(frozen=True)
class Sight:
    """The digests of one library, each worked out once. `today` matters to pages whose review is overdue."""

    shelf: Shelf
    today: date

    def of(self, page: str, text: str) -> str:
        """A digest of all that the page at `page` (path inside docs/) with this Markdown depends on in its library.

        Every page sees the glossary, the paths, the cards, the pictures, the names and titles of all pages, the claims it
        cites with their references, and the pages that are like it. One with a list also sees the records in it, or everything.
        """
        places = set(_PLACE.findall(text)) - _SEEN_BY_ALL
        wide = "" if not places else self._records if places <= _RECORDS_ONLY else self._whole
        return _digest(page, text, self._by_all, wide, *self._of_page(page, text))

    @cached_property
    def _by_all(self) -> str:
        library = self.shelf.library
        heads = [(article.uri, article.title) for article in library.articles.values()]
        signs = [(group, [library.references.get(name) for name in group.references]) for group in library.warning_signs.values()]
        return _digest(library.terms, library.paths, library.help_lines, signs, library.diagrams, heads)

    @cached_property
    def _records(self) -> str:
        library = self.shelf.library
        pages = ((article.uri, article.meta, sorted(article.cited)) for article in library.articles.values())
        records = (item for table in (library.claims, library.references, library.sources) for item in table.items())
        return _digest(*pages, library.claim_topics, *records)

    @cached_property
    def _whole(self) -> str:
        return _digest(self._records, *(article.body for article in self.shelf.library.articles.values()))

    def _of_page(self, page: str, text: str) -> Iterator[object]:
        article = self.shelf.library.articles.get(page)
        yield [(match[1], self._claims.get(match[1])) for match in CITATION.finditer(text)]
        if article:
            yield article.meta, article.meta.review_by < self.today
        if article and article.is_article and not article.meta.related:
            yield [(other.uri, terms) for other, terms in self.shelf.alike(article)]

    @cached_property
    def _claims(self) -> dict[str, str]:
        """A digest of each claim with its references."""
        library = self.shelf.library
        return {key: _digest(claim, [library.references.get(name) for name in claim.references]) for key, claim in library.claims.items()}


def _digest(*parts: object) -> str:
    found = sha256()
    for part in parts:  # one by one: the text of a whole library is large
        found.update(f"{part!r}\n".encode())
    return found.hexdigest()
