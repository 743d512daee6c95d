"""The evidence ledger: every claim in one table, and a form that a script wakes to filter and sort it."""

from xml.etree.ElementTree import Element

from ..library.reading import Library
from ..library.schema import KINDS, LABELS, TOPICS, Reference
from .elements import UNINDEXED, added, day, h, label_badge, page_list, row, table
from .notes import address, grounds, kind_words
from .shelf import Shelf

_HEADS = ["Claim", "How sure", "Kind", "Topic"]
_SORTS = {"": "Topic", "label": "Surest first", "claim": "A to Z"}


def ledger(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """Every claim with its label, kind, topic, reason, sources and the pages that cite it."""
    library = shelf.library
    told = _told(library)
    keys = [key for topic in TOPICS for key, own in library.claim_topics.items() if own == topic]
    rows = [_row(shelf, page, key, told.get(key, [])) for key in keys]
    return [_filters(library), table("ledger", "All claims", _HEADS, rows, id="claims", **UNINDEXED)]


def _told(library: Library) -> dict[str, list[str]]:
    """For each claim, the source articles with a point that became it."""
    told: dict[str, list[str]] = {}
    for name, source in library.sources.items():
        for claim in dict.fromkeys(point.claim for point in source.points if point.claim):
            told.setdefault(claim, []).append(name)
    return told


def _filters(library: Library) -> Element:
    """The form; the style sheet hides it where no script can answer it."""
    fields = [
        _choice("topic", "Topic", {"": "All topics", **TOPICS}),
        _choice("label", "How sure", {"": "All labels", **{key: name for key, (name, _, _) in LABELS.items()}}),
        _choice("kind", "Kind", {"": "All kinds", **{key: name for key, (name, _) in KINDS.items()}}),
        _choice("source", "Source article", {"": "Any or none", **{key: source.title for key, source in library.sources.items()}}),
        _choice("sort", "Sort by", _SORTS),
    ]
    clear = h("button", {"type": "reset"}, "Show all claims")
    found = h("p", {"role": "status"}, f"Shown: {len(library.claims)} of {len(library.claims)} claims.")
    kept = h("p", {"class": "gb-count"}, "The address of this page keeps your choice: copy it to share or save this view.")
    return added("form", "ledger", {"class": "gb-filters", "aria-label": "Filter the claims"}, *fields, clear, found, kept)


def _choice(name: str, label: str, options: dict[str, str]) -> Element:
    listed = [h("option", {"value": value}, words) for value, words in options.items()]
    return h("p", None, h("label", {"for": f"filter-{name}"}, label), h("select", {"id": f"filter-{name}", "name": name}, *listed))


def _row(shelf: Shelf, page: str, key: str, told: list[str]) -> Element:
    library, claim = shelf.library, shelf.library.claims[key]
    topic = library.claim_topics[key]
    statement = h("p", None, h("a", {"href": f"#{key}"}, claim.statement))
    cells = [
        (_HEADS[0], [statement, _grounds(shelf, page, key, told)]),
        (_HEADS[1], label_badge(claim.label)),
        (_HEADS[2], kind_words(claim)),
        (_HEADS[3], TOPICS[topic]),
    ]
    return row(cells, {"id": key, "data-topic": topic, "data-label": claim.label, "data-kind": claim.kind, "data-source": " ".join(told)})


def _grounds(shelf: Shelf, page: str, key: str, told: list[str]) -> Element:
    """What a claim rests on and where it stands, folded away until a reader asks."""
    library, claim = shelf.library, shelf.library.claims[key]
    found = [h("li", None, *_short_reference(library.references[name])) for name in claim.references if name in library.references]
    records = [library.articles[uri] for uri in (f"sources/{name}.md" for name in told) if uri in library.articles]
    return h(
        "details",
        None,
        h("summary", None, "Why, sources and pages"),
        h("p", None, f"{grounds(claim)} Checked: {day(claim.checked)}."),
        *[h("p", None, f"{day(change.date)}: {change.change}") for change in claim.history],
        h("p", None, "Sources:"),
        h("ul", None, *found),
        h("p", None, "On pages:"),
        page_list(page, library.citing.get(key, [])),
        *([h("p", None, "Said by source articles:"), page_list(page, records)] if records else []),
    )


def _short_reference(reference: Reference) -> list[Element | str]:
    first = reference.author[0] if reference.author else None
    who = (first.literal or first.family) if first else reference.title
    year = f" {reference.issued}" if reference.issued else ""
    return [f"{who}{year}: ", *address(reference)]
