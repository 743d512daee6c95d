"""What an article is made of while it is cleaned: a flat row of blocks, each a row of spans.

Every format is read into blocks and every draft is written from blocks, so nothing of the
input but its words, its shape and its links can reach a draft.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..library.words import words

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|(?<=[。！？])")
_ENDS = re.compile(r"[.!?…:;。！？；：؟؛۔।॥][\"”’'»›」』》）)\]*]*(\s?(\[[\d,– -]+\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+))*$")  # numbers of notes may follow


@dataclass(frozen=True)
class Span:
    """Text of one kind: `href` where it is a link, `marks` of strong, em, code and del."""

    text: str
    href: str | None = None
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item, table, piece of code or picture (of which only the alternative text is known).

    `level` is a heading's level, or how deep a list item (or the paragraph that continues it) lies.
    `tight`: no empty line stood before it in the input, which tells headings from lists of bare lines.
    """

    kind: Literal["heading", "paragraph", "item", "table", "code", "picture"]
    spans: tuple[Span, ...] = ()
    level: int = 0
    number: int | None = None
    quoted: bool = False
    tight: bool = False
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words as a reader reads them, without any mark."""
        return " | ".join(plain(cell) for row in self.rows for cell in row) if self.rows else plain(self.spans)

    @cached_property
    def words(self) -> list[str]:
        """Its words, folded for comparison."""
        return words(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is in bold type."""
        return bool(self.spans) and all("strong" in span.marks or not span.text.strip() for span in self.spans)

    @property
    def is_plain(self) -> bool:
        """Whether it is a paragraph of its own, which may turn out to be a heading or an item."""
        return self.kind == "paragraph" and not self.level and not self.quoted

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDS.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of sentences, as against a bare line."""
        return self.kind == "paragraph" and (len(self.words) > 16 or len(self.words) > 3 and self.text.rstrip("\"”’')").endswith((".", "!", "…")))


def plain(spans: Iterable[Span]) -> str:
    """The words of some spans, without links and marks."""
    return "".join(span.text for span in spans).strip()


def sentences(text: str) -> list[str]:
    """A text cut behind each full stop that a capital follows."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with single spaces, none at either end, and neighbours of one kind joined."""
    joined: list[Span] = []
    for span in spans:
        text = re.sub(r"\s+", " ", span.text)
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if joined and (joined[-1].href, joined[-1].marks) == (span.href, span.marks):
            text = joined.pop().text + text
        joined.append(Span(text, span.href, span.marks))
    while joined and not joined[-1].text.rstrip():
        joined.pop()
    if joined:
        joined[-1] = Span(joined[-1].text.rstrip(), joined[-1].href, joined[-1].marks)
    return tuple(joined)


def without_start(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """The spans without their first `count` characters."""
    left: list[Span] = []
    for span in spans:
        left.append(Span(span.text[count:], span.href, span.marks))
        count = max(0, count - len(span.text))
    return tidy(left)
