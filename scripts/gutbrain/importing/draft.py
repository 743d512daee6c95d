"""Blocks to a Markdown draft in which nothing of the input is alive: only words, shape, and links to the web."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ..library.schema import OPEN
from .blocks import Block, Span
from .facts import Facts
from .links import HERE, sells
from .suspicions import Suspicion

_RESERVED = """!!! danger "Not ours yet: may not be published"

    These are the words of the publisher, whose rights are reserved. Write the page anew in your own words before it moves
    out of `docs/drafts/`; `gutbrain check` refuses a published page that shares runs of eight words with it.
"""
# Signs that begin markup anywhere. Braces become entities, so that no template language sees them either.
_SIGNS = re.compile(r"[\\`*\[\]{}<>|~^=&_]")
_ENTITIES = {"{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "^": "&#94;", "=": "&#61;"}
_STARTS = re.compile(r"^(?:([#+!:?;-])|(\d{1,9})([.)]))")
_INCLUDE = re.compile(r"(-{1,}8)(?=(?:&lt;|<)-)")
_IN_ADDRESS = {sign: f"%{ord(sign):02X}" for sign in "()<>[]{}|\\\"'`*^~ !"}


def draft_text(title: str, blocks: list[Block], facts: Facts, rights: str, odd: list[Suspicion]) -> str:
    """The draft: title, whether it may be published, what to look at, the article, and the credit its licence asks for."""
    parts = [f"# {inline((Span(title),))}"]
    parts += [_RESERVED.strip("\n")] if rights == "all-rights-reserved" else []
    parts += [_to_look_at(odd)] if odd else []
    parts += body(blocks)
    parts += [credit(title, facts)] if rights == "cc-by" else []
    return "\n\n".join(parts) + "\n"


def _to_look_at(odd: list[Suspicion]) -> str:
    lines = [f"    - {inline((Span(each.what),))}: “{inline((Span(each.text),))}”" for each in odd]
    return "\n".join(['!!! warning "To look at, then delete this box"', "", *lines])


def credit(title: str, facts: Facts) -> str:
    """The credit line of CC BY: title, author, source, licence, and that the text was changed.

    Creative Commons, "Recommended practices for attribution".
    """
    by = ", ".join(part for part in (facts.author, facts.publisher) if part) or f"{OPEN} the author"
    licence = inline((Span("CC BY", facts.licence),)) if facts.licence else f"CC BY, {OPEN} the version and its link"
    return f"*Adapted from “{inline((Span(title, facts.url),))}” by {inline((Span(by),))}, {licence}. Changed by us.*"


def body(blocks: list[Block]) -> Iterator[str]:
    """The Markdown of each block; items of one list, and paragraphs of one quotation, stand together."""
    held: list[str] = []
    for before, block in zip([None, *blocks], blocks):
        gap = _gap(before, block)
        if held and gap is None:
            yield "".join(held)
            held = []
        held += [gap or "", _block(block)]
    if held:
        yield "".join(held)


def _gap(before: Block | None, block: Block) -> str | None:
    """What joins a block to the one before it in one list or quotation, or None."""
    if before is None or before.quoted != block.quoted:
        return None
    if block.quoted:
        return "\n>\n" if {before.kind, block.kind} == {"paragraph"} else None
    if not before.level or not block.level or "heading" in (before.kind, block.kind):
        return None
    return "\n" if before.kind == block.kind == "item" else "\n\n"


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {inline(block.spans)}"
    if block.kind == "table":
        return _table(block)
    if block.kind == "code":
        return "\n".join(f"    {_disarmed(line)}" for line in block.text.split("\n"))
    text = _started(inline(block.spans))
    if block.kind == "item":
        mark = "-   " if block.number is None else f"{block.number}. ".ljust(4)
        text = f"{'    ' * (block.level - 1)}{mark}{text}"
    elif block.level:
        text = f"{'    ' * block.level}{text}"
    return f"> {text}" if block.quoted else text


def _table(block: Block) -> str:
    rows = [f"| {' | '.join(inline(cell) or ' ' for cell in row)} |" for row in block.rows]
    return "\n".join([rows[0], f"|{'---|' * len(block.rows[0])}", *rows[1:]])


def _disarmed(line: str) -> str:
    """Code in which neither an include nor a template of ours would act."""
    return re.sub(r"([{}<%#-])(?=[{}%#8-])", "\\1\u200a", line)


def inline(spans: tuple[Span, ...]) -> str:
    """The Markdown of a row of spans on one line."""
    marked = [(span.href, _marked(spans, index)) for index, span in enumerate(spans)]
    parts = []
    for href, group in groupby(marked, key=itemgetter(0)):
        text = "".join(part for _, part in group)
        parts.append(_linked(text, href) if href and href != HERE and not sells(href) else text)
    return "".join(parts)


def _marked(spans: tuple[Span, ...], index: int) -> str:
    """The escaped text of a span in its signs for bold and italic; without them inside a word, where they are not read."""
    span = spans[index]
    text = span.text.strip()
    lead, trail = span.text[: len(span.text) - len(span.text.lstrip())], span.text[len(span.text.rstrip()) :]
    before = spans[index - 1].text[-1:] if index and not lead else ""
    after = spans[index + 1].text[:1] if index + 1 < len(spans) and not trail else ""
    if not text:
        return span.text
    shown = escaped(text)
    if not before.isalnum() and not after.isalnum():
        for mark, sign in (("strong", "**"), ("em", "*")):
            shown = f"{sign}{shown}{sign}" if mark in span.marks else shown
    return f"{lead}{shown}{trail}"


def _linked(text: str, address: str) -> str:
    shown = text.strip()
    return text.replace(shown, f"[{shown}]({_address(address)})", 1) if shown else text


def _address(url: str) -> str:
    return "".join(_IN_ADDRESS.get(character, character) for character in url)


def escaped(text: str) -> str:
    """Text in which no sign is markup: of Markdown, of its extensions, of HTML or of a template."""
    text = _SIGNS.sub(lambda m: _sign(m, text), text)
    return _INCLUDE.sub("\\1&#8288;", text)


def _sign(match: re.Match, text: str) -> str:
    sign = match[0]
    if sign in _ENTITIES:
        return _ENTITIES[sign]
    if sign == "&":
        return "&amp;" if re.match(r"&#?\w+;", text[match.start() : match.start() + 40]) else "&"
    if sign == "_" and text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum():
        return "_"
    return f"\\{sign}"


def _started(text: str) -> str:
    """Text that begins no heading, list, definition, note or rule."""
    return _STARTS.sub(lambda m: f"&#{ord(m[1])};" if m[1] else f"{m[2]}\\{m[3]}" if m[3] == "." else f"{m[2]}&#41;", text)
