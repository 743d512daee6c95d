"""What is known of an article besides its text, and which of several titles is its own."""

import re
from dataclasses import dataclass, field

from ..library.words import folded, words
from .blocks import Block
from .links import host

_PARTS = re.compile(r"\s+[|–—:»·•/\\-]{1,2}\s+|\s*\|\s*")
_NAME = re.compile(r"(?:[^\W\da-z][\w.’'-]*)(?: (?:[^\W\da-z][\w.’'-]*|de|del|da|di|van|von|der|la|le|bin|al|and)){1,4}")
_LONGEST = 200  # characters of a title
_LONGEST_LINE = 140  # of a bare line that may be one


@dataclass
class Facts:
    """Title candidates in the order of trust, the page's H1s, and the rest of what it says of itself."""

    titles: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    url: str | None = None
    author: str | None = None
    published: str | None = None
    publisher: str | None = None
    licence: str | None = None


def page_title(facts: Facts) -> str | None:
    """The title of a web page: its H1 where that is the article's, else what its head says, without the site's name."""
    named = [_without_site(title, facts) for title in facts.titles]
    named = [title for title in named if title and not _is_site(title, facts)]
    headings = [heading for heading in facts.headings if heading and not _is_site(heading, facts)]
    like = next((heading for heading in headings if any(_alike(heading, title) for title in facts.titles)), None)
    return like or next(iter([*named, *headings]), None)


def _without_site(title: str, facts: Facts) -> str:
    """A title without the site's name before or behind it."""
    parts = [part for part in _PARTS.split(title) if part and part.strip()]
    if len(parts) < 2:
        return title
    own = [part for part in (parts[0], parts[-1]) if _is_site(part, facts)]
    for part in own:
        title = re.sub(rf"(?:^{re.escape(part)}\s*[|–—:»·•/\\-]+\s*)|(?:\s*[|–—:»·•/\\-]+\s*{re.escape(part)}$)", "", title)
    if not own and "|" in title:
        title = max(title.split("|"), key=len)
    elif not own and not facts.publisher and len(parts[0].split()) > 3 and len(parts[-1].split()) <= 3 and ":" not in title[len(parts[0]) :]:
        title = title[: title.rindex(parts[-1])].rstrip(" |–—:»·•/\\-")
    return title.strip()


def author_named(said: str | None, page: str) -> str | None:
    """The names that a page's author is given by which are names of people: in capitals, or behind "by" in the page."""
    names = [name for name in (said or "").split("; ") if name]
    found = [name for name in names if _NAME.fullmatch(name) or re.search(rf"\bby:? {re.escape(name)}\b", page, re.I)]
    return ", ".join(found) or None


def _is_site(text: str, facts: Facts) -> bool:
    """Whether a text is the site's name."""
    bare = "".join(words(text))
    names = {"".join(words(facts.publisher or "")), "".join(words(host(facts.url).rsplit(".", 1)[0])), "".join(words(host(facts.url)))} - {""}
    return bare in names or bare in ("home", "homepage", "blog", "menu", "news", "articles")


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(words(one)), set(words(other))
    return bool(mine) and len(mine & theirs) >= 0.6 * len(mine) and len(mine) > 1


def text_title(blocks: list[Block]) -> str | None:
    """The title of an article that no head tells it of: its first H1, or its first line if that looks like one."""
    heading = next((block for block in blocks[:10] if block.kind == "heading" or block.is_prose), None)
    first = next((block for block in blocks if block.kind != "picture"), None)
    if heading and heading.kind == "heading" and heading.level == 1:
        return heading.text
    if first is None:
        return None
    if first.kind == "heading":
        return first.text
    bare = first.is_plain and len(first.text) <= _LONGEST_LINE and not re.search(r"[.,;:…]$", first.text) and re.match(r"[\"“‘'(]?[A-Z0-9À-Þ]", first.text)
    return first.text if bare and len(blocks) > 1 and (not blocks[1].tight or blocks[1].is_prose) else None


def without_title(blocks: list[Block], title: str) -> list[Block]:
    """The blocks without the title where it stands at the head of the article."""
    same = [i for i, block in enumerate(blocks[:12]) if folded(block.text).strip() == folded(title).strip()]
    return [block for i, block in enumerate(blocks) if i not in same[:1]]


def shortened(title: str) -> str:
    """A title on one line and of a length that a file can bear."""
    title = " ".join(re.sub(r"[\x00-\x1f]", " ", title).split())
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
