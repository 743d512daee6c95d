"""Pictures: a hand-made SVG put into the page itself, so that its links work and its colours follow the reader's."""

from xml.etree.ElementTree import Element, ParseError, fromstring

from .elements import added, h, href
from .shelf import Shelf


def diagram(shelf: Shelf, page: str, name: str | None) -> list[Element]:
    """A picture with its caption and its text version; links to `page:slug` lead to that page."""
    svg = _drawn(shelf, page, name)
    if svg is None:
        return []
    if svg.find(".//a") is not None:
        svg.set("role", "group")  # the role `img` would hide the links from screen readers
    caption, words = (svg.findtext(tag, "") for tag in ("title", "desc"))
    text = h("details", None, h("summary", None, "This picture in words"), h("p", None, " ".join(words.split())))
    return [added("figure", "diagram", {"class": "gb-figure"}, svg, h("figcaption", None, caption, text))]


def illustration(shelf: Shelf, page: str, name: str | None) -> list[Element]:
    """A picture that only adorns a page."""
    svg = adornment(shelf, page, name)
    return [] if svg is None else [added("div", "illustration", {"class": "gb-art"}, svg)]


def adornment(shelf: Shelf, page: str, name: str | None) -> Element | None:
    """A picture without caption, silent to screen readers; None where there is no such picture."""
    svg = _drawn(shelf, page, name)
    if svg is None:
        return None
    for tag in ("title", "desc"):
        for words in svg.findall(tag):
            svg.remove(words)
    for link in svg.iter("a"):  # what screen readers do not hear, a keyboard must not reach
        link.tag = "g"
        link.attrib.pop("href", None)
    shown = {key: svg.get(key, "") for key in ("viewBox", "class")}
    svg.attrib.clear()
    svg.attrib.update({**shown, "aria-hidden": "true"})
    return svg


def _drawn(shelf: Shelf, page: str, name: str | None) -> Element | None:
    try:
        svg = fromstring(shelf.library.diagrams.get(name or "", ""))
    except ParseError:  # `gutbrain check` says where
        return None
    for element in svg.iter():
        element.tag = element.tag.rpartition("}")[2]
        _lead(element, shelf, page)
    return svg


def _lead(element: Element, shelf: Shelf, page: str) -> None:
    target = shelf.library.by_name.get(element.get("href", "").removeprefix("page:"))
    if element.tag == "a" and target:
        element.set("href", href(page, target.uri))
