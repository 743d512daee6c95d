"""A page as its author wrote it: front matter, title, headings and the claims it cites."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .problems import Mark
from .schema import TOPICS, FrontMatter
from .words import curly

# The lists and cards that the build puts where a page has `<!-- gutbrain:NAME -->`.
PLACEHOLDERS = {
    "a-to-z": "titles, terms and lay names from A to Z",
    "breathing": "the breathing guide: a picture, and a button that starts it",
    "diagram": "a picture with its text version; needs the name of a file in docs/assets/diagrams/",
    "glossary": "all terms with their meanings",
    "help": "a card that leads to people to talk to",
    "help-lines": "help lines by country, with the date of their last check",
    "illustration": "a picture that only adorns; needs the name of a file in docs/assets/diagrams/",
    "labels": "what each label means, and how many claims carry it",
    "lately": "the newest changes of claims, and when pages were last checked",
    "ledger": "every claim with its label",
    "pages": "the articles of this page's topic",
    "paths": "the reading paths",
    "questions": "the questions people ask, from all articles",
    "source": "a source article point by point; needs the record's name",
    "sources": "the source articles, with counts",
    "topics": "the five topics",
    "warning-signs": "when to see a doctor, and how fast",
}
NOT_PAGES = ("_data", "drafts", "assets")  # folders in docs/ whose files are no pages
OFTEN = 5_000  # articles whose links and paragraphs are kept, since one rule after another asks for them
CITATION = re.compile(r"\[\^(?:(?<!^\[\^)|(?![^\]\s]+\]:))([^\]\s]+)\]", re.M)  # what begins a line and has a colon behind it defines a footnote
PLACEHOLDER = re.compile(r"^<!--\s*gutbrain:([a-z-]+)(?:\s+([a-z0-9-]+))?\s*-->\s*$")
_BOX = re.compile(r"^(?:\?\?\?|!!!)", re.M)  # a box that follows the last question is no part of its answer
_CODE = re.compile(r"`[^`]*`")
_FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*(?:\{[^}]*\})?$")


def address(path: str) -> str:
    """The address of a page, by its file's path in the project: docs/stress/leaky-gut.md is stress/leaky-gut."""
    return path.removeprefix("docs/").removesuffix(".md").removesuffix("/index")


def page_name(path: str) -> str:
    """The last part of a page's address, by which data files and authors name it: of docs/stress/leaky-gut.md, leaky-gut."""
    return address(path).rpartition("/")[2]


def without_code(line: str) -> str:
    """The line with blanks where it holds code, so that columns stay true."""
    return _CODE.sub(lambda match: " " * len(match[0]), line) if "`" in line else line


def without_citations(line: str) -> str:
    """The line with blanks where it cites, so that columns stay true."""
    return CITATION.sub(lambda match: " " * len(match[0]), line)


def fences(lines: Iterable[str]) -> Iterator[tuple[int, int | None]]:
    """The code fences of a text: where each opens, and where the same signs alone close it (None where nothing does)."""
    opened, signs = 0, ""
    for index, line in enumerate(lines):
        if signs and line.strip() == signs:
            yield opened, index
            signs = ""
        elif not signs and (mark := _FENCE.match(line)):
            opened, signs = index, mark[1]
    if signs:
        yield opened, None


def outside_fences(lines: list[str]) -> list[int]:
    """Which of the lines, from 0, hold no fenced code. What an open fence was meant to hold is shown as text, so it is text."""
    fenced = {index for start, end in fences(lines) for index in range(start, (start if end is None else end) + 1)}
    return [index for index in range(len(lines)) if index not in fenced]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    line: int


@dataclass(frozen=True, eq=False)
class Article:
    """A Markdown page, the same as no other. `path` is relative to the project, `body_line` the file's line on which `body` starts."""

    path: str
    meta: FrontMatter
    body: str
    body_line: int = 1
    meta_marks: dict[tuple, Mark] = field(default_factory=dict, compare=False, repr=False)

    def place(self, *inside: str | int) -> tuple[str, int, int]:
        """File, line and column of a key of the front matter; of its beginning where the key is not there."""
        return self.path, *self.meta_marks.get(inside, (1, 1))

    @cached_property
    def uri(self) -> str:
        """The page's path inside docs/, which is what links and MkDocs use."""
        return self.path.removeprefix("docs/")

    @cached_property
    def slug(self) -> str:
        """The page's address inside the site."""
        return address(self.path)

    @cached_property
    def name(self) -> str:
        """By which data files and authors name the page."""
        return page_name(self.path)

    @cached_property
    def topic(self) -> str | None:
        """The id of the topic in whose folder the page stands; None for the others."""
        first = self.uri.split("/")[0]
        return first if first in TOPICS and "/" in self.uri else None

    @cached_property
    def is_article(self) -> bool:
        """Whether this is a content page of a topic, and not its introduction or the ledger."""
        return self.topic is not None and not self.uri.endswith(("/index.md", "/ledger.md"))

    @property
    def prose_lines(self) -> list[tuple[int, str]]:
        """The body's lines outside fenced code, each with its line in the file. Made anew each time: kept, they would take more room than the pages."""
        lines = self.body.split("\n")
        kept = outside_fences(lines) if "```" in self.body or "~~~" in self.body else range(len(lines))
        return [(self.body_line + index, lines[index]) for index in kept]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the text, in order."""
        found = ((number, _HEADING.match(line)) for number, line in self.prose_lines)
        return tuple(Heading(len(match[1]), match[2], number) for number, match in found if match)

    @cached_property
    def title(self) -> str:
        """As readers see it."""
        return curly(next((heading.text for heading in self.headings if heading.level == 1), "")) or self.name.replace("-", " ").capitalize()

    def section(self, title: str) -> tuple[int, str] | None:
        """The line and the text of the section under a heading, or None."""
        start = next((heading for heading in self.headings if heading.text == title), None)
        if start is None:
            return None
        end = next((h.line for h in self.headings if h.line > start.line and h.level <= start.level), 10**9)
        return start.line, "\n".join(line for number, line in self.prose_lines if start.line < number < end)

    @cached_property
    def questions(self) -> tuple[tuple[str, str], ...]:
        """The questions people ask, each with its answer in Markdown."""
        _, text = self.section("Questions people ask") or (0, "")
        parts = re.split(r"^### +(.+)$", _BOX.split(text)[0], flags=re.M)[1:]
        return tuple((question.strip(), answer.strip()) for question, answer in zip(parts[::2], parts[1::2]))

    @cached_property
    def citations(self) -> tuple[tuple[str, Mark], ...]:
        """Ids cited in the text, with their marks, in order, each time they occur."""
        return tuple((match[1], (number, match.start() + 1)) for number, line in self.prose_lines for match in CITATION.finditer(without_code(line)))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The ids cited in the text, each once, in the order of their first mention."""
        return tuple(dict.fromkeys(name for name, _ in self.citations))

    @cached_property
    def placeholders(self) -> tuple[tuple[str, str | None, Mark], ...]:
        """Names and arguments of the places that the build fills, with their marks."""
        found = ((number, PLACEHOLDER.match(line)) for number, line in self.prose_lines)
        return tuple((match[1], match[2], (number, 1)) for number, match in found if match)
