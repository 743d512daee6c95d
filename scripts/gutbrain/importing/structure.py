"""Headings, lists and labels that the input shows only by how its lines look."""

import re
from dataclasses import replace

from .blocks import Block, Span, plain, tidy, without_start
from .boilerplate import website_part

_MOST_WORDS = 16  # in a heading of one bare line
_MOST_ITEMS = 200  # a line that begins with a higher number begins with a year
_NUMBERED = re.compile(r"^(?:#\s?|(?:step|tip|day|week|rule|habit|way|reason|myth|stage|phase) )?(\d{1,2})(?:[.):]| [–—-]) ?(?=\S)", re.I)
_LABEL = re.compile(r"^((?!https?\b)[A-Z“\"][^.,:?!|]{1,50}):[\"”]?\s+(?=\S)")
_BULLET = re.compile(r"^(?:[•◦▪▸‣·●○■□✓✔➤►∙]\s*|[*–—-]\s+)(?=\S)")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")
_FAQ = re.compile(r"\b(faqs?|frequently asked|common questions|questions (people|you|we|readers)|q ?& ?a|your questions|questions and answers)\b", re.I)
_USUAL = re.compile(r"(sources?|references|summary|conclusions?|introduction|background|takeaways?|key (points|takeaways)|(the )?bottom line|further reading|notes|disclaimer|faqs?):?", re.I)
_SMALL = set("a an and as at but by for from in into is of on or per the to via vs with your".split())
_VERBS = set("is are was were has have had can could may might will would should do does did says said that which".split())
_SIGNED = re.compile(r"^[–—-]\s?[A-Z][^.?!]{2,60}$")


def recovered(blocks: list[Block], bare: bool) -> list[Block]:
    """Blocks with the structure that their lines show. `bare`: the input marks no headings itself."""
    blocks = _quotations(_list_items(blocks))
    blocks = _bare_lists(blocks) if bare else blocks
    return _labels(_levelled(_headings(blocks, bare), bare))


def _list_items(blocks: list[Block]) -> list[Block]:
    """Paragraphs that begin with a bullet as list items; with a number, where the next number follows."""
    found = []
    numbers = [int(match[1]) if block.is_plain and (match := _NUMBER.match(block.text)) else None for block in blocks]
    for index, block in enumerate(blocks):
        bullet = _BULLET.match(block.text) if block.is_plain else None
        number = numbers[index]
        near = {*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2]}
        if bullet and not (bullet[0][0] in "–—-" and _SIGNED.match(block.text)):
            found.append(replace(block, kind="item", level=1, spans=without_start(block.spans, bullet.end())))
        elif number is not None and near & {number - 1, number + 1}:
            found.append(replace(block, kind="item", level=1, number=number, spans=without_start(block.spans, _NUMBER.match(block.text).end())))
        elif block.number is not None and block.number > _MOST_ITEMS:
            found.append(replace(block, kind="paragraph", level=0, number=None, spans=tidy((Span(f"{block.number}. "), *block.spans))))
        else:
            found.append(block)
    return found


def _quotations(blocks: list[Block]) -> list[Block]:
    """A paragraph that is one quotation with the speaker's name under it, as a quotation."""
    found = list(blocks)
    for index in range(len(blocks) - 1):
        said, name = blocks[index], blocks[index + 1]
        if said.is_plain and name.is_plain and said.text[:1] in "“\"" and said.text[-1:] in "”\"" and _SIGNED.match(name.text):
            found[index : index + 2] = [replace(said, quoted=True), replace(name, quoted=True, tight=True)]
    return found


def _is_short(block: Block, most: int = 12) -> bool:
    return block.is_plain and 0 < len(block.words) <= most and not re.search(r"[.!?…][\"”’')]*$", block.text) and "\n" not in block.text


def _bare_lists(blocks: list[Block]) -> list[Block]:
    """Runs of short lines as list items: after a line that ends in a colon, or three and more close together."""
    found = list(blocks)
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _is_item(blocks[end]) and (end == start or blocks[end].tight == blocks[start + 1].tight or blocks[end].tight):
            end += 1
        first, last = _items_between(blocks, start, end)
        for index in range(first, last):
            found[index] = replace(blocks[index], kind="item", level=1)
        start = max(end, start + 1)
    return found


