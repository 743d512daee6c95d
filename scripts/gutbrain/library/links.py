"""Links that authors wrote, where they lead, and which anchors a page has."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

from markdown.extensions.toc import slugify

from .article import OFTEN, Article, without_code
from .problems import Mark
from .reading import Library
from .schema import TOPICS

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]*)\]:\s*<?([^\s>]+)")
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.I)
_OWN_ID = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}")
_FRAME = {"how-sure-are-we", "related-pages", "evidence-notes", "sources", "about-this-page"}  # what the build gives each article
_LISTS = {"a-to-z", "help-lines", "pages", "paths", "questions", "source", "sources", "topics"}  # they make anchors that only the build knows


@dataclass(frozen=True)
class Link:
    """`[text](target)` or `![text](target)` in a page."""

    text: str
    target: str
    mark: Mark
    is_image: bool

    @property
    def is_external(self) -> bool:
        """Whether it leads out of the library."""
        return bool(_ADDRESS.match(self.target))


@lru_cache(maxsize=OFTEN)
def links(article: Article) -> tuple[Link, ...]:
    """The links and images of a page, in order; code holds none."""
    lines = ((number, without_code(line)) for number, line in article.prose_lines if "](" in line)
    return tuple(Link(m[2], m[3], (number, m.start() + 1), bool(m[1])) for number, line in lines for m in _LINK.finditer(line))


@lru_cache(maxsize=OFTEN)
def definitions(article: Article) -> tuple[Link, ...]:
    """The addresses that a page keeps under a name, as `[name]: target`."""
    lines = article.prose_lines if "]:" in article.body else ()
    return tuple(Link(m[1], m[2], (number, 1), False) for number, line in lines if "]:" in line and (m := _DEFINITION.match(line)))


def every_link(article: Article) -> tuple[Link, ...]:
    """All by which a page leads on: its links and images, then the addresses that it keeps under a name."""
    return *links(article), *definitions(article)


def destination(article: Article, link: Link) -> tuple[str, str]:
    """Path inside docs/ and anchor to which a link inside the library leads."""
    path, _, anchor = link.target.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(article.uri), path)) if path else article.uri), anchor


def anchors(library: Library, article: Article) -> set[str] | None:
    """The anchors of a page; None where a list on it makes some that only the build knows."""
    placed = {name for name, _, _ in article.placeholders}
    if placed & _LISTS:
        return None
    found = {slugify(re.sub(r"[*_`]", "", heading.text), "-") for heading in article.headings}
    found |= {match[1] for _, line in article.prose_lines for match in _OWN_ID.finditer(line)}
    if "glossary" in placed:
        found |= {*library.terms, *(f"letter-{key[0]}" for key in library.terms)}
    if "ledger" in placed:
        found |= {*library.claims, *(f"claims-{topic}" for topic in TOPICS)}
    if article.is_article:
        found |= _FRAME | {f"note-{claim}" for claim in article.cited}
    return found


def led_to(library: Library) -> dict[str, set[str]]:
    """For each page, by path inside docs/, the pages whose author leads to it: by a link, or as related or next to read."""
    found: dict[str, set[str]] = {uri: set() for uri in library.articles}
    for article in library.articles.values():
        targets = {destination(article, link)[0] for link in every_link(article) if not link.is_external}
        targets |= {library.by_name[related.page].uri for related in article.meta.related if related.page in library.by_name}
        for uri in (targets & found.keys()) - {article.uri}:
            found[uri].add(article.uri)
    for path in library.paths.values():
        steps = [library.by_name[name].uri for name in path.pages if name in library.by_name]
        for here, after in zip(steps, steps[1:]):
            found[after].add(here)
            found[here].add(after)
    return found


def orphans(library: Library) -> list[Article]:
    """Articles to which no other article leads, also not by a term that they explain."""
    told = {term.page for key, term in library.terms.items() if any(a.name != term.page for a in library.mentions.get(key, []))}
    leading = led_to(library)
    from_articles = {uri for uri, sources in leading.items() if any(library.articles[source].is_article for source in sources)}
    return [a for a in library.articles.values() if a.is_article and a.uri not in from_articles and a.name not in told]
