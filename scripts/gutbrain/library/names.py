"""The names of the glossary as one expression that finds them in a text."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .schema import Term
from .words import fold, name_pattern, variants


@lru_cache(maxsize=2)  # while serving, the glossary is mostly as it was, and so is all that is known of pages by its names
def names_of(terms: tuple[tuple[str, Term], ...]) -> "Names":
    """The names of these terms, each with its id."""
    return Names(dict(terms))


@dataclass(frozen=True, eq=False)
class Names:
    """Terms and their aliases, in every form that stands for them in running text."""

    terms: dict[str, Term]

    @cached_property
    def forms(self) -> dict[str, str]:
        """Every folded form of a linkable name, with its term's id."""
        names = ((form, key) for key, term in self.terms.items() for name in (term.term, *term.aliases) for form in variants(name))
        return dict(reversed(list(names)))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Forms of abbreviations, which count only where they are written in capitals ("ENS", not "ens")."""
        short = (name for term in self.terms.values() for name in (term.term, *term.aliases) if name.isupper() and len(name) <= 5)
        return frozenset(form for name in short for form in variants(name))

    @cached_property
    def _pattern(self) -> re.Pattern:
        return name_pattern(self.forms)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Names in a text: start, end, term id; the longest wins."""
        folded, places = fold(text)
        found = []
        for match in self._pattern.finditer(folded):
            start, end = places[match.start()], places[match.end() - 1] + 1
            if match[0] not in self._capitals or text[start:end].rstrip("s").isupper():
                found.append((start, end, self.forms[match[0]]))
        return found
