"""The library made ready for enriching: its names as one expression, and which page mentions which term."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import Term
from ..library.words import fold, name_pattern, variants

_TELLING = 100  # articles: of a term that more of them name, only those that name it most are compared, so that time grows with the library and not with its square
_NOT_PROSE = re.compile(r"<!--.*?-->|`[^`\n]*`|\]\([^)\n]*\)|\[\^[^\]\n]*\]|https?://\S+|^#.*$", re.S | re.M)


@dataclass(frozen=True)
class Shelf:
    """A library with everything that is worked out once and used on every page."""

    library: Library

    @cached_property
    def forms(self) -> dict[str, str]:
        """Every folded form of a linkable name, with its term's id."""
        names = ((form, key) for key, term in self.library.terms.items() for name in (term.term, *term.aliases) for form in variants(name))
        return dict(reversed(list(names)))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Forms of abbreviations, which count only where they are written in capitals ("ENS", not "ens")."""
        terms = self.library.terms.values()
        short = (name for term in terms for name in (term.term, *term.aliases) if name.isupper() and len(name) <= 5)
        return frozenset(form for name in short for form in variants(name))

    @cached_property
    def pattern(self) -> re.Pattern:
        return name_pattern(self.forms)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Names in a text: start, end, term id; the longest wins."""
        folded, places = fold(text)
        places.append(len(text))
        found = []
        for match in self.pattern.finditer(folded):
            start, end = places[match.start()], places[match.end() - 1] + 1
            if match[0] not in self._capitals or text[start:end].rstrip("s").isupper():
                found.append((start, end, self.forms[match[0]]))
        return found

    def target(self, term_id: str) -> str:
        """Where a term leads: the page that owns it, else its glossary entry."""
        owner = self.owner(self.library.terms[term_id])
        return owner.uri if owner else f"glossary.md#{term_id}"

    def owner(self, term: Term) -> Article | None:
        return self.library.by_name.get(term.page) if term.page else None

    @cached_property
    def mentions(self) -> dict[str, list[Article]]:
        """For each term, the articles whose text names it, those that name it most first."""
        counts: dict[str, list[tuple[int, str, Article]]] = {}
        for article in (a for a in self.library.articles.values() if a.is_article):
            text = _NOT_PROSE.sub(" ", "\n".join(line for _, line in article.prose_lines))
            for term, count in Counter(key for *_, key in self.find(text)).items():
                counts.setdefault(term, []).append((-count, article.uri, article))
        return {term: [article for *_, article in sorted(found, key=lambda item: item[:2])] for term, found in counts.items()}

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
        mine = self.concepts.get(article.uri, frozenset())
        scores: dict[str, float] = {}
        for term in mine:
            for other in self.mentions[term][:_TELLING]:
                scores[other.uri] = scores.get(other.uri, 0) + 1 / len(self.mentions[term])
        scores.pop(article.uri, None)
        best = sorted(scores, key=lambda uri: (-scores[uri], uri))[:count]
        return [(self.library.articles[uri], self._shared(mine, uri)) for uri in best]

    def _shared(self, mine: frozenset[str], uri: str) -> list[str]:
        return sorted(mine & self.concepts[uri], key=lambda term: (len(self.mentions[term]), term))[:3]
