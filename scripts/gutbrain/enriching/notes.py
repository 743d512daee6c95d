"""Evidence notes: an ordinary footnote whose id is a claim gets its mark, its note and its sources."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from ..library.addresses import PUBMED, addresses
from ..library.reading import Library
from ..library.schema import DESIGNS, FLAGS, KINDS, LABELS, Claim, Person, Reference
from .elements import MARK, added, h, html, label_badge, row, table, with_commas

CITATION = r"\[\^([^\]\s]+)\]"
LEDGER = "evidence/ledger.md"
_HEADS = ["What we say", "How sure", "Kind", "Who was studied"]
_NUMBER, _LEDGER, _SOURCES = "\0number\0", "\0ledger\0", "\0sources\0"  # places in HTML that is made once; no text holds a NUL


class CitationProcessor(InlineProcessor):
    """Turns `[^claim-id]` into an empty mark; other footnotes are left to their own extension."""

    def __init__(self, library: Library, md: Markdown) -> None:
        super().__init__(CITATION, md)
        self.library = library

    def handleMatch(self, match: re.Match, data: str) -> tuple[Element | None, int | None, int | None]:  # noqa: N802  (the name that Python-Markdown calls)
        if match[1] not in self.library.claims:
            return None, None, None
        return h("sup", {MARK: "mark", "class": "gb-mark", "data-claim": match[1]}), match.start(0), match.end(0)


@dataclass(frozen=True)
class Cited:
    """The claims that a page cites and the references behind them, each in the order of first mention.

    `keep` takes finished HTML and gives what stands for it in the tree: what is the same on every page is made
    once and not walked through by every step that follows. `ledger` is the ledger's address, seen from the page.
    """

    claims: dict[str, Claim]
    references: dict[str, Reference]
    keep: Callable[[str], str]
    ledger: str

    def kept(self, html: str) -> Element:
        """A paragraph that holds what stands for finished HTML."""
        return h("p", None, self.keep(html))


def cite(root: Element, library: Library, keep: Callable[[str], str], ledger: str) -> Cited:
    """Number the marks of a page and gather what they stand for."""
    times: Counter[str] = Counter()
    for mark in root.iter("sup"):
        key = mark.attrib.pop("data-claim", None)
        if key:
            times[key] += 1
            mark.set("id", f"mark-{key}" if times[key] == 1 else f"mark-{key}-{times[key]}")
            mark.text = keep(_mark(key, library.claims[key]).replace(_NUMBER, str(list(times).index(key) + 1)))
    claims = {key: library.claims[key] for key in times}
    names = dict.fromkeys(name for claim in claims.values() for name in claim.references)
    return Cited(claims, {name: library.references[name] for name in names if name in library.references}, keep, ledger)


@lru_cache(maxsize=20_000)
def _mark(key: str, claim: Claim) -> str:
    """The link to a claim's note, with a place for its number."""
    name, dots, _ = LABELS[claim.label]
    words = h("span", {"class": "gb-unseen"}, f"Note {_NUMBER}: {name.lower()}")
    seen = h("span", {"class": "gb-dots", "aria-hidden": "true"}, dots)
    return html(h("a", {"href": f"#note-{key}", "class": f"gb-label--{claim.label}", "title": f"{name}: {claim.statement}"}, words, seen, h("span", {"aria-hidden": "true"}, _NUMBER)))


def evidence_table(cited: Cited) -> list[Element]:
    """The section "How sure are we?": how many claims carry each label, and, unfolded, a row for each claim."""
    rows = "".join(_row(key, claim) for key, claim in cited.claims.items())
    grades = html(table("evidence", "The claims on this page, and how sure we are of each", _HEADS, [])).replace("<tbody></tbody>", f"<tbody>{rows}</tbody>")
    asked = "See the claim on this page" if len(cited.claims) == 1 else f"See all {len(cited.claims)} claims on this page"
    folded = html(added("details", "evidence", {"class": "gb-evidence"}, h("summary", None, asked))).replace("</details>", f"{grades}</details>")
    return [
        added("h2", "evidence", {"id": "how-sure-are-we"}, "How sure are we?"),
        added("ul", "evidence", {"class": "gb-tally"}, *_tally(cited)),
        cited.kept(folded),
    ]


