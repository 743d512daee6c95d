"""From bytes to the article's blocks: read, take away what is not the article, find its structure, look for faults."""

import re
from dataclasses import dataclass, replace

from .blocks import Block
from .boilerplate import ELSEWHERE, EMPTY, Dropped, empty_headings, only_link, without_byline, without_lines, without_parts
from .decoding import NotAnArticle, decoded
from .doubles import without_doubles
from .facts import Facts, page_title, text_title, without_title
from .markdown_dialects import front_text, joined_links, read_markdown, to_html
from .plain_lines import from_text
from .structure import recovered
from .suspicions import Suspicion, suspicions
from .web_page import read_fragment, read_page

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|title)\b", re.I | re.S)
_BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|li|td|article|section)\b[^<>]*>", re.I)
_FRAGMENT = re.compile(r"\s*<[a-z][^<>]*>", re.I)
_MARKDOWN = re.compile(r"\A\s*(?:---|\+\+\+)[ \t]*\n|^#{1,6}[ \t]+\S|^[^\n]{3,120}\n(?:={3,}|-{3,})[ \t]*$|^\A%\s+\S|\{\{[<%]|^\[[^\]^]+\]:[ \t]*\S", re.M)


@dataclass(frozen=True)
class Article:
    """An article's own blocks, its title if it has one, what else is known of it, and what was dropped or looks odd."""

    title: str | None
    blocks: list[Block]
    facts: Facts
    dropped: list[Dropped]
    odd: list[Suspicion]


def read_article(raw: bytes, url: str | None, kind: str | None) -> Article:
    """Read an article in one of the three formats. Raises NotAnArticle where no text is found."""
    text = decoded(raw)
    kind = kind or format_of(text)
    blocks, facts, dropped, odd = {"html": _from_page, "markdown": _from_markdown, "text": _from_text}[kind](text, url)
    blocks, more = without_lines(blocks, facts.url)
    title = (page_title(facts) if kind == "html" else next(iter(facts.titles), None)) or text_title(blocks)
    article = _cleaned(blocks, title, facts, kind)
    if not any(block.words for block in article.blocks):
        raise NotAnArticle("no article text was found; copy the text into a file and import that")
    return replace(article, dropped=[*dropped, *more, *article.dropped], odd=[*odd, *article.odd])


def format_of(text: str) -> str:
    """The format that a text looks like."""
    start = text[:200_000]
    tags = len(_BLOCK_TAG.findall(start))
    if _PAGE.match(start) or tags >= 2 and tags > start.count("\n\n"):
        return "html"
    if _MARKDOWN.search(start):
        return "markdown"
    return "html" if _FRAGMENT.match(start) else "text"


Read = tuple[list[Block], Facts, list[Dropped], list[Suspicion]]


def _from_page(text: str, url: str | None) -> Read:
    return *read_page(text, url), []


def _from_markdown(text: str, url: str | None) -> Read:
    found = read_markdown(text)
    title = front_text(found.front, "title")
    facts = Facts(
        titles=[title] if title else [],
        url=url or front_text(found.front, "canonical", "canonical_url", "canonicalURL", "canonicalUrl", "original_url", "url", "link"),
        author=front_text(found.front, "author", "authors", "by"),
        published=(front_text(found.front, "date", "published", "pubDate", "publishDate", "published_at") or "")[:10] or None,
        publisher=front_text(found.front, "publisher", "site", "site_name", "publication"),
        licence=front_text(found.front, "license", "licence"),
    )
    dropped = [Dropped(text, why) for text, why in found.dropped]
    return read_fragment(found.html, facts.url), facts, dropped, [Suspicion("front matter", each) for each in found.odd]


def _from_text(text: str, url: str | None) -> Read:
    return read_fragment(to_html(from_text(joined_links(text))), url), Facts(url=url), [], []


def _cleaned(blocks: list[Block], title: str | None, facts: Facts, kind: str) -> Article:
    """The article's own blocks with their structure, and all that was taken away on the way there."""
    blocks = without_title(blocks, title) if title else blocks
    blocks, bylines, name = without_byline(blocks)
    facts = replace(facts, author=facts.author or name)
    bare = kind != "html" and sum(block.kind == "heading" for block in blocks) < 2
    blocks = recovered(blocks, bare)
    bare_heads = empty_headings(blocks)
    filled = {id(block) for place, block in enumerate(blocks) if place not in bare_heads}
    blocks, parts = without_parts(blocks)
    blocks, doubles = without_doubles(blocks)
    emptied = {place: EMPTY if id(blocks[place]) in filled else ELSEWHERE for place in empty_headings(blocks) if id(blocks[place]) in filled or only_link(blocks[place]) is not None}
    dropped = [*bylines, *parts, *doubles, *(Dropped(blocks[place].text, why) for place, why in sorted(emptied.items()))]
    blocks = [block for place, block in enumerate(blocks) if place not in emptied]
    return Article(title, blocks, facts, dropped, suspicions(title or "", blocks))
