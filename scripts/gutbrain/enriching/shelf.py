"""The library made ready for enriching: where a term leads, and which articles speak of the same things."""

from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import Term

# What is compared of each article: enough to find its like, and no more for a larger library, so that time does not grow with the square.
_RAREST, _NAMING_MOST = 15, 60
_MOST_ALIKE, _SHARED = 3, 3  # articles named as alike, and concepts named with each


@dataclass(frozen=True)
class Shelf:
    """A library with everything that is worked out once and used on every page."""

    library: Library
    _alike: dict[str, list[tuple[str, list[str]]]] = field(default_factory=dict)

    def target(self, term_id: str) -> str:
        """Where a term leads: the page that owns it, else its glossary entry."""
        owner = self.owner(self.library.terms[term_id])
        return owner.uri if owner else f"glossary.md#{term_id}"

    def owner(self, term: Term) -> Article | None:
        """The page that explains a term, where there is one."""
        return self.library.by_name.get(term.page) if term.page else None

    @cached_property
    def concepts(self) -> dict[str, frozenset[str]]:
        """For each article (by uri), the terms that it names."""
        found: dict[str, set[str]] = {}
        for term, articles in self.library.mentions.items():
            for article in articles:
                found.setdefault(article.uri, set()).add(term)
        return {uri: frozenset(terms) for uri, terms in found.items()}

    @cached_property
    def _speakers(self) -> dict[str, tuple[float, list[str]]]:
        """For each term, what it is worth to share it, and the articles (by uri) that name it most; the rarest terms first."""
        rarest = sorted(self.library.mentions.items(), key=lambda item: (len(item[1]), item[0]))
        return {term: (1 / len(articles), [article.uri for article in articles[:_NAMING_MOST]]) for term, articles in rarest}

    def alike(self, article: Article) -> list[tuple[Article, list[str]]]:
        """The articles that share the rarest concepts with this one, and those concepts, most telling first."""
        if article.uri not in self._alike:
            self._alike[article.uri] = self._compared(article.uri)
        return [(self.library.articles[uri], terms) for uri, terms in self._alike[article.uri]]

    def _compared(self, here: str) -> list[tuple[str, list[str]]]:
        mine = self.concepts.get(here, frozenset())
        scores: dict[str, float] = {}
        for worth, uris in [self._speakers[term] for term in self._by_rarity(mine)[:_RAREST]]:
            for uri in uris:
                scores[uri] = scores.get(uri, 0) + worth
        scores.pop(here, None)
        best = nsmallest(_MOST_ALIKE, scores, key=lambda uri: (-scores[uri], uri))
        return [(uri, self._by_rarity(mine & self.concepts[uri])[:_SHARED]) for uri in best]

    def _by_rarity(self, terms: frozenset[str]) -> list[str]:
        return sorted(terms, key=lambda term: (-self._speakers[term][0], term))
