"""Rules about whose words these are: ours, or credited."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..library.article import OFTEN, Article
from ..library.reading import Library, Place
from ..library.words import RUN, runs, unpack_shingles, words
from .rule import Finding, rule

_CITED = re.compile(r"\[\^[^\]]+\]")


@rule("error")
def own_words(library: Library, today: date) -> Iterator[Finding]:
    """No run of eight words of a source whose rights are reserved stands in our text.

    The sources themselves are not here: `seeds/*.shingles` holds hashes of their runs.

    Bad:  a sentence copied from the source article
    Good: the same fact in our words
    """
    reserved = runs_of(library, (key for key in library.shingles if key not in library.sources or library.sources[key].rights == "all-rights-reserved"))
    for article in library.articles.values():
        yield from in_article(article, reserved)
    for place, text in record_texts(library):
        if found := in_record(text, reserved):
            yield *place, *found


@dataclass(frozen=True, eq=False)
class Runs:
    """Hashes of the runs of sources, each with the first source that has it."""

    sources: dict[bytes, str]


def runs_of(library: Library, sources: Iterable[str]) -> Runs:
    """The runs of these sources: the same object while their hashes are the same."""
    return _unpacked(tuple((key, library.shingles[key]) for key in sources))


@lru_cache(maxsize=10)
def _unpacked(packed: tuple[tuple[str, bytes], ...]) -> Runs:
    return Runs({digest: key for key, hashes in reversed(packed) for digest in unpack_shingles(hashes)})


@lru_cache(maxsize=OFTEN)  # while serving, nearly all pages are as they were
def in_article(article: Article, known: Runs) -> tuple[Finding, ...]:
    """The pieces of a page, small enough to point at, that hold a known run."""
    pieces = [(article.place("summary"), article.meta.summary), *(((article.path, line, 1), text) for line, text in _paragraphs(article.prose_lines))]
    return tuple((*place, *found) for place, text in pieces if (found := _copied(text, known)))


def _copied(text: str, known: Runs) -> tuple[str, str] | None:
    """What is to be said of a text that holds a known run."""
    hashes = runs(words(text))
    if known.sources.keys().isdisjoint(hashes):
        return None
    start = next(start for start, digest in enumerate(hashes) if digest in known.sources)
    return f"'{' '.join(words(text)[start : start + RUN])}' stands in the source '{known.sources[hashes[start]]}'", "say it in your own words"


in_record = lru_cache(maxsize=20 * OFTEN)(_copied)


def record_texts(library: Library) -> Iterator[tuple[Place, str]]:
    """What we wrote in data files and source records."""
    for key, claim in library.claims.items():
        yield library.place("claim", key, "statement"), claim.statement
        yield library.place("claim", key, "why"), claim.why
    for key, term in library.terms.items():
        yield library.place("term", key, "meaning"), term.meaning
    for key, reference in library.references.items():
        yield library.place("reference", key, "finding"), f"{reference.finding} {reference.limits or ''}"
    for key, source in library.sources.items():
        for index, point in enumerate(source.points):
            yield library.place("source", key, "points", index), f"{point.says} . {point.why or ''}"


def _paragraphs(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines joined up to the next empty one: a copied sentence may be wrapped anew."""
    start, held = 0, []
    for number, line in [*lines, (0, "")]:
        if line.strip():
            start = start if held else number
            held.append(_CITED.sub("", line) if "[^" in line else line)
        elif held:
            yield start, "\n".join(held)
            held = []


@rule("error")
def credit(library: Library, today: date) -> Iterator[Finding]:
    """A page that keeps words of a CC BY source credits it: it links the source and names the licence.

    Required by section 3(a) of CC BY 4.0.

    Bad:  a paragraph of the source, and nothing about where it is from
    Good: *Adapted from “[Calm](https://example.org/calm)” by Una Berg, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). Changed by us.*
    """
    for key, source in library.sources.items():
        if source.rights != "cc-by" or key not in library.shingles:
            continue
        held = runs_of(library, [key])
        for article in library.articles.values():
            credited = "CC BY" in article.body and (source.url or source.title) in article.body
            kept = next((line for _, line, *_ in in_article(article, held)), None)
            if kept and not credited:
                yield article.path, kept, 1, f"words of the CC BY source '{key}' must be credited", f"add “Adapted from [{source.title}]({source.url or 'its address'})”, its author, `CC BY` with its link, and that we changed it"
