"""Addresses outside the library to which its pages and data lead."""

from collections.abc import Iterator

from .links import every_link
from .reading import Library, Place
from .schema import Reference

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
DOI_RECORDS = "https://doi.org/api/handles/"  # says whether a DOI exists, without a visit to the publisher


def addresses(reference: Reference) -> list[str]:
    """Where a reference is found: its DOI and PubMed record, or else its web page; none where it has none of them."""
    return list(_records(reference)) or ([reference.url] if reference.url else [])


def _records(reference: Reference) -> Iterator[str]:
    if reference.doi:
        yield f"https://doi.org/{reference.doi}"
    if reference.pmid:
        yield f"{PUBMED}{reference.pmid}/"


def outside(library: Library) -> dict[str, list[str]]:
    """Each https address that can be asked, with the places that name it. A DOI stands as its record."""
    found: dict[str, list[str]] = {}

    def note(address: str | None, place: Place) -> None:
        if address:
            found.setdefault(address.partition("#")[0], []).append(f"{place[0]}:{place[1]}")

    for article in library.articles.values():
        for link in every_link(article):
            if link.target.startswith("https://"):
                note(link.target, (article.path, *link.mark))
    for key, reference in library.references.items():
        place = library.place("reference", key)
        if reference.doi:
            note(DOI_RECORDS + reference.doi, place)
        elif reference.pmid:
            note(f"{PUBMED}{reference.pmid}/", place)
        note(reference.url, place)
    for key, line in library.help_lines.items():
        note(line.web, library.place("help-line", key))
    for key, source in library.sources.items():
        note(source.url, library.place("source", key))
    return found
