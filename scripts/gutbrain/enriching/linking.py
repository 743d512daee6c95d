"""Cross-links: the first mention of a term on a page leads to the page or glossary entry that explains it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..library.article import Article
from .elements import MARK, h, href
from .shelf import Shelf

WORDS_A_LINK = 12  # at most one link for so many words of a paragraph: a page of blue is unreadable
_SHUT = {"a", "abbr", "button", "caption", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "pre", "samp", "script", "style", "summary", "sup", "svg", "th", "thead"}  # fmt: skip
_BLOCKS = {"p", "li", "td", "dd", "blockquote", "figcaption", "div"}
_INNER = _BLOCKS | {"ul", "ol", "table"}


@dataclass
class _Room:
    """How many links a block of text still has room for."""

    left: int


@dataclass
class _Linker:
    shelf: Shelf
    page: str
    used: set[str] = field(default_factory=set)


def link_terms(root: Element, shelf: Shelf, page: str, article: Article | None) -> None:
    """Link the first mention of each term in the tree. `page` is the path inside docs/ from which links start."""
    linker = _Linker(shelf, page, set(_taken(root, shelf, article)))
    _walk(root, linker, _Room(0))


def _taken(root: Element, shelf: Shelf, article: Article | None) -> Iterator[str]:
    """Terms that are not to be linked: explained on this very page, forbidden, or linked by hand."""
    if article:
        yield from (key for key, term in shelf.library.terms.items() if term.page == article.name)
    forbidden = " | ".join(article.meta.no_links) if article else ""
    yield from (key for *_, key in shelf.library.names.find(forbidden))
    for link in root.iter("a"):
        yield from (key for *_, key in shelf.library.names.find("".join(link.itertext())))


def _walk(element: Element, linker: _Linker, room: _Room) -> None:
    if _is_shut(element):
        return
    if element.tag in _BLOCKS:
        room = _Room(_room(element))
    _link_text(element, None, linker, room)
    for child in list(element):
        _walk(child, linker, room)
        _link_text(element, child, linker, room)


def _is_shut(element: Element) -> bool:
    names = element.get("class", "").split()
    return not isinstance(element.tag, str) or element.tag in _SHUT or MARK in element.attrib or bool({"no-link", "footnote", "admonition-title", "gb"} & set(names))


def _room(element: Element) -> int:
    words = len("".join(_own_text(element)).split())
    return max(1, words // WORDS_A_LINK) - sum(1 for _ in element.iter("a"))


def _own_text(element: Element) -> Iterator[str]:
    """The text of a block as its author wrote it, without that of blocks inside it."""
    yield element.text or ""
    for child in element:
        if child.tag not in _INNER and child.get(MARK, "term") == "term":
            yield from _own_text(child)
        yield child.tail or ""


def _link_text(parent: Element, after: Element | None, linker: _Linker, room: _Room) -> None:
    """Link names in the text of `parent` that stands first, or after its child `after`."""
    text = (parent.text if after is None else after.tail) or ""
    if room.left <= 0 or not text.strip():
        return
    end, pieces = 0, []
    for start, stop, key in linker.shelf.library.names.find(text):
        if room.left > 0 and key not in linker.used:
            pieces.append((text[end:start], _link(text[start:stop], key, linker)))
            linker.used.add(key)
            room.left -= 1
            end = stop
    if pieces:
        _put(parent, after, pieces, text[end:])


def _link(text: str, key: str, linker: _Linker) -> Element:
    target = linker.shelf.target(key)
    term = linker.shelf.library.terms[key]
    return h("a", {MARK: "term", "class": "gb-term", "href": href(linker.page, target), "title": term.meaning, "data-term": term.term}, text)


def _put(parent: Element, after: Element | None, pieces: list[tuple[str, Element]], rest: str) -> None:
    place = 0 if after is None else list(parent).index(after) + 1
    _set_text(parent, after, pieces[0][0])
    for number, (_, link) in enumerate(pieces):
        link.tail = pieces[number + 1][0] if number + 1 < len(pieces) else rest
        parent.insert(place + number, link)


def _set_text(parent: Element, after: Element | None, text: str) -> None:
    if after is None:
        parent.text = text
    else:
        after.tail = text
