"""The files of an import: the draft with its warning, and the source record with its points to fill in."""

from datetime import date

import yaml

from .cleaning import Cleaned, slug_of

_RESERVED = """!!! danger "Not ours yet"

    These are the words of the publisher, whose rights are reserved. Write the page anew in your own words before it moves
    out of `docs/drafts/`; `gutbrain check` refuses a published page that shares runs of eight words with it.

"""


def draft_text(cleaned: Cleaned, rights: str) -> str:
    """The draft, with a warning at its top where its words may not be published."""
    warning = _RESERVED if rights == "all-rights-reserved" else ""
    return f"# {cleaned.title}\n\n{warning}{cleaned.text}"


def record_text(cleaned: Cleaned, url: str | None, publisher: str | None, rights: str, today: date) -> str:
    """The source record: one section for each heading, one open point for each section, one for each thing dropped."""
    sections = {"opening": "Opening", **{slug_of(name): name for name in cleaned.headings}}
    points = [{"says": "FILL IN: what this section says, in our own words", "section": key, "outcome": "left-out", "why": "FILL IN"} for key in sections]
    points += [{"says": f"Dropped by the import: {why}.", "section": "opening", "outcome": "left-out", "why": f"It is {why}."} for _, why in cleaned.dropped]
    record = {
        "title": cleaned.title,
        "publisher": publisher or "FILL IN",
        **({"url": url} if url else {}),
        "retrieved": today,
        "rights": rights,
        "interest": "FILL IN: what the publisher sells",
        "sections": sections,
        "points": points,
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=120)
