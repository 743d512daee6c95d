"""Makes a library of any size in the shape of this one: the real pages, and generated articles up to the number asked for.

Each generated article has about 900 words, five sections, key points, three questions, 25 citations of twelve claims
and names of glossary terms. Each brings one claim and one reference of its own; the glossary stays as it is.
The same size and seed give the same bytes. `gutbrain check` finds no error in it.
"""

import random
import shutil
from pathlib import Path

from gutbrain.library.reading import read_library
from gutbrain.library.schema import TOPICS

PROJECT = Path(__file__).parents[1]
SHELL = ("mkdocs.yml", "docs", "seeds", "overrides", "scripts")  # what a library is made of
SEED = 8

_CAUSES = ("a daily walk", "slow breathing", "a warm meal", "regular sleep", "a bowl of oats", "time outdoors", "a short rest", "talking to a friend", "a handful of beans", "light stretching")
_EFFECTS = ("how calm you feel", "how your belly feels", "how well you sleep", "how often you feel full", "your mood in the evening", "your energy at noon", "how tense you are", "how fast food moves on")
_STATEMENTS = {
    "strong": "{cause} changes {effect}",
    "good": "{cause} probably changes {effect}",
    "limited": "{cause} may change {effect}",
    "very-uncertain": "We do not know whether {cause} changes {effect}",
    "not-in-people": "In mice, {cause} changes {effect}",
    "not-supported": "Studies do not support {cause} for {effect}",
}
_OPENINGS = ("Many people ask about {name}", "You may have read about {name}", "Some days {name} is on your mind", "A book can say a lot about {name}", "It helps to know what {name} means", "Write down what you notice about {name}")
_ENDINGS = ("and most answers are short", "but a quick answer can mislead", "so take your time with it", "and small steps are fine", "when you plan a calm week", "before you change what you eat", "while you keep your usual day", "and then talk it over with someone you trust")  # fmt: skip
_SECTIONS = ("What it is", "What may help", "What we do not know", "Who should take care")


def make(folder: Path, size: int, seed: int = SEED) -> Path:
    """Write a library with `size` articles (never fewer than the project's own) into the new folder `folder`."""
    folder.mkdir(parents=True)
    for name in SHELL:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "drafts"))
        else:
            shutil.copy(source, folder / name)
    library = read_library(PROJECT)
    real = sum(article.is_article for article in library.articles.values())
    names = [term.term for term in library.terms.values()]
    claims = {topic: _sentences(library, topic) for topic in TOPICS}
    chance = random.Random(seed)
    for number in range(size - real):
        topic = list(TOPICS)[number % len(TOPICS)]
        key, statement = _add_claim(folder, topic, number, chance)
        claims[topic].append((key, statement))
        (folder / "docs" / topic / f"bench-{number:04}.md").write_text(_article(number, names, claims[topic], chance), encoding="utf-8")
    return folder


def _sentences(library, topic: str) -> list[tuple[str, str]]:
    return [(key, claim.statement.rstrip(".")) for key, claim in library.claims.items() if library.claim_topics[key] == topic]


def _add_claim(folder: Path, topic: str, number: int, chance: random.Random) -> tuple[str, str]:
    """A new claim with a new reference, appended to the data files; its id and statement."""
    label = list(_STATEMENTS)[number % len(_STATEMENTS)]
    statement = _capital(_STATEMENTS[label].format(cause=chance.choice(_CAUSES), effect=chance.choice(_EFFECTS)))
    key, data = f"bench-claim-{number:04}", folder / "docs" / "_data"
    claim = f"""
{key}:
  statement: {statement}.
  label: {label}
  kind: effect
  why: One made-up trial for the bench, number {number}.
  studied: {chance.randint(12, 900)} made-up adults
  references: [bench-study-{number:04}]
  checked: 2026-11-22
"""
    reference = f"""
- id: bench-study-{number:04}
  type: article-journal
  title: A made-up study number {number} for the bench
  author:
  - {{family: Bench, given: A B}}
  issued: {chance.randint(1990, 2026)}
  container-title: Journal of Made-Up Results
  DOI: 10.1000/bench.{number}
  design: rct
  population: Made-up adults
  n: '{chance.randint(12, 900)}'
  finding: A made-up finding number {number}.
"""
    for path, text in ((data / "claims" / f"{topic}.yml", claim), (data / "references.yml", reference)):
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    return key, statement


def _article(number: int, names: list[str], claims: list[tuple[str, str]], chance: random.Random) -> str:
    cited = [claims[-1], *chance.sample(claims[:-1], 11)]  # the last is the article's own
    told = [f"{statement}.[^{key}]" for key, statement in cited]
    sections = "\n\n".join(f"## {name}\n\n{_section(names, chance.sample(told, 4), chance)}" for name in _SECTIONS)
    questions = "\n\n".join(f"### Is question {n} of page {number} a fair one?\n\n{told[n]} {_prose(names, 2, chance)}" for n in (1, 2, 3))
    return f"""---
summary: Page {number} of the bench, about {chance.choice(names)} and {chance.choice(names)}.
also_called: [bench page {number}]
reviewed: 2026-11-22
review_by: 2027-11-22
---

# Bench page {number} on {chance.choice(_CAUSES)}

<!-- gutbrain:warning-signs -->

## Key points

- {told[0]}
- {told[1]}
- {told[2]}

{sections}

<!-- gutbrain:help -->

## Questions people ask

{questions}

??? note "For clinicians"

    - {told[4]}
    - {told[5]}
"""


def _section(names: list[str], told: list[str], chance: random.Random) -> str:
    points = "\n".join(f"- {_prose(names, 1, chance)}" for _ in range(3))
    return "\n\n".join([f"{told[0]} {_prose(names, 2, chance)}", f"{_prose(names, 3, chance)} {told[1]}", points, f"**Note.** {told[2]} {told[3]} {_prose(names, 2, chance)}"])


def _prose(names: list[str], count: int, chance: random.Random) -> str:
    made = (f"{chance.choice(_OPENINGS).format(name=chance.choice(names))}, {chance.choice(_ENDINGS)}." for _ in range(count))
    return " ".join(made)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
