"""Blocks to a Markdown draft in which nothing of the input is alive: only words, shape, and links to the web."""

import re
from collections.abc import Iterator

from .blocks import Block, Span
from .facts import Facts
from .links import sells
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
    by = ", ".join(part for part in (facts.author, facts.publisher) if part) or "FILL IN the author"
    licence = _link("CC BY", facts.licence) if facts.licence else "CC BY, FILL IN the version and its link"
    return f"*Adapted from “{_link(title, facts.url) if facts.url else inline((Span(title),))}” by {inline((Span(by),))}, {licence}. Changed by us.*"


def body(blocks: list[Block]) -> Iterator[str]:
    """The Markdown of each block; items of one list stand together."""
    held: list[str] = []
    for block in blocks:
        text = _block(block)
        if block.kind == "item" and held and not block.quoted and block.level:
            held.append(text)
            continue
        if held and block.kind == "paragraph" and block.level:
            held += ["", text, ""]
            continue
        if held:
            yield _joined(held)
        held = [text] if block.kind == "item" else []
        if not held:
            yield text
    if held:
        yield _joined(held)


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {inline(block.spans)}"
    if block.kind == "table":
        return _table(block)
    if block.kind == "code":
        return "\n".join(f"    {_disarmed(line)}" for line in block.text.split("\n"))
    text = _started(inline(block.spans))
    if block.kind == "item":
        mark = "-   " if block.number is None else f"{block.number}.".ljust(4)
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
    parts = []
    for index, span in enumerate(spans):
        before = spans[index - 1].text[-1:] if index else ""
        after = spans[index + 1].text[:1] if index + 1 < len(spans) else ""
        parts.append(_span(span, glued=before.isalnum() or after.isalnum()))
    return "".join(parts)


def _span(span: Span, glued: bool) -> str:
    text = span.text.strip()
    if not text:
        return span.text
    lead, trail = span.text[: len(span.text) - len(span.text.lstrip())], span.text[len(span.text.rstrip()) :]
    shown = escaped(text)
    if not glued or lead or trail:  # marks inside a word would not be read as such
        for mark, sign in (("strong", "**"), ("em", "*")):
            shown = f"{sign}{shown}{sign}" if mark in span.marks else shown
    if span.href and not sells(span.href):
        shown = f"[{shown}]({_address(span.href)})"
    return f"{lead}{shown}{trail}"


def _link(text: str, address: str) -> str:
    return inline((Span(text, address),))


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
