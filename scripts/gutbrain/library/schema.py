"""The one schema: every kind of record, its fields, vocabularies and limits.

Field names are what authors write in YAML. References keep the names of CSL
(https://docs.citationstyles.org/en/stable/specification.html), so that a Zotero export fits.
"""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from . import forms

TOPICS = {
    "stress": "Stress",
    "mindfulness": "Mindfulness",
    "resilience": "Resilience",
    "evidence": "Evidence",
    "practical-tips": "Practical tips",
}

# Labels of certainty in effects on people; the certainty behind each follows GRADE (Guyatt 2008, BMJ 336:924).
LABELS = {
    "strong": ("Strong evidence", "●●●●", "We are confident. New studies are unlikely to change this."),
    "good": ("Good evidence", "●●●○", "Probably right. New studies could change the size."),
    "limited": ("Limited evidence", "●●○○", "It may be right. Studies are few, small or mixed."),
    "very-uncertain": ("Very uncertain", "●○○○", "We do not know."),
    "not-in-people": ("Not tested in people", "○○○○", "Seen only in animals or the lab."),
    "not-supported": ("Not supported", "✕", "Good studies or expert reviews go against it."),
}
KINDS = {
    "effect": ("Effect", "A cause was tested."),
    "link": ("Link", "Seen together; this does not show a cause."),
    "mechanism": ("Mechanism", "How it may work."),
    "advice": ("Advice", "An expert body says so."),
}
FLAGS = {"industry-funded": "Industry funded", "one-research-group": "One research group"}
OUTCOMES = {
    "kept": ("Kept", "We say the same."),
    "softened": ("Softened", "We say it with less certainty."),
    "corrected": ("Corrected", "We say something else."),
    "left-out": ("Left out", "It is not in the library."),
}
DESIGNS = {
    "meta-analysis": "Meta-analysis",
    "systematic-review": "Systematic review",
    "rct": "Randomised trial",
    "cohort": "Cohort study",
    "cross-sectional": "Snapshot study",
    "review": "Review",
    "guideline": "Guideline",
    "fact-sheet": "Fact sheet",
    "animal": "Animal study",
    "in-vitro": "Laboratory study",
    "web": "Web page",
}
RIGHTS = ("own", "cc-by", "public-domain", "all-rights-reserved")
OPEN = "FILL IN"  # what `new` and `import` write where a person has to
TITLE_LENGTH = 65  # characters, so that a title fits a search result and a phone
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Text = Annotated[str, AfterValidator(forms.filled)]
Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG.pattern}$")]
Address = Annotated[str, StringConstraints(pattern=rf"^{SLUG.pattern}(?:/{SLUG.pattern})*$")]
Https = Annotated[str, AfterValidator(forms.https)]


