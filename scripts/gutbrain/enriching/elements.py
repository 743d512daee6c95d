"""Small elements of a page, and links between pages."""

import posixpath
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.serializers import to_xhtml_string

from ..library.article import Article, address
from ..library.schema import LABELS
from ..library.words import curly

MARK = "data-gb"  # on everything that the build adds, so that it can be told from the author's words
UNINDEXED = {"data-search-exclude": ""}  # on lists of everything, too long for Zensical's own index, which ours replaces


def h(tag: str, attributes: dict[str, str] | None = None, *children: "str | Element | None") -> Element:
    """An element with text, its quotation marks set, and elements in it; None is left out."""
    element = Element(tag, attributes or {})
    for child in children:
        if child is None:
            continue
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + curly(child)
        else:
            element.text = (element.text or "") + curly(child)
    return element


def added(tag: str, name: str, attributes: dict[str, str] | None = None, *children: "str | Element | None") -> Element:
    """An element that the build adds."""
    return h(tag, {MARK: name, **(attributes or {})}, *children)


def html(element: Element) -> str:
    """An element as it stands in a finished page."""
    return to_xhtml_string(element)


def href(page: str, target: str) -> str:
    """The link from one page to another (`topic/name.md#anchor`), as an author would write it."""
    path, _, anchor = target.partition("#")
    relative = _relative(path, posixpath.dirname(page)) if path else ""
    return relative + (f"#{anchor}" if anchor else "")


@lru_cache(maxsize=50_000)  # folders and pages come in the same pairs again and again
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def url(page: str, target: str) -> str:
    """The link from one page to another as the finished site has it, where each page is a folder, for what no engine resolves."""
    path, _, anchor = target.partition("#")
    folder = "" if page == "index.md" else address(page)  # the home page stands in the site's first folder
    return f"{_relative(address(path), folder)}/" + (f"#{anchor}" if anchor else "")


def page_link(page: str, article: Article) -> Element:
    """A link to an article by its title."""
    return h("a", {"href": href(page, article.uri)}, article.title)


def page_list(page: str, articles: list[Article]) -> Element:
    """A list of links to articles."""
    return h("ul", None, *[h("li", None, page_link(page, article)) for article in articles])


def with_commas(links: Iterable[Element]) -> list[Element | str]:
    """Links in one line of text."""
    found: list[Element | str] = []
    for link in links:
        found += [", ", link] if found else [link]
    return found


def label_badge(label: str, tag: str = "span") -> Element:
    """The label in words, with its dots for the eye only."""
    name, dots, _ = LABELS[label]
    return h(tag, {"class": f"gb-label gb-label--{label}"}, h("span", {"class": "gb-dots", "aria-hidden": "true"}, dots), " ", name)


def row(cells: list[tuple[str, "str | Element | list"]], attributes: dict[str, str] | None = None) -> Element:
    """A table row whose first cell heads it; `data-label` names each cell where the table is stacked on a phone."""
    built = h("tr", attributes)
    for place, (label, content) in enumerate(cells):
        parts = content if isinstance(content, list) else [content]
        tag = {"scope": "row"} if place == 0 else {}
        built.append(h("td" if place else "th", {"data-label": label, **tag}, *parts))
    return built


def table(name: str, caption: str, heads: list[str], rows: list[Element], **attributes: str) -> Element:
    """A table with its caption and column heads."""
    head = h("thead", None, h("tr", None, *[h("th", {"scope": "col"}, text) for text in heads]))
    body = h("tbody", None, *rows)
    return added("table", name, {"class": "gb-table", **attributes}, h("caption", {"class": "gb-caption"}, caption), head, body)


def day(when: date) -> str:
    """A date as read aloud: 22 November 2026."""
    return f"{when.day} {when:%B} {when.year}"
