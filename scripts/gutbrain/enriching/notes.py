"""Evidence notes: an ordinary footnote whose id is a claim gets its mark, its note and its sources."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor

from ..library.reading import Library
from ..library.schema import DESIGNS, FLAGS, KINDS, LABELS, Claim, Person, Reference
from .elements import MARK, added, h, href, label_badge, row, table

CITATION = r"\[\^([^\]\s]+)\]"
LEDGER = "evidence/ledger.md"


class CitationProcessor(InlineProcessor):
    """Turns `[^claim-id]` into an empty mark; other footnotes are left to their own extension."""

    def __init__(self, library: Library, md) -> None:
        super().__init__(CITATION, md)
        self.library = library

    def handleMatch(self, match: re.Match, data: str):  # noqa: N802  (the name that Python-Markdown calls)
        if match[1] not in self.library.claims:
            return None, None, None
        return h("sup", {MARK: "mark", "class": "gb-mark", "data-claim": match[1], "data-search-exclude": ""}), match.start(0), match.end(0)


@dataclass(frozen=True)
class Cited:
    """The claims that a page cites and the references behind them, each in the order of first mention."""

    claims: dict[str, Claim]
    references: dict[str, Reference]

    def number(self, reference: str) -> int:
        return list(self.references).index(reference) + 1


def cite(root: Element, library: Library) -> Cited:
    """Number the marks of a page and gather what they stand for."""
    claims: dict[str, Claim] = {}
    times: dict[str, int] = {}
    for mark in root.iter("sup"):
        key = mark.get("data-claim")
        if key:
            claims[key] = library.claims[key]
            times[key] = times.get(key, 0) + 1
            _fill(mark, key, claims[key], list(claims).index(key) + 1, times[key])
    names = dict.fromkeys(name for claim in claims.values() for name in claim.references)
    return Cited(claims, {name: library.references[name] for name in names if name in library.references})


def _fill(mark: Element, key: str, claim: Claim, number: int, time: int) -> None:
    name, dots, _ = LABELS[claim.label]
    mark.attrib.pop("data-claim")
    mark.set("id", f"mark-{key}" if time == 1 else f"mark-{key}-{time}")
    words = h("span", {"class": "gb-unseen"}, f"Note {number}: {name.lower()}")
    seen = h("span", {"class": "gb-dots", "aria-hidden": "true"}, dots)
    mark.append(h("a", {"href": f"#note-{key}", "class": f"gb-label--{claim.label}", "title": f"{name}: {claim.statement}"}, words, seen, h("span", {"aria-hidden": "true"}, str(number))))


def evidence_table(cited: Cited) -> list[Element]:
    """The section "How sure are we?": how many claims carry each label, and, unfolded, a row for each claim."""
    heads = ["What we say", "How sure", "Kind", "Who was studied"]
    rows = [
        row([(heads[0], [h("a", {"href": f"#note-{key}"}, claim.statement)]), (heads[1], label_badge(claim.label)), (heads[2], KINDS[claim.kind][0]), (heads[3], claim.studied)])
        for key, claim in cited.claims.items()
    ]
    grades = table("evidence", "The claims on this page, and how sure we are of each", heads, rows)
    del grades.attrib["data-search-exclude"]  # the theme's indexer stumbles over an exclusion inside another one
    asked = "See the claim on this page" if len(rows) == 1 else f"See all {len(rows)} claims on this page"
    return [
        added("h2", "evidence", {"id": "how-sure-are-we"}, "How sure are we?"),
        added("ul", "evidence", {"class": "gb-tally"}, *_tally(cited)),
        added("details", "evidence", {"class": "gb-evidence"}, h("summary", None, asked), grades),
    ]


def _tally(cited: Cited) -> list[Element]:
    counts = {label: sum(claim.label == label for claim in cited.claims.values()) for label in LABELS}
    return [h("li", None, h("strong", None, str(count)), " ", label_badge(label)) for label, count in counts.items() if count]


def evidence_notes(cited: Cited, page: str) -> list[Element]:
    """The notes, one for each claim, and the numbered sources behind them."""
    notes = added("ol", "notes", {"class": "gb-notes"}, *[_note(key, claim, cited, page) for key, claim in cited.claims.items()])
    sources = added("ol", "sources", {"class": "gb-sources"}, *[h("li", {"id": f"source-{name}"}, *reference_words(r)) for name, r in cited.references.items()])
    return [
        added("h2", "notes", {"id": "evidence-notes"}, "Evidence notes"),
        notes,
        added("h2", "sources", {"id": "sources"}, "Sources"),
        sources,
    ]


def _note(key: str, claim: Claim, cited: Cited, page: str) -> Element:
    back = h("a", {"href": f"#mark-{key}", "class": "gb-back"}, h("span", {"aria-hidden": "true"}, "↑"), " Back to the text")
    ledger = h("a", {"href": href(page, f"{LEDGER}#{key}")}, "In the ledger")
    said = h("p", None, label_badge(claim.label), f" · {kind_words(claim)}")
    why = h("p", None, f"{claim.why} Who was studied: {claim.studied}.".replace("..", "."))
    return h("li", {"id": f"note-{key}"}, h("p", {"class": "gb-statement"}, claim.statement), said, why, h("p", {"class": "gb-note-links"}, *_source_links(claim, cited), " · ", ledger, " · ", back))


def kind_words(claim: Claim) -> str:
    """The kind of a claim with its meaning, who advises, and who paid."""
    name, meaning = KINDS[claim.kind]
    adviser = f" ({claim.adviser})" if claim.adviser else ""
    return "".join([f"{name}{adviser}: {meaning.lower()}", *(f" {FLAGS[flag]}." for flag in claim.flags)])


def _source_links(claim: Claim, cited: Cited) -> list[Element | str]:
    known = [name for name in claim.references if name in cited.references]
    parts: list[Element | str] = ["Sources: " if len(known) > 1 else "Source: "]
    for place, name in enumerate(known):
        parts += [", "] * bool(place) + [h("a", {"href": f"#source-{name}"}, str(cited.number(name)))]
    return parts


def reference_words(reference: Reference) -> list[Element | str]:
    """A reference as it is read: who, what, where, when, how studied, in whom, and where to find it."""
    where = f"{reference.container_title}. " if reference.container_title else ""
    year = f"{reference.issued}. " if reference.issued else ""
    studied = [DESIGNS[reference.design], _people(reference), f"{_number(reference.n)}" if reference.n else None, f"funding: {reference.funding}" if reference.funding else None]
    return [
        f"{_authors(reference.author)}",
        h("cite", {"lang": "en"}, reference.title.rstrip(".")),
        f". {where}{year}",
        h("span", {"class": "gb-study"}, " · ".join(filter(None, studied))),
        ". ",
        *address(reference),
    ]


def _number(n: str) -> str:
    return f"{n} people" if re.fullmatch(r"[\d,. ]+", n) else n


def _people(reference: Reference) -> str | None:
    if reference.design == "animal":
        return "in animals"
    if reference.design == "in-vitro":
        return "in the laboratory"
    return reference.population


def _authors(people: tuple[Person, ...]) -> str:
    names = [person.literal or f"{person.family} {person.given or ''}".strip() for person in people]
    if not names:
        return ""
    listed = ", ".join(name for name in names[:3] if name != "and others")
    return f"{listed} and others. " if len(names) > 3 or "and others" in names else f"{listed}. "


def address(reference: Reference) -> list[Element | str]:
    """Links to a reference: its DOI and PubMed record, or else its web page."""
    links = []
    if reference.doi:
        links.append(h("a", {"href": f"https://doi.org/{reference.doi}"}, f"doi.org/{reference.doi}"))
    if reference.pmid:
        links.append(h("a", {"href": f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"}, f"PubMed {reference.pmid}"))
    if reference.url and not links:
        links.append(h("a", {"href": reference.url}, reference.url.removeprefix("https://").rstrip("/")))
    return [part for place, link in enumerate(links) for part in ([", "] * bool(place) + [link])]
