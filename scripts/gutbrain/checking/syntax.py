"""Rules about marks that a page would show as text, since nothing reads them as their writer meant them."""

import re
from collections.abc import Iterator
from datetime import date

from ..library.article import fences, without_code
from ..library.links import definitions
from ..library.reading import Library
from .rule import Finding, rule, short
from .wording import holds

_BY_NAME = re.compile(r"(?<!\\)(?:\[([^\[\]]*))?\]\[(?!\^)([^\[\]]*)\]")  # [words][name], and [name][]
_OPENING = ("{{", "{%")
_TEMPLATE = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)")


@rule("error")
def link_definition(library: Library, today: date) -> Iterator[Finding]:
    """A link by name has its address on the same page.

    Bad:  [leaky gut][barrier], and no line on the page that begins with `[barrier]:`
    Good: [leaky gut](../stress/leaky-gut.md)
    """
    for article in (a for a in library.articles.values() if "][" in a.body):
        known = {_folded(link.text) for link in definitions(article)}
        for number, line in article.prose_lines:
            for match in _BY_NAME.finditer(without_code(line)) if "][" in line else ():
                name = match[2] or match[1] or ""
                if name and not (match[1] or "").startswith("^") and _folded(name) not in known:
                    yield article.path, number, match.start() + 1, f"no line of this page says where '[{name}]' leads", "write the address behind the words: `[words](../topic/page.md)`"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@rule("error")
def open_fence(library: Library, today: date) -> Iterator[Finding]:
    """A block of code ends with the signs that opened it; else its lines are shown as text.

    Bad:  ```text, and no line further down that is ``` alone
    Good: ```text, the lines, then ``` on a line of its own
    """
    for article in (a for a in library.articles.values() if "```" in a.body or "~~~" in a.body):
        lines = article.body.split("\n")
        for start, end in fences(lines):
            if end is None:
                yield article.path, article.body_line + start, 1, f"the block of code that '{short(lines[start].strip())}' opens is never closed", "write the same signs alone on the line below its last one, or delete them here"


@rule("error")
def template_mark(library: Library, today: date) -> Iterator[Finding]:
    """A page holds no marks of a template: nothing fills them in, and readers would see them.

    Bad:  Read {{ page.title }} first.
    Good: Read "Leaky gut" first.
    """
    for article in (a for a in library.articles.values() if holds(a.body, _OPENING)):
        for number, line in article.prose_lines:
            for match in _TEMPLATE.finditer(without_code(line)) if holds(line, _OPENING) else ():
                yield article.path, number, match.start() + 1, f"nothing fills in '{short(match[0])}'", "write the words that are meant, or put the braces into `code`"