@lru_cache(maxsize=20_000)
def _row(key: str, claim: Claim) -> str:
    cells = [h("a", {"href": f"#note-{key}"}, claim.statement)], label_badge(claim.label), KINDS[claim.kind][0], claim.studied
    return html(row(list(zip(_HEADS, cells))))


def _tally(cited: Cited) -> list[Element]:
    counts = Counter(claim.label for claim in cited.claims.values())
    return [h("li", None, h("strong", None, str(counts[label])), " ", label_badge(label)) for label in LABELS if counts[label]]


def evidence_notes(cited: Cited) -> list[Element]:
    """The notes, one for each claim, and the numbered sources behind them."""
    numbers = {name: number for number, name in enumerate(cited.references, 1)}
    notes = "".join(_note(key, claim).replace(_LEDGER, cited.ledger).replace(_SOURCES, _source_links(claim, numbers)) for key, claim in cited.claims.items())
    sources = "".join(_source(name, reference) for name, reference in cited.references.items())
    return [
        added("h2", "notes", {"id": "evidence-notes"}, "Evidence notes"),
        cited.kept(f'<ol {MARK}="notes" class="gb-notes">{notes}</ol>'),
        added("h2", "sources", {"id": "sources"}, "Sources"),
        cited.kept(f'<ol {MARK}="sources" class="gb-sources">{sources}</ol>'),
    ]


@lru_cache(maxsize=20_000)
def _note(key: str, claim: Claim) -> str:
    """A claim's note, with places for what differs from page to page."""
    back = h("a", {"href": f"#mark-{key}", "class": "gb-back"}, h("span", {"aria-hidden": "true"}, "↑"), " Back to the text")
    ledger = h("a", {"href": f"{_LEDGER}#{key}"}, "In the ledger")
    said = h("p", None, label_badge(claim.label), f" · {kind_words(claim)}")
    return html(h("li", {"id": f"note-{key}"}, h("p", {"class": "gb-statement"}, claim.statement), said, h("p", None, grounds(claim)), h("p", {"class": "gb-note-links"}, _SOURCES, " · ", ledger, " · ", back)))


@lru_cache(maxsize=20_000)
def _source(name: str, reference: Reference) -> str:
    return html(h("li", {"id": f"source-{name}"}, *reference_words(reference)))


def grounds(claim: Claim) -> str:
    """Why a claim has its label, and who was studied."""
    return f"{claim.why} Who was studied: {claim.studied.rstrip('.')}."


def kind_words(claim: Claim) -> str:
    """The kind of a claim with its meaning, who advises, and who paid."""
    name, meaning = KINDS[claim.kind]
    adviser = f" ({claim.adviser})" if claim.adviser else ""
    return "".join([f"{name}{adviser}: {meaning.lower()}", *(f" {FLAGS[flag]}." for flag in claim.flags)])


def _source_links(claim: Claim, numbers: dict[str, int]) -> str:
    known = [name for name in claim.references if name in numbers]
    return ("Sources: " if len(known) > 1 else "Source: ") + ", ".join(f'<a href="#source-{name}">{numbers[name]}</a>' for name in known)


def reference_words(reference: Reference) -> list[Element | str]:
    """A reference as it is read: who, what, where, when, how studied, in whom, and where to find it."""
    where = f"{reference.container_title}. " if reference.container_title else ""
    year = f"{reference.issued}. " if reference.issued else ""
    studied = [DESIGNS[reference.design], _people(reference), _number(reference.n) if reference.n else None, f"funding: {reference.funding}" if reference.funding else None]
    return [
        _authors(reference.author),
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
    """Links to where a reference is found."""
    return with_commas(h("a", {"href": found}, _shown(found)) for found in addresses(reference))


def _shown(found: str) -> str:
    """An address as readers see it."""
    shown = f"PubMed {found.removeprefix(PUBMED)}" if found.startswith(PUBMED) else found.removeprefix("https://")
    return shown.rstrip("/")