class Record(BaseModel):
    """A record of a data file. Unknown keys are errors, and values are not bent to fit.

    What stands in quotes under a field is its description in the published JSON Schema.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class Related(Record):
    page: Slug
    why: Annotated[Text, forms.words(20)]


class FrontMatter(Record):
    """What stands between the two `---` lines at the top of a page, in this order.

    `moved_from` holds the addresses that the page had before, such as `stress/old-name`.
    """

    summary: Annotated[Text, StringConstraints(max_length=160)]
    also_called: tuple[Text, ...] = ()
    """Words that readers type for it, shown on the page."""
    search_only: tuple[Text, ...] = ()
    """More of them, never shown."""
    related: Annotated[tuple[Related, ...], Field(max_length=4)] = ()
    order: tuple[Slug, ...] = ()  # on a topic's own page: its articles in reading order; those that it does not name follow, by title
    no_links: tuple[Text, ...] = ()
    moved_from: tuple[Address, ...] = ()
    reviewed: date
    """The day on which the editors last read the whole page."""
    review_by: date
    """The day by which they read it again."""
    hide: tuple[Literal["toc", "navigation"], ...] = ()


class Term(Record):
    """A word of the glossary. `aliases` are linked where they occur, `search_only` words are not."""

    term: Annotated[Text, AfterValidator(forms.spoken)]
    meaning: Annotated[Text, forms.words(20), AfterValidator(forms.unstopped)]
    """Without a full stop at its end."""
    aliases: tuple[Text, ...] = ()
    search_only: tuple[Text, ...] = ()
    page: Slug | None = None


class Change(Record):
    """What changed in a claim, and when."""

    date: date
    change: Text


class Claim(Record):
    """A health statement, how sure we are of it, and why."""

    statement: Annotated[Text, forms.words(40)]
    label: Literal[tuple(LABELS)]
    """How sure the editors are, from strong to very-uncertain; not-in-people and not-supported stand apart."""
    kind: Literal[tuple(KINDS)]
    """effect: a cause was tested; link: seen together; mechanism: how it may work; advice: an expert body says so."""
    why: Annotated[Text, forms.words(60)]
    studied: Text
    """Who was studied, in words."""
    references: Annotated[tuple[Slug, ...], Field(min_length=1)]
    checked: date
    adviser: Text | None = None
    flags: tuple[Literal[tuple(FLAGS)], ...] = ()
    history: tuple[Change, ...] = ()


class Person(Record):
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not (self.family or self.literal):
            raise ValueError("must have a name; write `family:` and `given:`, or `literal:`")
        return self


class Reference(Record):
    """A published work, in the fields of CSL, and what it found."""

    id: Slug
    type: Literal["article-journal", "report", "webpage"]
    title: Text
    author: tuple[Person, ...] = ()
    issued: Annotated[int, Field(ge=1900, le=2100)] | None = None
    container_title: Text | None = Field(None, alias="container-title")
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    doi: Annotated[str, AfterValidator(forms.doi)] | None = Field(None, alias="DOI")
    pmid: Annotated[str, StringConstraints(pattern=r"^\d{1,8}$")] | None = Field(None, alias="PMID")
    url: Https | None = Field(None, alias="URL")
    design: Literal[tuple(DESIGNS)]
    population: Text | None = None
    n: Text | None = None
    """How many were studied, in words: people, animals or studies."""
    funding: Text | None = None
    finding: Text
    limits: Text | None = None


class Point(Record):
    """One thing that a source article says, and what became of it."""

    says: Text
    """What the article says, in our words."""
    section: Slug
    outcome: Literal[tuple(OUTCOMES)]
    """What became of it in this library."""
    where: Text | None = None
    """Where in the article it stands."""
    claim: Slug | None = None
    """The id of the claim that it led to."""
    why: Text | None = None
    open: bool = False
    """Whether no page cites that claim yet."""


class Source(Record):
    """A source article: who published it, whose rights, which interest, and every point it makes."""

    title: Text
    publisher: Text
    retrieved: date
    """The day on which the copy was received."""
    rights: Literal[RIGHTS]
    interest: Text
    """What its publisher sells or wants."""
    sections: dict[Slug, Text]
    """Ids and names of its sections."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    url: Https | None = None
    author: Text | None = None
    published: date | None = None


class HelpLine(Record):
    """A service that people in need can reach."""

    country: Text
    name: Text
    who: Text
    """For whom the line is."""
    kind: Literal["emergency", "urgent", "talk"]
    checked: date
    """The day on which it was looked up at its owner."""
    hours: Text | None = None
    phone: Text | None = None
    text: Text | None = None
    web: Https | None = None


class Distress(Record):
    """Words after which the search leads to help first; `/` parts words that may stand for each other, capitals name a group of words."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Z]+$")] | None = None
    """Makes the line a group that later lines may name."""
    words: Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9./]+( [a-zA-Z0-9./]+)*$")]
    """Plain words in their order, without apostrophes; `.` is where the query begins or ends."""
    unless_topic: bool = False
    """Whether the line counts only where the query names no topic of the library beside it."""
    harmless: bool = False
    """Whether the line is a saying that only sounds so."""


class WarningSigns(Record):
    urgency: Literal["emergency", "urgent", "soon"]
    action: Text
    signs: Annotated[tuple[Text, ...], Field(min_length=1)]
    references: tuple[Slug, ...] = ()


class Path(Record):
    """A reading path: some pages in the order that suits one kind of reader."""

    id: Slug
    reader: Text
    why: Text
    pages: Annotated[tuple[Slug, ...], Field(min_length=2)]


class GlossaryFile(Record):
    terms: tuple[Term, ...]


class ReferencesFile(Record):
    references: tuple[Reference, ...]


class HelpLinesFile(Record):
    lines: tuple[HelpLine, ...]


class WarningSignsFile(Record):
    groups: tuple[WarningSigns, ...]


class DistressFile(Record):
    lines: tuple[Distress, ...]


class PathsFile(Record):
    paths: tuple[Path, ...]