def _is_item(block: Block) -> bool:
    return _is_short(block) and not block.text.endswith((":", "?")) and not block.is_bold and not _LABEL.match(block.text)


def _items_between(blocks: list[Block], start: int, end: int) -> tuple[int, int]:
    """Which of the short lines from `start` to `end` are items; the first or last may be a heading."""
    introduced = start > 0 and blocks[start - 1].kind == "paragraph" and blocks[start - 1].text.endswith(":")
    before_prose = end < len(blocks) and blocks[end].is_prose
    if before_prose and end - start > 1:
        looks = [_capitals(block.text) for block in blocks[start:end]]
        apart = not blocks[end - 1].tight and any(block.tight for block in blocks[start + 1 : end - 1])
        titled = looks[-1] and len(blocks[end - 1].words) > 1 and sum(looks) <= (end - start) / 2
        if apart or titled:
            end -= 1
    if introduced:
        return (start, end) if end - start > 1 else (start, start)
    return (start + 1, end) if end - start >= 4 else (start, start)


def _capitals(text: str) -> bool:
    """Whether a line is in Title Case or in CAPITALS."""
    long = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.lower() not in _SMALL]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _headings(blocks: list[Block], bare: bool) -> list[Block]:
    """Bare, bold and numbered lines that stand over text, as headings of level 0: the level is not known yet."""
    found = list(blocks)
    asked = False
    for index in range(len(blocks) - 1, -1, -1):
        block, below = blocks[index], found[index + 1] if index + 1 < len(found) else None
        beside = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
        listed = block.kind == "item" and index > 0 and blocks[index - 1].kind == "item"
        if below is not None and not listed and _heads(block, below, bare) and not (_is_labelled(block.text) and any(_is_labelled(other.text) for other in beside)):
            found[index] = replace(block, kind="heading", level=0, number=None, spans=_titled(block))
    for index, block in enumerate(found):  # questions of an FAQ in a page that marks other headings
        if block.kind == "heading":
            asked = bool(_FAQ.search(block.text)) or asked and (block.level == 0 or block.text.endswith("?"))
        elif asked and not bare and block.is_plain and block.text.endswith("?") and len(block.words) <= 20 and index + 1 < len(found) and found[index + 1].kind == "paragraph":
            found[index] = replace(block, kind="heading", level=0)
    return found


def _heads(block: Block, below: Block, bare: bool) -> bool:
    """Whether a block is a heading of what stands below it."""
    if bare and block.is_plain and (_USUAL.fullmatch(block.text) or website_part(block)):
        return True
    over = below.is_prose or below.kind in ("heading", "item", "table") or below.quoted or below.kind == "paragraph" and below.text.endswith((":", "?"))
    if block.kind == "item" and block.number is not None and block.level == 1:
        return _bare_line(block) and (below.kind == "paragraph" and below.level == 0 and below.is_prose)
    if not block.is_plain or not over or not _bare_line(block):
        return False
    if block.is_bold:
        return not (below.kind in ("item", "table") and block.text.endswith(":"))
    if not bare:
        return False
    if block.text.endswith(":"):
        return len(block.words) <= 8 and below.is_prose and not below.text.endswith(":")
    return True


def _bare_line(block: Block) -> bool:
    """Whether a line is short, begins like a title and does not end like a sentence."""
    text = block.text
    most = 20 if text.endswith("?") else _MOST_WORDS
    begins = re.match(r"[\"“‘'(]?[A-Z0-9]", text) or text[:1].isupper()
    said = block.ends and text[-1] in "]⁰¹²³⁴⁵⁶⁷⁸⁹"  # a sentence with the number of a note behind it
    return bool(begins) and not said and "://" not in text and 0 < len(block.words) <= most and not re.search(r"[.!;,…][\"”’')]*$|[a-z]{3}[.!]\s", text)


