"""Rules about the glossary: each term is used, once, and explained in other words."""

from collections.abc import Iterator
from datetime import date

from ..library.reading import Library
from ..library.schema import Term
from ..library.words import folded, variants
from .rule import Finding, rule


@rule("warning")
def term_unused(library: Library, today: date) -> Iterator[Finding]:
    """Some article mentions each term of the glossary.

    Bad:  a term "chyme" that stands in no article
    Good: the same term in an article's sentence, or no such term
    """
    if not library.is_whole:  # what a broken page mentions is not known
        return
    for key, term in library.terms.items():
        if key not in library.mentions and not term.page:
            yield *library.place("term", key), f"no article mentions the term '{term.term}'", "use it in an article, name the `page` that explains it, or delete it"


@rule("warning")
def term_circular(library: Library, today: date) -> Iterator[Finding]:
    """A term's meaning explains it in other words, and no two terms explain each other.

    Bad:  dysbiosis: The state of dysbiosis in the gut
    Good: dysbiosis: A mix of gut microbes that some call out of balance
    """
    needs = {key: {other for *_, other in library.names.find(term.meaning)} for key, term in library.terms.items()}
    for key, term in library.terms.items():
        if _says_itself(term):
            yield *library.place("term", key, "meaning"), f"the meaning of '{term.term}' uses the word itself", "say it in plainer words"
        for other in sorted(needs[key] - {key}):
            if key in needs[other] and key < other:
                yield *library.place("term", key, "meaning"), f"'{term.term}' and '{library.terms[other].term}' explain each other", "explain one of them in plain words"


def _says_itself(term: Term) -> bool:
    said = f" {folded(term.meaning)} "
    return any(f" {form} " in said.replace(",", " ").replace(";", " ") for form in variants(term.term))
