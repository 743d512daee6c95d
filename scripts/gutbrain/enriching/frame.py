"""What every article has around its author's words: where it belongs, paths, related pages, about this page."""

from xml.etree.ElementTree import Element

from ..library.article import Article
from ..library.schema import TOPICS, Path
from .elements import added, day, h, href, page_link
from .notes import Cited, evidence_notes, evidence_table
from .shelf import Shelf
from .upkeep import Upkeep, correction_links, overdue


def frame(root: Element, shelf: Shelf, page: str, article: Article, cited: Cited, upkeep: Upkeep) -> None:
    """Put the frame around an article's tree."""
    # After the title, not before: MkDocs takes a page's title from an H1 that comes first.
    _insert_after_title(root, [_topic(shelf, page, article), *overdue(article, upkeep), *_also_called(article)])
    if cited.claims:
        _insert_after_key_points(root, evidence_table(cited))
    root.extend([*_path_strips(shelf, page, article), *_related(shelf, page, article)])
    if cited.claims:
        root.extend(evidence_notes(cited))
    root.extend(_about(article, page, upkeep))


def _topic(shelf: Shelf, page: str, article: Article) -> Element:
    return added("nav", "topic", {"class": f"gb-where gb-topic--{article.topic}", "aria-label": "Topic"}, h("a", {"href": href(page, f"{article.topic}/index.md")}, TOPICS[article.topic]))


def _also_called(article: Article) -> list[Element]:
    names = ", ".join(article.meta.also_called)
    return [added("p", "also-called", {"class": "gb-also"}, f"Also called: {names}")] if names else []


def _path_strips(shelf: Shelf, page: str, article: Article) -> list[Element]:
    found = (path for path in shelf.library.paths.values() if article.name in path.pages)
    strips = [_strip(shelf, page, path, path.pages.index(article.name)) for path in found]
    return [added("nav", "paths", {"class": "gb-strips", "aria-label": "Reading paths"}, *strips)] if strips else []


def _strip(shelf: Shelf, page: str, path: Path, place: int) -> Element:
    def step(offset: int, words: str) -> list[Element | str]:
        index = place + offset
        other = shelf.library.by_name.get(path.pages[index]) if 0 <= index < len(path.pages) else None
        return [" · ", words, page_link(page, other)] if other else []

    where = h("strong", None, f"{path.reader}: {place + 1} of {len(path.pages)}")
    return h("p", None, where, *step(-1, "Back: "), *step(1, "Next: "))


def _related(shelf: Shelf, page: str, article: Article) -> list[Element]:
    library = shelf.library
    if article.meta.related:
        pairs = [(library.by_name[r.page], r.why) for r in article.meta.related if r.page in library.by_name]
    else:
        pairs = [(other, f"Both speak of {', '.join(library.terms[t].term for t in terms)}.") for other, terms in shelf.alike(article)]
    if not pairs:
        return []
    items = [h("li", None, page_link(page, other), f": {why}") for other, why in pairs]
    return [added("h2", "related", {"id": "related-pages"}, "Related pages"), added("ul", "related", None, *items)]


def _about(article: Article, page: str, upkeep: Upkeep) -> list[Element]:
    meta = article.meta
    facts = [
        f"Last checked by the editors: {day(meta.reviewed)}. Next review: by {day(meta.review_by)}.",
        "Not yet checked by a clinician. The evidence labels are provisional: the editors set them from published abstracts and reviews.",
        "This page informs. It does not replace advice from someone who knows you and your health.",
    ]
    links = h("p", None, h("a", {"href": href(page, "about-this-library.md")}, "About this library"), ": how pages are made, how to suggest a correction, and the licence (text CC BY 4.0).")
    return [added("h2", "about", {"id": "about-this-page"}, "About this page"), added("div", "about", {"class": "gb-about"}, *[h("p", None, fact) for fact in facts], links), *correction_links(article, upkeep)]


def _insert_after_title(root: Element, elements: list[Element]) -> None:
    place = next((i for i, child in enumerate(root) if child.tag == "h1"), -1) + 1
    root[place:place] = elements


def _insert_after_key_points(root: Element, elements: list[Element]) -> None:
    """Before the heading that follows the key points; at the end where there is none."""
    children = list(root)
    start = next((i for i, child in enumerate(children) if child.tag == "h2" and "".join(child.itertext()) == "Key points"), -1)
    end = next((i for i, child in enumerate(children) if i > start and child.tag == "h2"), len(children))
    root[end:end] = elements
