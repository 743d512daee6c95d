"""What a search may find: pages with their names, sections and answers, as plain text."""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown.extensions.toc import slugify, unique

from ..library.article import CITATION, OFTEN, Article
from ..library.reading import Library
from ..library.schema import LABELS, TOPICS
from .rendered import page_path

_LISTS = {"a-to-z", "glossary", "ledger", "pages", "questions", "source", "sources", "topics"}
_BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.M)
_MARKUP = [
    (re.compile(r"<!--.*?-->|\[\^[^\]]*\]|\{[.#:][^}]*\}|</?[a-z][^>]*>", re.S), ""),
    (re.compile(r"(?:!\[|\[)([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(?:\?\?\?\+?|!!!)\s+\S+\s+\"([^\"]*)\""), r"\1."),
    (re.compile(r"[*`|]+"), ""),
]  # each begins with a sign that few texts hold, so that it is found, or not found, fast


@dataclass(frozen=True)
class Section:
    """A part of a page under its own heading; `anchor` is empty for what stands before the first one."""

    anchor: str
    heading: str
    text: str
    labels: tuple[str, ...] = ()
    kind: str = "text"  # or "question", "key-points"


@dataclass(frozen=True)
class Page:
    """A page as a search sees it. `names` are phrases that mean this page, with a weight from 0 to 1."""

    url: str
    title: str
    summary: str
    topic: str
    names: tuple[tuple[str, float], ...]
    sections: tuple[Section, ...]
    is_list: bool
    has_help_lines: bool


def plain(markdown: str) -> str:
    """Markdown as one line of plain text, without citations, links and comments."""
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return " ".join(markdown.split())


def pages(library: Library) -> list[Page]:
    """Every page of the library, in the order of their addresses."""
    owned = _owned_names(library)
    return [_page(library, article, owned.get(article.name, ())) for _, article in sorted(library.articles.items())]


def _page(library: Library, article: Article, owned: tuple[tuple[str, float], ...]) -> Page:
    has_help_lines = any(name == "help-lines" for name, *_ in article.placeholders)
    called = (plain(article.title), *article.meta.also_called)
    names = (*((name, 1.0) for name in called), *((name, 0.8) for name in article.meta.search_only), *owned)
    sections = (*_sections(library, article), *_filled(library, article))
    return Page(page_path(article), plain(article.title), article.meta.summary, TOPICS.get(article.topic or "", ""), names, sections, _is_list(article), has_help_lines)


def _is_list(article: Article) -> bool:
    """Whether a page mostly lists what other pages say."""
    return any(name in _LISTS for name, *_ in article.placeholders)


def _owned_names(library: Library) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each page (by name) the glossary's words for what it explains."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for term in library.terms.values():
        if term.page:
            names = (*((name, 0.9) for name in (term.term, *term.aliases)), *((name, 0.7) for name in term.search_only))
            found[term.page] = found.get(term.page, ()) + names
    return found


def _sections(library: Library, article: Article) -> Iterator[Section]:
    """The sections that the author wrote, each with the labels of the claims that it cites."""
    for section, cited in _written(article):
        yield replace(section, labels=_labels(library, cited)) if cited else section


@lru_cache(maxsize=OFTEN)  # while serving, nearly all pages are as they were
def _written(article: Article) -> tuple[tuple[Section, tuple[str, ...]], ...]:
    """The sections of a page, with the anchors that the renderer gives them, and the ids that each cites."""
    return tuple(_cut(article))


def _cut(article: Article) -> Iterator[tuple[Section, tuple[str, ...]]]:
    used: set[str] = set()
    lines = article.prose_lines
    numbers = [number for number, _ in lines]
    starts = [*article.headings, None]
    parent = ""
    for heading, following in zip(starts, starts[1:]):
        end = following.line if following else 10**9
        text = "\n".join(line for _, line in lines[bisect(numbers, heading.line) : bisect_left(numbers, end)])
        title = plain(heading.text)
        anchor = unique(slugify(title, "-"), used)
        parent = title if heading.level <= 2 else parent
        kind = {"Key points": "key-points", "Questions people ask": "question"}.get(parent, "text")
        cited = tuple(dict.fromkeys(match[1] for match in CITATION.finditer(text)))
        if heading.level > 1 or plain(text):
            yield Section(anchor if heading.level > 1 else "", title, plain(_BULLET.sub("", text)), kind=kind), cited


def _labels(library: Library, cited: tuple[str, ...]) -> tuple[str, ...]:
    """The evidence labels of claims, each once, in their order."""
    labels = (library.claims[key].label for key in cited if key in library.claims)
    return tuple(f"{LABELS[label][1]} {LABELS[label][0]}" for label in dict.fromkeys(labels))


def _filled(library: Library, article: Article) -> Iterator[Section]:
    """What the build puts on a page and readers look for there: terms, help lines and warning signs."""
    filled = {name for name, *_ in article.placeholders}
    if "glossary" in filled:
        for key, term in library.terms.items():
            also = f" Also called: {', '.join(term.aliases)}." if term.aliases else ""
            yield Section(key, term.term, f"{term.meaning}.{also}")
    if "help-lines" in filled:
        yield Section("talk-to-someone", "Talk to someone", " ".join(help_lines(library)))
        yield Section("when-your-body-needs-a-check", "Warning signs", " ".join(f"{g.action}: {', '.join(g.signs)}." for g in library.warning_signs.values()))


def help_lines(library: Library) -> list[str]:
    """The lines to call, a country each, those to talk to before those that arrange help: "United Kingdom: 999; Samaritans 116 123."."""
    countries: dict[str, list[str]] = {}
    for line in sorted(library.help_lines.values(), key=lambda line: ("emergency", "talk", "urgent").index(line.kind)):
        reach = line.phone or line.text
        if reach:
            countries.setdefault(line.country, []).append(reach if line.kind == "emergency" else _reached(line.name, reach))
    return [_ended(f"{country}: {'; '.join(lines)}") for country, lines in countries.items()]


def _ended(sentence: str) -> str:
    """With a full stop, unless it ends already: "1737, Need to talk?" does."""
    return sentence if sentence.endswith(("?", "!", ".")) else f"{sentence}."


def _reached(name: str, reach: str) -> str:
    """A line with how to reach it; the number once: "988 Suicide & Crisis Lifeline" says it already."""
    return name if reach in name else f"{name} {reach[0].lower()}{reach[1:]}"
