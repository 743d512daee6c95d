"""What a person should look at: cut, missing, lost or loud text. Nothing is guessed or mended here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..library.refused import REFUSED
from .blocks import Block, sentences
from .boilerplate import pitches
from .links import sells

_NUMBERS = {word: value for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}
_PROMISE = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)}) (?:[\w-]+ ){{0,3}}?(ways|tips|steps|foods|reasons|habits|strategies|myths|facts|signs|things|rules|questions|exercises|ideas|practices)\b", re.I)
_LATER = re.compile(r"\b((?:in|see|read) (?:the )?(?:part (?:\d+|two|three|four)|next (?:part|article|post|section|chapter|instal+ment))|(?:table|figure|fig\.|box|chart) \d+)\b", re.I)
_DANGLING = re.compile(r"\b(?:(?:see|visit|check(?: out)?|read|follow|explore|consult|browse|try|join|in|on|at|from|with|,) our(?=\s*(?:[.,;:!?)]|$)|\s+(?:for|regularly|often|daily|to|and|or|on|in|at|by|with|as|highlights|is|are|has|will|here|today|now|if|when|where)\b)|(?:please|also|details|more|information|,) (?:see|visit)(?=[.,;:!?)]|$)|(?:available|found|learn more|more information|details) (?:at|in|on|from)(?=\s*[.,;:!?)]|\s*$)|click here|read more here|this link|link below)", re.I)
_LOST_NAME = re.compile(r"\b(?:[Ss]ee|[Cc]onsult|[Vv]isit)(?: our| the)? (?!Table|Figure|Part|Box|Section|Chapter|Appendix|Fig|Dr)[A-Z][\w’'-]+(?: [\w’',:-]+){1,9}(?=[.;)]|$)")
_INTRODUCES = re.compile(r"\b(include|includes|including|such as|example|examples|following|below|are|steps|tips|how|this)\b[^:]{0,40}:$", re.I)
_LEFT_OVER = (  # marks of a form that the importer does not read
    (re.compile(r"(?:Page )?\d{1,4}(?: (?:of|/) \d{1,4})?"), "this looks like a page number; delete it, and the running heads beside it"),
    (re.compile(r"\.\. [\w-]+::.*", re.S), "this is a mark of reStructuredText; import it again as HTML or Markdown (`pandoc -t gfm`)"),
    (re.compile(r"\{[\w.]+\}"), "a website's program fills this in; write what readers see there, or delete it"),
    (re.compile(r"(?:MIME-Version|Content-Type|Message-ID|Subject)\**:.*", re.S), "this is the head of an e-mail; delete it"),
)
_LONGEST = 20_000  # characters; no paragraph is that long
_SHOWN = 60  # characters of a passage


@dataclass(frozen=True)
class Suspicion:
    """Something to look at: the words it is about, and what looks wrong."""

    text: str
    what: str


def suspicions(title: str, blocks: list[Block]) -> list[Suspicion]:
    """All that looks cut off, missing, lost or promotional, in the order of the article."""
    found = [] if title else [Suspicion("Untitled article", "no title was found; import again with --title")]
    found += [*_ends(blocks), *_promises(title, blocks)]
    for index, block in enumerate(blocks):
        found += [Suspicion(block.text, what) for pattern, what in _LEFT_OVER if pattern.fullmatch(block.text.strip(" *"))]
        found += _in_block(block, blocks[index + 1] if index + 1 < len(blocks) else None)
    return list(dict.fromkeys(Suspicion(_short(each.text), each.what) for each in found))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _around(text: str, found: re.Match) -> str:
    """What was found with some words on either side."""
    before, after = text[: found.start()][-200:].split(), text[found.end() :][:200]
    return " ".join([*before[-3:], found[0].strip() + re.match(r"\W?", after)[0].rstrip(), *after[1:].split()[:3]])


def _ends(blocks: list[Block]) -> Iterator[Suspicion]:
    body = [block for block in blocks if block.kind != "heading"]
    if body and body[0].kind == "paragraph" and re.match(r"[a-z,;.…)]", body[0].text):
        yield Suspicion(body[0].text, "the text begins in mid-sentence; its start is missing")
    if body and body[-1].kind == "paragraph" and not body[-1].ends and not body[-1].quoted:
        yield Suspicion(body[-1].text[-_SHOWN:], "the text ends in mid-sentence; its end is missing")
    if blocks and blocks[-1].kind == "heading":
        yield Suspicion(blocks[-1].text, "the text ends with a heading; what stood under it is missing")


def _in_block(block: Block, below: Block | None) -> Iterator[Suspicion]:
    if block.kind == "code":
        return
    text = block.text
    if len(text) > _LONGEST:
        yield Suspicion(text, "this paragraph has no end; its line ends were lost")
        return
    if block.kind == "heading":
        if below is not None and below.kind == "heading" and below.level <= block.level:
            yield Suspicion(text, "nothing stands under this heading")
        return
    if block.is_prose and below is not None and not block.ends and len(block.words) > 8:
        yield Suspicion(text[-_SHOWN:], "this paragraph breaks off")
    if text.endswith(":") and (below is None or below.kind == "heading") and _INTRODUCES.search(text):
        yield Suspicion(text[-_SHOWN:], "the list that this promises is not there")
    if "\ufffd" in text:
        yield Suspicion(text, "characters were lost before the import")
    yield from _lost_links(block)
    yield from (Suspicion(sentence, "this is promotional") for sentence in sentences(text) if pitches(sentence))
    yield from _dropped_targets(block)
    claims = list(dict.fromkeys(match[0].lower() for match in REFUSED.finditer(text)))
    if claims:
        yield Suspicion(text, f"our pages do not use these words: {', '.join(claims)}")


def _lost_links(block: Block) -> Iterator[Suspicion]:
    """Words that were or led to a link, where none is."""
    names = [] if any(span.href for span in block.spans) else _LOST_NAME.finditer(block.text)
    for lost in [*_DANGLING.finditer(block.text), *names]:
        if not any(span.href is not None and span.text in lost[0] for span in block.spans):
            yield Suspicion(_around(block.text, lost), "the text or target of a link was lost")


def _dropped_targets(block: Block) -> Iterator[Suspicion]:
    for span in block.spans:
        if span.href == "" and span.text.strip():
            yield Suspicion(span.text, "this link's target was relative and is lost; import again with --url")
        if span.href and sells(span.href):
            yield Suspicion(span.text, "this link led to a product; its target was dropped")


def _promises(title: str, blocks: list[Block]) -> Iterator[Suspicion]:
    """Parts that are announced by number or name and are not there."""
    counts = _row_lengths(blocks)
    for text in [title, *(block.text for block in blocks if len(block.text) <= _LONGEST)]:
        for match in _PROMISE.finditer(text):
            number = _NUMBERS.get(match[1].lower()) or int(match[1])
            if number > 1 and number not in counts and (text is title or re.search(r"\b(here|these|share|below|following|our)\b", text, re.I)):
                yield Suspicion(match[0], f"{number} are promised, and no list or row of headings of that length is there")
        for match in _LATER.finditer(text):
            shown = re.search(r"table|box|chart", match[0], re.I) and any(block.kind == "table" for block in blocks)
            if not shown:
                yield Suspicion(_around(text, match), "this points to a part that is not here")


def _row_lengths(blocks: list[Block]) -> set[int]:
    """How many items each list has, and how many headings of one level each part."""
    lengths: set[int] = set()
    rows: dict[tuple[str, int], int] = {}
    for block in blocks:
        if block.kind == "heading" or not block.level:
            over = [row for row in rows if row[0] == "item" or block.kind == "heading" and row[1] > block.level]
            lengths |= {rows.pop(row) for row in over}
        if block.kind in ("heading", "item"):
            rows[block.kind, block.level] = rows.get((block.kind, block.level), 0) + 1
    return lengths | set(rows.values())
