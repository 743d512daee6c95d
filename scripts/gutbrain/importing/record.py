"""The source record of an import: its sections, and a point for each part of them, laid out to be filled in."""

from collections import Counter
from datetime import date

import yaml

from ..library.schema import OPEN
from ..library.slugs import slug_of
from .blocks import Block
from .boilerplate import Dropped
from .facts import Facts
from .suspicions import Suspicion

_WORDS_OF_HEADING = 7  # fewer than make a run of the publisher's words
_NAMES = {"paragraph": "paragraph", "item": "list", "table": "table", "code": "code"}


def record_text(title: str, blocks: list[Block], facts: Facts, rights: str, today: date, dropped: list[Dropped], odd: list[Suspicion]) -> str:
    """The record as YAML. It holds no sentence of the article: what a part says is for a person to write."""
    sections, points = _sections(blocks)
    record = {
        "title": title,
        "publisher": facts.publisher or OPEN,
        **({"author": facts.author} if facts.author else {}),
        **({"url": facts.url} if facts.url and facts.url.startswith("https://") else {}),
        **({"published": date.fromisoformat(facts.published)} if _is_day(facts.published) else {}),
        "retrieved": today,
        "rights": rights,
        "interest": f"{OPEN}: what the publisher sells",
        "sections": sections,
        "points": points + _left_out(dropped) + [_point(f"{each.what[0].upper()}{each.what[1:]}.", "opening", "Noted by the import.") for each in _once(odd)],
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=120)


def _is_day(text: str | None) -> bool:
    try:
        return bool(text) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _sections(blocks: list[Block]) -> tuple[dict[str, str], list[dict]]:
    """The names of the sections by their ids, and an open point for each paragraph, list and table of each."""
    sections, points = {"opening": "Opening"}, []
    here, counts, previous = "opening", Counter(), None
    for block in blocks:
        if block.kind == "heading":
            here, counts = _free(slug_of(block.text), sections), Counter()
            sections[here] = _name(block)
        elif block.kind == "paragraph" or block.kind != previous:
            counts[block.kind] += 1
            where = f"{_NAMES[block.kind]} {counts[block.kind]}"
            points.append({"says": f"{OPEN}: what this part says, in our own words", "section": here, "where": where, "outcome": "left-out", "why": OPEN})
        previous = block.kind
    told = {point["section"] for point in points}
    points += [_point("A heading, or nothing of its own, stands here.", key, "It holds no information.") for key in sections if key not in told]
    return sections, points


def _name(block: Block) -> str:
    found = block.text.split()
    return " ".join(found[:_WORDS_OF_HEADING]) + ("…" if len(found) > _WORDS_OF_HEADING else "")


def _free(slug: str, taken: dict[str, str]) -> str:
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def _left_out(dropped: list[Dropped]) -> list[dict]:
    """One point for each reason, with how many pieces were dropped for it."""
    counts = Counter(each.why for each in dropped)
    return [_point(f"Dropped by the import: {why} ({count} {'piece' if count == 1 else 'pieces'}).", "opening", "It is not part of the article, or stands in it already.") for why, count in counts.items()]


def _once(odd: list[Suspicion]) -> list[Suspicion]:
    return list({each.what: each for each in odd}.values())


def _point(says: str, section: str, why: str) -> dict:
    return {"says": says, "section": section, "outcome": "left-out", "why": why}
