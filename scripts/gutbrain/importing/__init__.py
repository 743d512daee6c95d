"""A raw article becomes a draft to edit, a source record to fill in, and hashes that prove our words are ours."""

from dataclasses import dataclass
from datetime import date

from ..library.words import shingles
from .cleaning import Cleaned, clean, slug_of
from .record import draft_text, record_text

MAX_BYTES = 5_000_000


class NotAnArticle(ValueError):
    """The input cannot become a draft; the message says why and what to do."""


@dataclass(frozen=True)
class Imported:
    """The three files that an import makes, by path inside the project, and what was dropped."""

    slug: str
    files: dict[str, bytes]
    dropped: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class About:
    """What the person who imports knows of the article."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    rights: str = "all-rights-reserved"


def import_article(raw: bytes, about: About, today: date) -> Imported:
    """Make the files of one article. Raises NotAnArticle where there is no text in it."""
    if len(raw) > MAX_BYTES:
        raise NotAnArticle(f"the input is larger than {MAX_BYTES // 1_000_000} MB; cut it down to the article")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAnArticle("the input is not text; save the page as HTML or copy its text")
    cleaned: Cleaned = clean(raw, about.title)
    if not cleaned.text.strip():
        raise NotAnArticle("no article text was found; copy the text into a file and import that")
    slug = slug_of(cleaned.title)
    files = {
        f"docs/drafts/{slug}.md": draft_text(cleaned, about.rights).encode(),
        f"seeds/{slug}.yml": record_text(cleaned, about.url, about.publisher, about.rights, today).encode(),
        f"seeds/{slug}.shingles": shingles(cleaned.text, without=cleaned.title),
    }
    return Imported(slug, files, cleaned.dropped)