def _titled(block: Block) -> tuple[Span, ...]:
    """A heading's text without bold type or a colon at its end, with the number that its list item had."""
    spans = [Span(span.text, span.href, span.marks - {"strong"}) for span in block.spans]
    if block.number is not None:
        spans.insert(0, Span(f"{block.number}. "))
    if spans and plain(spans).endswith(":"):
        spans[-1] = Span(spans[-1].text.rstrip().rstrip(":"), spans[-1].href, spans[-1].marks)
    return tidy(spans)


def _levelled(blocks: list[Block], bare: bool) -> list[Block]:
    """Headings with levels from 2 on that skip none; those of bare lines by their kind and place."""
    found: list[Block] = []
    open_levels: list[int] = []
    for block in _guessed(blocks) if bare else _between(blocks):
        if block.kind == "heading":
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            block = replace(block, level=min(6, len(open_levels) + 1))
        found.append(block)
    return found


def _between(blocks: list[Block]) -> list[Block]:
    """Promoted lines one step below the heading that the input marks above them."""
    found, above, own = [], 1, False
    for block in blocks:
        if block.kind == "heading" and block.level:
            above, own = block.level, bool(_FAQ.search(block.text))
        elif block.kind == "heading":
            block = replace(block, level=min(6, max(above + 1, 2) if above < 3 or own else above + 1))
        found.append(block)
    return found


def _guessed(blocks: list[Block]) -> list[Block]:
    """Levels of bare lines: numbered tips, questions of an FAQ and lines under a louder heading lie one step lower."""
    heads = [(index, block) for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 0]
    shouted = [block.text.isupper() for _, block in heads]
    mixed = any(shouted) and not all(shouted)
    found = list(blocks)
    asked = spaced = False
    for order, (index, block) in enumerate(heads):
        before = blocks[index - 1] if index else None
        plain_head = not _NUMBERED.match(block.text) and not block.text.endswith("?")
        asked = bool(_FAQ.search(block.text)) or asked and block.text.endswith("?")
        low = bool(_NUMBERED.match(block.text)) and any(not _NUMBERED.match(head.text) for _, head in heads[:order])
        low = low or asked and not _FAQ.search(block.text) or mixed and not shouted[order]
        low = low or before is not None and before.kind == "heading" and before.level == 0 and plain_head and (order < 2 or heads[order - 2][0] != index - 2)
        parent = plain_head and order + 1 < len(heads) and heads[order + 1][0] == index + 1
        low = low or spaced and block.tight and not parent and plain_head and not _FAQ.search(block.text)
        spaced = spaced and block.tight or not block.tight and any(head.tight for _, head in heads) and order > 0
        found[index] = replace(block, level=3 if low else 2)
    return found


def _labels(blocks: list[Block]) -> list[Block]:
    """Lines like "Label: text" with a bold label; as items of a list where several follow each other."""
    labelled = [block.is_plain and _is_labelled(block.text) for block in blocks]
    found = []
    for index, block in enumerate(blocks):
        if not labelled[index]:
            found.append(block)
            continue
        company = any(labelled[max(0, index - 1) : index]) or any(labelled[index + 1 : index + 2])
        spans = block.spans if "strong" in block.spans[0].marks else _bold_start(block.spans, _LABEL.match(block.text)[0].rstrip())
        found.append(replace(block, spans=spans, kind="item" if company else "paragraph", level=1 if company else 0))
    return found


def _is_labelled(text: str) -> bool:
    match = _LABEL.match(text)
    return bool(match) and 1 < len(match[1]) and len(match[1].split()) <= 6 and not _VERBS & set(match[1].lower().split())


def _bold_start(spans: tuple[Span, ...], label: str) -> tuple[Span, ...]:
    """The spans with their first words in bold type; as they are, where a link or mark ends within those."""
    first = spans[0]
    if len(first.text) < len(label) or first.href:
        return spans
    return tidy((Span(first.text[: len(label)], None, first.marks | {"strong"}), Span(first.text[len(label) :], None, first.marks), *spans[1:]))
