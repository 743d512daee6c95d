"""Raw text, Markdown or HTML to clean Markdown with its title, and a list of what was dropped and why."""

import re
from dataclasses import dataclass

from ..library.schema import SLUG
from ..library.words import fold

_BOILERPLATE = (
    (re.compile(r"^(leave a (comment|reply)|your email address will not be published.*|scroll to top|required fields are marked.*)$", re.I), "comment form of the website"),
    (re.compile(r"^related( read(ing)?)?:", re.I), "link to another page of the publisher"),
    (re.compile(r"^(💙|subscribe|sign up|take the .* quiz|shop now|ready for the next step\?)", re.I), "advertising"),
)
# Characters that a reader cannot see and that break comparison: zero-width, bidirectional controls, soft hyphen, BOM.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ACTIVE = re.compile(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|^\[[^\]]+\]:.*$|--8<--.*|\]\(\s*(?:javascript|data|vbscript):[^)]*\)", re.I | re.S | re.M)
_MAX_SLUG = 60


@dataclass(frozen=True)
class Cleaned:
    """An article's own text as Markdown, without its title."""

    title: str
    text: str
    dropped: tuple[tuple[str, str], ...]

    @property
    def headings(self) -> list[str]:
        return re.findall(r"^#{2,6}\s+(.+)$", self.text, re.M)


def clean(raw: bytes, title: str | None) -> Cleaned:
    """Find the article in the input: decode it, take it out of HTML, drop what is not the article's."""
    text = _decode(raw)
    if re.search(r"<(html|body|article|div|p)\b", text[:5000], re.I):
        text = _from_html(text)
    lines = [line.rstrip() for line in _UNSEEN.sub("", text).replace("\u00a0", " ").split("\n")]
    kept, dropped = _without_boilerplate(lines)
    found, body = _title_and_body(kept, title)
    return Cleaned(found, _ACTIVE.sub("", body).strip() + "\n", tuple(dropped))


def _decode(raw: bytes) -> str:
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _from_html(text: str) -> str:
    from trafilatura import extract  # of the importer's own group: building the site does not need it

    return extract(text, output_format="markdown", include_links=True, include_tables=True, with_metadata=False) or ""


def _without_boilerplate(lines: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    kept, dropped = [], []
    for line in lines:
        reason = next((why for pattern, why in _BOILERPLATE if pattern.search(line.strip())), None)
        (dropped.append((line.strip(), reason)) if reason else kept.append(line))
    return kept, dropped


def _title_and_body(lines: list[str], given: str | None) -> tuple[str, str]:
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return given or "Untitled", ""
    line = lines[first].strip()
    is_title = line.startswith("# ") or (len(line) <= 120 and line[-1:] not in ".!,;:")
    title = given or (line.lstrip("# ") if is_title else "Untitled article")
    return title, "\n".join(lines[first + 1 :] if is_title else lines[first:])


def slug_of(title: str) -> str:
    """A file name that is a plain word of letters, digits and hyphens, and nothing else."""
    words = re.findall(r"[a-z0-9]+", fold(title)[0])
    slug = "-".join(words)[:_MAX_SLUG].strip("-")
    return slug if SLUG.fullmatch(slug) and slug not in ("con", "prn", "aux", "nul", "index") else "article"
