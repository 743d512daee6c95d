"""Rules about ids: whatever is named must exist, and exist once."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from ..library.article import PLACEHOLDER, PLACEHOLDERS, Article, without_code
from ..library.reading import Library, Place
from ..library.validating import did_you_mean
from ..library.words import variants
from .rule import Finding, rule

# What was meant as a citation or a placeholder, and would stand on the page as text or be passed over.
_NO_CITATION = re.compile(r"\[\^[\w-]*,?(?=\s|$)|\(\^[\w-]+\)")
_NO_CARET = re.compile(r"\[([a-z0-9-]+)\](?![(\[:])")
_EVIDENCE = ("claim", "reference")
_NO_PLACEHOLDER = re.compile(r"<!--\s*gutbrain\b", re.I)


@rule("error")
def unknown_id(library: Library, today: date) -> Iterator[Finding]:
    """Claims, references, pages, sections and placeholders that are named exist.

    Bad:  …may become leakier for a while.[^stress-gut-bariers], or [^ with a space, or a placeholder inside a sentence
    Good: …may become leakier for a while.[^stress-loosens-gut-barrier]
    """
    for article in library.articles.values():
        yield from _in_article(library, article)
    for known, name, kind, place in _named_in_data(library):
        yield from _missing(library, known, name, kind, place)


def _named_in_data(library: Library) -> Iterator[tuple[Collection[str], str, str, Place]]:
    """What data files name: the names that there are, the one named, of what kind it is, and where it stands."""
    for key, claim in library.claims.items():
        for index, name in enumerate(claim.references):
            yield library.references, name, "reference", library.place("claim", key, "references", index)
    for key, source in library.sources.items():
        for index, point in enumerate(source.points):
            if point.claim:
                yield library.claims, point.claim, "claim", library.place("source", key, "points", index, "claim")
            yield source.sections, point.section, "section", library.place("source", key, "points", index, "section")
    for key, term in library.terms.items():
        if term.page:
            yield library.by_name, term.page, "page", library.place("term", key, "page")
    for key, path in library.paths.items():
        for index, name in enumerate(path.pages):
            yield library.by_name, name, "page", library.place("path", key, "pages", index)
    for key, group in library.warning_signs.items():
        for index, name in enumerate(group.references):
            yield library.references, name, "reference", library.place("warning-signs", key, "references", index)
    groups = {line.name for line in library.distress.values() if line.name}
    for words in library.distress:
        for name in re.findall(r"[A-Z]+", words):
            yield groups, name, "group of words", library.place("distress", words)


def _in_article(library: Library, article: Article) -> Iterator[Finding]:
    own_notes = {line.split("]:")[0][2:] for _, line in article.prose_lines if line.startswith("[^") and "]:" in line}
    for name, mark in article.citations:
        if name not in own_notes:
            yield from _missing(library, library.claims, name, "claim", (article.path, *mark))
    yield from _nearly(library, article)
    for index, related in enumerate(article.meta.related):
        yield from _missing(library, library.by_name, related.page, "page", article.place("related", index, "page"))
    shelved = {other.name for other in library.topic_articles(article.topic or "")} if article.meta.order else set()
    for index, name in enumerate(article.meta.order):
        yield from _missing(library, shelved, name, "article of this topic", article.place("order", index))
    for name, argument, mark in article.placeholders:
        yield from _missing(library, PLACEHOLDERS, name, "placeholder", (article.path, *mark))
        if name in ("diagram", "illustration", "breathing"):
            picture = name if name == "breathing" else argument or ""
            yield from _missing(library, library.diagrams, picture, "diagram", (article.path, *mark))
        if name == "source":
            yield from _missing(library, library.sources, argument or "", "source record", (article.path, *mark))


def _nearly(library: Library, article: Article) -> Iterator[Finding]:
    for number, line in article.prose_lines:
        if "[" in line or "(^" in line:
            text = without_code(line)
            for match in [*_NO_CITATION.finditer(text), *(m for m in _NO_CARET.finditer(text) if m[1] in library.claims)]:
                yield article.path, number, match.start() + 1, f"'{match[0]}' is no citation", "write `[^claim-id]`, each claim in brackets of its own"
        if "gutbrain" in line.lower() and not PLACEHOLDER.match(line.strip()) and (match := _NO_PLACEHOLDER.search(without_code(line))):
            yield article.path, number, match.start() + 1, "this placeholder fills nothing", "write it alone on its line, as `<!-- gutbrain:name -->`"


def _missing(library: Library, known: Collection[str], name: str, kind: str, place: Place) -> Iterator[Finding]:
    if name not in known and name not in library.broken and kind not in library.lost:
        remedy = did_you_mean(name, known, f"add the {kind} or name one that exists")
        if kind in _EVIDENCE and remedy.endswith("?"):  # the nearest name may be another study
            remedy += f" If not, add the {kind}"
        yield *place, f"there is no {kind} '{name}'", remedy


@rule("error")
def page_name_twice(library: Library, today: date) -> Iterator[Finding]:
    """Every article has a file name of its own, since data files name articles by it.

    Bad:  docs/stress/breathing.md and docs/mindfulness/breathing.md
    Good: docs/stress/breathing-and-stress.md and docs/mindfulness/breathing.md
    """
    first: dict[str, str] = {}
    for article in library.articles.values():
        if article.name in first:
            yield article.path, 1, 1, f"the file name '{article.name}' is taken by {first[article.name]}", "rename one of the two"
        first.setdefault(article.name, article.path)


@rule("error")
def title_twice(library: Library, today: date) -> Iterator[Finding]:
    """Every page has a title of its own, since lists and the search name pages by it.

    Bad:  # Breathing in docs/stress/calm.md and in docs/mindfulness/breathing.md
    Good: # Breathing when you are tense, and # Breathing in ten minutes a day
    """
    first: dict[str, str] = {}
    for article in library.articles.values():
        line = next((heading.line for heading in article.headings if heading.level == 1), None)
        if line and (owner := first.setdefault(article.title.casefold(), article.path)) != article.path:
            yield article.path, line, 1, f"{owner} has the title '{article.title}' already", "say in one of the two titles what only that page answers"


@rule("error")
def alias_twice(library: Library, today: date) -> Iterator[Finding]:
    """A name leads to one glossary term: no alias or search word stands under two terms.

    Bad:  IBS has the alias "gut trouble", and bloating has it too.
    Good: Only bloating has the alias "gut trouble".
    """
    owner: dict[str, str] = {}
    for key, term in library.terms.items():
        places = [(term.term, ("term",)), *((n, ("aliases", i)) for i, n in enumerate(term.aliases)), *((n, ("search_only", i)) for i, n in enumerate(term.search_only))]
        for name, inside in places:
            forms = variants(name)
            other = next((owner[form] for form in forms if owner.get(form, key) != key), None)
            if other:
                yield *library.place("term", key, *inside), f"'{name}' leads to '{other}' already", "keep it under one of the two terms"
            owner.update(dict.fromkeys(forms - owner.keys(), key))
