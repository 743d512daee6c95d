"""An Atom feed of new and changed articles (https://www.rfc-editor.org/rfc/rfc4287)."""

from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import Change
from .rendered import Site

NAME = "feed.xml"
_ENTRIES = 50  # newest first; a reader that looks in once a month misses nothing


def feed(library: Library, site: Site) -> str:
    """The feed of a library with at least one article."""
    articles = sorted((a for a in library.articles.values() if a.is_article), key=lambda a: (-changed(library, a).toordinal(), a.uri))[:_ENTRIES]
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _add(root, "title", site.name)
    _add(root, "id", site.address)
    _add(root, "updated", _moment(changed(library, articles[0])))
    SubElement(root, "link", {"rel": "self", "href": site.address + NAME})
    SubElement(root, "link", {"rel": "alternate", "href": site.address})
    _add(SubElement(root, "author"), "name", site.name)
    _add(root, "rights", "CC BY 4.0")
    root.extend(_entry(library, site, article) for article in articles)
    return document(root)


def document(root: Element) -> str:
    """An element as the text of an XML file."""
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def changed(library: Library, article: Article) -> date:
    """The day on which a page was last reviewed, or on which a claim that it cites changed, whichever is later."""
    return max([article.meta.reviewed, *(change.date for change in _changes(library, article))])


def _changes(library: Library, article: Article) -> list[Change]:
    """What changed in the claims that a page cites, newest first."""
    cited = (library.claims[key] for key in article.cited if key in library.claims)
    return sorted((change for claim in cited for change in claim.history), key=lambda change: change.date, reverse=True)


def _entry(library: Library, site: Site, article: Article) -> Element:
    entry = Element("entry")
    _add(entry, "title", article.title)
    _add(entry, "id", site.url(article))
    _add(entry, "updated", _moment(changed(library, article)))
    SubElement(entry, "link", {"rel": "alternate", "href": site.url(article)})
    _add(entry, "summary", article.meta.summary)
    news = "\n".join(f"{change.date}: {change.change}" for change in _changes(library, article))
    if news:
        _add(entry, "content", news)
    return entry


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
