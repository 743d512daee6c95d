"""A raw article becomes a draft to edit, a source record to fill in, and hashes that prove our words are ours."""

from dataclasses import dataclass, replace
from datetime import date

from ..library.slugs import slug_of
from ..library.words import shingles
from .article import read_article
from .decoding import NotAnArticle
from .draft import draft_text
from .facts import shortened
from .record import record_text

__all__ = ["About", "Imported", "NotAnArticle", "import_article"]


@dataclass(frozen=True)
class About:
    """What the person who imports knows of the article; what is None is looked for in it."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    rights: str = "all-rights-reserved"
    format: str | None = None


@dataclass(frozen=True)
class Imported:
    """The texts of an import, what was dropped from the article and why, and what to look at."""

    slug: str
    draft: bytes
    record: bytes
    shingles: bytes
    dropped: tuple[tuple[str, str], ...]
    odd: tuple[tuple[str, str], ...]


def import_article(raw: bytes, about: About, today: date) -> Imported:
    """Make the texts of one article. Raises NotAnArticle, with a message, where there is none in the input."""
    article = read_article(raw, about.url, about.format)
    title = shortened(about.title or article.title or "Untitled article")
    facts = replace(article.facts, url=about.url or article.facts.url, publisher=about.publisher or article.facts.publisher)
    text = "\n\n".join(block.text for block in article.blocks)
    return Imported(
        slug_of(title),
        draft_text(title, article.blocks, facts, about.rights, article.odd).encode(),
        record_text(title, article.blocks, facts, about.rights, today, article.dropped, article.odd).encode(),
        shingles(text, without=title),
        tuple((each.text, each.why) for each in article.dropped),
        tuple((each.text, each.what) for each in article.odd),
    )
