"""What a page can see of its library, as a digest: while that stays the same, so does the enriched page."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from ..library.article import CITATION, PLACEHOLDER, Article
from .shelf import Shelf

# What these places show is seen by every page; any other place may show any record of the library.
_SEEN_BY_ALL = {"diagram", "help", "warning-signs"}


@dataclass(frozen=True)
class Sight:
    """The digests of one library, each worked out once."""

    shelf: Shelf

    def of(self, page: str, text: str) -> str:
        """A digest of all that the page at `page` (path inside docs/) with this Markdown depends on in its library.

        An article sees the glossary, the paths, the cards, the pictures, the names and titles of all pages, the claims it
        cites with their references, and the pages that are like it. A page with a generated list sees everything.
        """
        article = self.shelf.library.articles.get(page)
        narrow = article is not None and article.is_article and not _has_list(text)
        return _digest(page, text, article and article.meta, self._by_all, self._of_article(article, text) if article and narrow else self._whole)

    @cached_property
    def _by_all(self) -> str:
        library = self.shelf.library
        heads = [(article.uri, article.title) for article in library.articles.values()]
        return _digest(library.terms, library.paths, library.help_lines, library.warning_signs, library.diagrams, heads)

    @cached_property
    def _whole(self) -> str:
        library = self.shelf.library
        texts = [(article.path, article.meta, article.body) for article in library.articles.values()]
        return _digest(texts, library.claims, library.claim_topics, library.references, library.sources)

    def _of_article(self, article: Article, text: str) -> list:
        cited = [(match[1], self._claims.get(match[1])) for match in CITATION.finditer(text)]
        alike = [] if article.meta.related else [(other.uri, terms) for other, terms in self.shelf.alike(article)]
        return [cited, alike]

    @cached_property
    def _claims(self) -> dict[str, str]:
        """A digest of each claim with its references."""
        library = self.shelf.library
        return {key: _digest(claim, [library.references.get(name) for name in claim.references]) for key, claim in library.claims.items()}


def _has_list(text: str) -> bool:
    found = (PLACEHOLDER.match(line.strip()) for line in text.split("\n"))
    return any(match and match[1] not in _SEEN_BY_ALL for match in found)


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
