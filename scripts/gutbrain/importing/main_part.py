"""The part of a web page that is the article: the element that holds it, without what stands before and behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import extract

from ..library.words import folded
from .blocks import Block, Span
from .boilerplate import ELSEWHERE, OUTSIDE, OWN_LISTS, Dropped, line_reason

INSIDE = ("article", "main")
_MOST_ELEMENTS = 6_000  # for the extractor, whose time grows with the square
_NEARLY_ALL = 0.97  # of the text that the extractor found lies in the article's element
_SURE = 0.5  # of the page's prose; where the extractor found less of it, it may have missed a part of the article
_MOST_MARKED = 20
_HOLDERS = ("div", "section", "article", "main", "td", "tr", "tbody", "table", "center", "form")
_LEADS = ("p", "h2", "h3")
_SENTENCE = re.compile(r"[.!?…。][\"”’')]*$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PROSE = 40  # characters outside of links in a row from which text is no menu
_TELLING = 20  # characters in a row by which text is found again
_MOST_LINKED = 0.3  # of the text behind the article that the extractor did not find


def text_of(element: HtmlElement) -> str:
    """The words of an element and of all in it, single spaces between them."""
    return " ".join(" ".join(element.itertext()).split())


@dataclass
class _Measure:
    """How many characters of an element stand in links, outside of them, and there in prose; and how many of all, and of prose, the extractor found."""

    linked: int = 0
    plain: int = 0
    prose: int = 0
    found: int = 0
    prose_found: int = 0

    def add(self, other: "_Measure") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def article_in(tree: HtmlElement) -> tuple[HtmlElement, list[Dropped]]:
    """The smallest element that holds the article, and what lay around the article in the page.

    Takes what the extractor finds for the place of the article, not for all of its text.
    """
    element = _marked(tree)
    if sum(1 for _ in element.iter()) > _MOST_ELEMENTS:
        return element, list(_around(element))
    measures = _measures(element, _extracted(element))
    whole = measures[element]
    if not whole.found or whole.prose_found < _SURE * whole.prose:
        return element, list(_around(element))
    while not _has_text(element, _PROSE) and (inner := next((child for child in element if child.tag in _HOLDERS and measures[child].found >= _NEARLY_ALL * whole.found), None)) is not None:
        element = inner
    trimmed = list(_trimmed(element, measures))
    for lead in reversed(_leads(element)):
        lead.tail, element.text = element.text, None
        element.insert(0, lead)
    return element, [*_around(element), *trimmed]


def _leads(article: HtmlElement) -> list[HtmlElement]:
    """The sentences that stand between the last H1 before the article's element and that element."""
    found: list[HtmlElement] = []
    titled = False
    for element in article.getroottree().getroot().iter():
        if element is article:
            return found if titled else []
        if element.tag == "h1":
            found, titled = [], True
        elif element.tag in _LEADS and _is_sentence(element):
            found.append(element)
    return []


def _is_sentence(element: HtmlElement) -> bool:
    text = text_of(element)
    return len(text) >= _PROSE and bool(_SENTENCE.search(text)) and sum(len(text_of(link)) for link in element.iter("a")) < len(text) / 2


def _around(article: HtmlElement) -> Iterator[Dropped]:
    """What lies outside of the article's element."""
    inner = article
    for outer in article.iterancestors():
        for child in outer:
            if child is not inner and text_of(child):
                yield Dropped(text_of(child), OUTSIDE)
        inner = outer


def _trimmed(article: HtmlElement, measures: dict[HtmlElement, _Measure]) -> Iterator[Dropped]:
    """Take out of the article's element the links that stand before the first and behind the last text that was found."""
    doomed: list[HtmlElement] = []
    for step, most in ((1, 0.5), (-1, _MOST_LINKED)):
        edge: HtmlElement | None = article
        while edge is not None:
            children = [] if _has_text(edge) else list(edge)[::step]
            inner = next((child for child in children if measures[child].found), None)
            outside = children[: children.index(inner)] if inner is not None else []
            doomed += [child for child in outside if _is_links(child, measures[child], most)]
            edge = inner
    for element in doomed:
        yield Dropped(text_of(element), ELSEWHERE)
        element.drop_tree()


def _has_text(element: HtmlElement, least: int = 1) -> bool:
    """Whether words stand in an element itself, so that the links in it belong to them."""
    return any(re.search(r"\w", text) and len(text.strip()) >= least for text in (element.text or "", *(child.tail or "" for child in element)))


def _is_links(element: HtmlElement, measure: _Measure, most: float) -> bool:
    """Whether an element is a box of links to other pages, and not the title or the article's sources."""
    if element.tag in ("p", *_HEADINGS) or measure.linked <= most * (measure.linked + measure.plain) or next(element.iter("h1"), None) is not None:
        return False
    before = next((other for other in element.itersiblings(preceding=True) if text_of(other)), None)
    named = [*element.iter(*_HEADINGS, "strong", "b"), *([before] if before is not None else [])]
    return not any(OWN_LISTS.search(text_of(other)[-200:]) for other in named)


def _marked(tree: HtmlElement) -> HtmlElement:
    """The innermost element that the page marks as its article and that holds most of its text, or the body."""
    body = tree.find("body")
    marked = list(tree.iter(*INSIDE))
    if len(marked) > _MOST_MARKED:  # a page of teasers
        return body
    return next((element for element in reversed(marked) if len(text_of(element)) > _SURE * len(text_of(body))), body)


def _extracted(root: HtmlElement) -> str:
    """The letters and digits of what the extractor takes for the article."""
    page = etree.tostring(root, encoding="unicode", method="html")
    found = extract(page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False) or ""
    return "\n".join(_letters(line) for line in found.split("\n") if not line_reason(Block("paragraph", (Span(line),))))


def _measures(root: HtmlElement, extracted: str) -> dict[HtmlElement, _Measure]:
    """The measure of each element under `root`."""
    measures: dict[HtmlElement, _Measure] = {}
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        links += (element.tag == "a") * (1 if event == "start" else -1)
        if event == "start":
            measures[element] = _measure(element.text, links > 0, extracted)
        elif element is not root:
            outer = measures[element.getparent()]
            outer.add(measures[element])
            outer.add(_measure(element.tail, links > 0, extracted))
    return measures


def _measure(text: str | None, linked: bool, extracted: str) -> _Measure:
    text = " ".join((text or "").split())
    length = len(text)
    prose = 0 if linked or length < _PROSE else length
    found = length >= _TELLING and _letters(text) in extracted
    return _Measure(length if linked else 0, 0 if linked else length, prose, length if found else 0, prose if found else 0)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))
