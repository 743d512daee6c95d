"""Rules about claims, references and source records: nothing is said more strongly than it is known."""

import re
from collections.abc import Iterator
from datetime import date

from ..library.article import CITATION
from ..library.reading import Library
from ..library.schema import LABELS
from .rule import Finding, rule

_UNSURE = r"(?:not|n['’]t|nobody|no one) (?:yet )?(?:knows?|sure|clear|certain|settled)|unclear|uncertain|unknown|too early|untested|unproven|no (?:human |good |direct )?(?:study|studies|trial|trials|evidence|proof)"
_MAY = rf"may|might|could|perhaps|possibl[ey]|{_UNSURE}"
_HEDGES = {
    "good": (rf"probabl[ey]|likely|{_MAY}", "probably, likely"),
    "limited": (_MAY, "may, might, could"),
    "very-uncertain": (_UNSURE, "we do not know, very uncertain"),
    "not-in-people": (r"mice|mouse|rats?|animals?|the lab|laborator\w+|cells|not (?:known|shown|been shown|been tested|tested) in people", "in mice, …; not known in people"),
    "not-supported": (r"not support|against|no (?:good )?(?:evidence|proof|support|sign)|not (?:been )?shown|did not|do not|does not|not a (?:reason|sign|diagnosis)", "studies do not support"),
}  # fmt: skip
_CAUSAL = re.compile(r"\b(affects?|leads? to|causes?|caused|shields?|drives?|makes?|improves?|reduces?|lowers?|raises?)\b", re.I)
_SENTENCE_END = re.compile(r"(?<=[.!?:])(?:\[\^[^\]]+\])*\s+")


@rule("error")
def claim_wording(library: Library, today: date) -> Iterator[Finding]:
    """A claim's statement is worded as its label allows; a link is not worded as a cause.

    Bad:  label: limited, statement: Stress makes the gut leaky.
    Good: label: limited, statement: Stress may make the gut leakier for a while.
    """
    for key, claim in library.claims.items():
        place = library.place("claim", key, "statement")
        if claim.kind != "advice":
            yield from _too_strong(claim.statement, claim.label, place, "the statement")
        if claim.kind == "link" and (verb := _CAUSAL.search(claim.statement)):
            yield *place, f"a claim of the kind 'link' must not say '{verb[0]}'", 'write "people with X more often have Y"'
        if claim.kind == "advice" and not claim.adviser:
            yield *library.place("claim", key), "a claim of the kind 'advice' must name who advises", "add `adviser: NICE, 2022`"


@rule("error")
def cited_sentence(library: Library, today: date) -> Iterator[Finding]:
    """A sentence that cites a claim is no stronger than the claim's label.

    Bad:  Probiotics lift your mood.[^probiotics-for-depression]
    Good: Probiotics may lift your mood a little.[^probiotics-for-depression]
    """
    for article in library.articles.values():
        for line, text in article.prose_lines:
            for sentence, ids in _cited_sentences(text):
                for claim in (library.claims[i] for i in ids if i in library.claims):
                    if claim.kind != "advice":
                        yield from _too_strong(sentence, claim.label, (article.path, line), "this sentence")


def _cited_sentences(line: str) -> Iterator[tuple[str, list[str]]]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]:
        sentence = line[start:end]
        ids = [match[1] for match in CITATION.finditer(sentence)]
        if ids:
            yield CITATION.sub("", sentence).strip(" -#*0123456789."), ids
        start = end


def _too_strong(text: str, label: str, place: tuple[str, int], what: str) -> Iterator[Finding]:
    if label in _HEDGES:
        pattern, allowed = _HEDGES[label]
        if not re.search(rf"\b(?:{pattern})\b", text, re.I):
            yield *place, f"{what} is stronger than its label '{LABELS[label][0]}': '{_short(text)}'", f"use one of its words ({allowed})"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


@rule("error")
def reference_address(library: Library, today: date) -> Iterator[Finding]:
    """Every reference has a DOI, a PMID or an https address.

    Bad:  - {id: gut-feelings, title: Gut feelings}
    Good: - {id: gut-feelings, title: Gut feelings, DOI: 10.1000/xyz}
    """
    for key, reference in library.references.items():
        if not (reference.doi or reference.pmid or reference.url):
            yield *library.place("reference", key), f"the reference '{key}' must have a DOI, PMID or URL", "add for example `DOI: 10.1000/xyz`"


@rule("warning")
def unused_record(library: Library, today: date) -> Iterator[Finding]:
    """Every reference is used by a claim, and every claim is cited by a page.

    Bad:  a claim that no page cites
    Good: a page with a sentence and `[^its-id]`
    """
    if library.broken:  # what a broken record uses is not known
        return
    used = {name for claim in library.claims.values() for name in claim.references}
    used |= {name for group in library.warning_signs.values() for name in group.references}
    for key in library.references.keys() - used:
        yield *library.place("reference", key), f"no claim uses the reference '{key}'", "use it or delete it"
    for key in library.claims.keys() - library.citing.keys():
        yield *library.place("claim", key), f"no page cites the claim '{key}'", f"cite it with `[^{key}]` or delete it"


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


@rule("error")
def section_accounted_for(library: Library, today: date) -> Iterator[Finding]:
    """Every section of a source article has at least one point.

    Bad:  sections: {intro: Opening, tests: Lab tests} with points of intro only
    Good: at least one point with `section: tests` too
    """
    for key, source in library.sources.items():
        for section in source.sections.keys() - {point.section for point in source.points}:
            yield *library.place("source", key, "sections", section), f"no point accounts for the section '{section}'", "add a point with this section"
