"""A new article with its open places."""

from datetime import date

from ..library.safety import DISTRESS, SYMPTOMS
from ..library.schema import OPEN

_TEXT = f"""
# {{title}}
{{cards}}
## Key points

- {OPEN}: the answer to the page's question, in one full sentence that cites a claim as `[^claim-id]`
- {OPEN}: what happens, or what may help
- {OPEN}: what nobody knows yet

## What it is

{OPEN}: plain words first, the term second

## What may help

{OPEN}: with a citation behind each health statement

## What we do not know

{OPEN}: gaps and disputes

## Who should take care

{OPEN}: groups, medicines, harms

## Questions people ask

### {OPEN}: a question as readers ask it

{OPEN}: an answer of 60 words or fewer

## Questions to ask a doctor or dietitian

- {OPEN}: a question to take along

??? note "For clinicians"

    {OPEN}: numbers, designs, guidelines, each with its citation
"""


def skeleton(title: str, today: date) -> str:
    """The text of a new page. It passes `gutbrain check` but for its open places."""
    cards = [f"\n<!-- gutbrain:{name} -->\n" for name, words in (("warning-signs", SYMPTOMS), ("help", DISTRESS)) if words.search(title)]
    front = f'---\nsummary: "{OPEN}: one sentence that says what this page answers, in 160 characters at most"\nreviewed: {today}\nreview_by: {_in_a_year(today)}\n---\n'
    return front + _TEXT.format(title=title, cards="".join(cards))


def _in_a_year(today: date) -> date:
    return today.replace(year=today.year + 1, day=28 if (today.month, today.day) == (2, 29) else today.day)
