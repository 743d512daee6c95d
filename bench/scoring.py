"""How good a draft is, measured against one that a person wrote: shares from 0 to 1."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gutbrain.library.words import folded

ARTICLES = Path(__file__).parents[1] / "tests" / "articles"
MEASURES = ("title", "headings found", "headings right", "levels", "sentences kept", "boilerplate dropped", "links", "list items", "table rows")


@dataclass
class Shape:
    """What a Markdown text holds, for comparison."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    text: str = ""


def shape(markdown: str) -> Shape:
    """Take a Markdown text apart with a parser that neither the importer's writer nor the site uses."""
    found, around = Shape(), []
    words: list[str] = []
    row: list[str] = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        if token.type.endswith("_open"):
            around.append(token.type)
            row = [] if token.type == "tr_open" else row
        elif token.type.endswith("_close"):
            around.pop()
            if token.type == "tr_close":
                found.rows.append(" | ".join(row))
        elif token.type == "inline":
            text = _plain("".join(part.content if part.type in ("text", "code_inline") else " " for part in token.children or []))
            words.append(text)
            row.append(text)
            if around and around[-1] == "heading_open":
                found.headings.append((token.level, text))
            if "list_item_open" in around:
                found.items.append(text)
            found.links += _links(token.children or [])
        elif token.type in ("code_block", "fence"):
            words.append(_plain(token.content))
    levels = iter(int(match[1]) for match in re.finditer(r"<h([1-6])>", MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)))
    found.headings = [(level, text) for level, (_, text) in zip(levels, found.headings)]
    found.text = f" {' '.join(words)} "
    return found


def _links(parts: list[Token]) -> list[tuple[str, str]]:
    found, inside = [], None
    for part in parts:
        if part.type == "link_open":
            inside = (str(part.attrs["href"]), "")
        elif part.type == "link_close" and inside:
            found.append((_plain(inside[1]), inside[0]))
            inside = None
        elif inside and part.type == "text":
            inside = (inside[0], inside[1] + part.content)
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", folded(text)).split())


def scores(draft: str, gold: str, gone: list[str]) -> dict[str, float]:
    """All measures of a draft; 1 where there was nothing to find."""
    mine, theirs = shape(draft), shape(gold)
    sentences = [_plain(sentence) for line in gold.split("\n") if not line.startswith(("#", "|")) for sentence in re.split(r"(?<=[.!?])\s+", re.sub(r"\]\([^)]*\)", "", line)) if len(sentence.split()) > 2]
    mine_heads, gold_heads = [text for _, text in mine.headings[1:]], [text for _, text in theirs.headings[1:]]
    return dict(zip(MEASURES, (
        float(mine.headings[:1] == theirs.headings[:1]),
        _share(gold_heads, mine_heads),
        _share(mine_heads, gold_heads),
        _share(theirs.headings[1:], mine.headings[1:]),
        _mean([f" {sentence} " in mine.text for sentence in sentences]),
        _mean([f" {_plain(phrase)} " not in mine.text if _plain(phrase) else phrase not in draft for phrase in gone]),
        min(_share(theirs.links, mine.links), _share(mine.links, theirs.links)),
        min(_share(theirs.items, mine.items), _share(mine.items, theirs.items)),
        min(_share(theirs.rows, mine.rows), _share(mine.rows, theirs.rows)),
    )))  # fmt: skip


def _share(wanted: list, given: list) -> float:
    return _mean([count for count in (Counter(wanted) & Counter(given)).values()], len(wanted))


def _mean(values: list, of: int | None = None) -> float:
    of = len(values) if of is None else of
    return sum(values) / of if of else 1.0


def article_parts(path: Path) -> tuple[str, str, str, list[str]]:
    """A document of the set: its format, its input, the draft a person would want, and phrases that must be gone."""
    parts = path.read_text(encoding="utf-8").split("\n=== ")[1:]
    (kind, raw), (_, gold), (_, gone) = (part.split("\n", 1) if "\n" in part else (part, "") for part in parts)
    return kind.strip(), raw, gold, [line for line in gone.split("\n") if line.strip()]


def mean_scores(all_scores: list[dict[str, float]]) -> dict[str, float]:
    """The mean of each measure over all drafts."""
    return {measure: _mean([scored[measure] for scored in all_scores]) for measure in MEASURES}
