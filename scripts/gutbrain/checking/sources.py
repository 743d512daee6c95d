"""Rules about source records: nothing that a source article says is passed over."""

from collections.abc import Iterator
from datetime import date

from ..library.reading import Library
from .rule import Finding, rule


@rule("error")
def point_outcome(library: Library, today: date) -> Iterator[Finding]:
    """Every point of a source leads to a claim that a page cites, or says why not.

    Bad:  - {says: Tests find imbalances., section: tests, outcome: left-out}
    Good: - {says: Tests find imbalances., section: tests, outcome: corrected, claim: microbiome-tests-guide-care, why: No proven value.}
    """
    for key, source in library.sources.items():
        for index, point in enumerate(source.points):
            place = library.place("source", key, "points", index)
            if point.outcome != "left-out" and not point.claim:
                yield *place, f"a point that is {point.outcome} must lead to a claim", "add `claim:` with its id, or `outcome: left-out` and `why:`"
            if point.outcome in ("left-out", "corrected") and not point.why:
                yield *place, f"a point that is {point.outcome} must say why", "add `why:` with one sentence"
            if point.claim in library.claims and point.open == (point.claim in library.citing):
                remedy = "delete `open: true`" if point.open else f"cite `[^{point.claim}]` on a page, or add `open: true` until one is written"
                yield *place, f"the claim '{point.claim}' is {'cited by a page' if point.open else 'not cited by any page'}", remedy


@rule("error")
def section_accounted_for(library: Library, today: date) -> Iterator[Finding]:
    """Every section of a source article has at least one point.

    Bad:  sections: {intro: Opening, tests: Lab tests} with points of intro only
    Good: at least one point with `section: tests` too
    """
    for key, source in library.sources.items():
        for section in source.sections.keys() - {point.section for point in source.points}:
            yield *library.place("source", key, "sections", section), f"no point accounts for the section '{section}'", "add a point with this section"


@rule("error")
def source_runs(library: Library, today: date) -> Iterator[Finding]:
    """The words of a source whose rights are reserved can be told from ours: its record has a file of hashes beside it.

    Bad:  seeds/calm.yml with `rights: all-rights-reserved`, and no seeds/calm.shingles
    Good: both files, as `gutbrain import` writes them
    """
    for key, source in library.sources.items():
        if source.rights == "all-rights-reserved" and not library.shingles.get(key):
            yield *library.place("source", key, "rights"), f"without seeds/{key}.shingles nobody can tell our words from this article's", "bring the file back from the history, or import the article again and take the file from there"


@rule("error")
def source_page(library: Library, today: date) -> Iterator[Finding]:
    """Every source record has its page, since the list of sources links it.

    Bad:  seeds/calm.yml without docs/sources/calm.md
    Good: docs/sources/calm.md with front matter, a title and `<!-- gutbrain:source calm -->`
    """
    if "sources/index.md" not in library.articles:
        return
    for key in library.sources:
        if f"sources/{key}.md" not in library.articles and key not in library.broken:
            yield *library.place("source", key), f"the record '{key}' must have a page", f"write docs/sources/{key}.md like its neighbours, with `<!-- gutbrain:source {key} -->`"
