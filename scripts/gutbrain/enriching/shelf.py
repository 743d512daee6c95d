"""The library made ready for enriching: where a term leads, and which articles speak of the same things."""

from dataclasses import dataclass
from functools import cached_property

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import Term

# What is compared of each article: enough to find its like, and no more for a larger library, so that time does not grow with the square.
_RAREST, _NAMING_MOST = 15, 60


@dataclass(frozen=True)
class Shelf:
    """A library with everything that is worked out once and used on every page."""

    library: Library

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Names in a text: start, end, term id; the longest wins."""
        return self.library.names.find(text)

    def target(self, term_id: str) -> str:
        """Where a term leads: the page that owns it, else its glossary entry."""
        owner = self.owner(self.library.terms[term_id])
        return owner.uri if owner else f"glossary.md#{term_id}"

    def owner(self, term: Term) -> Article | None:
        return self.library.by_name.get(term.page) if term.page else None

    @property
    def mentions(self) -> dict[str, list[Article]]:
        """For each term, the articles whose text names it, those that name it most first."""
        return self.library.mentions

    @cached_property
    def concepts(self) -> dict[str, frozenset[str]]:
        """For each article (by uri), the terms that it names."""
        found: dict[str, set[str]] = {}
        for term, articles in self.mentions.items():
            for article in articles:
                found.setdefault(article.uri, set()).add(term)
        return {uri: frozenset(terms) for uri, terms in found.items()}

    def alike(self, article: Article, count: int = 3) -> list[tuple[Article, list[str]]]:
        """The articles that share the rarest concepts with this one, and those concepts, most telling first."""
        mine, mentions = self.concepts.get(article.uri, frozenset()), self.mentions
        scores: dict[str, float] = {}
        for term in sorted(mine, key=lambda term: (len(mentions[term]), term))[:_RAREST]:
            for other in mentions[term][:_NAMING_MOST]:
                scores[other.uri] = scores.get(other.uri, 0) + 1 / len(mentions[term])
        scores.pop(article.uri, None)
        best = sorted(scores, key=lambda uri: (-scores[uri], uri))[:count]
        return [(self.library.articles[uri], self._shared(mine, uri)) for uri in best]

    def _shared(self, mine: frozenset[str], uri: str) -> list[str]:
        return sorted(mine & self.concepts[uri], key=lambda term: (len(self.mentions[term]), term))[:3]
