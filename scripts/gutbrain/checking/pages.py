"""Rules about a page's shape and its safety cards."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..library.article import Article, without_citations
from ..library.reading import Library
from ..library.safety import DISTRESS, SYMPTOMS
from ..library.schema import OPEN, TITLE_LENGTH, TOPICS
from ..library.validating import did_you_mean
from .rule import Finding, rule
from .wording import lines_with

_MEDICINES = re.compile(r"\b(antidepressants?|antibiotics?|prescribed|medicines?)\b", re.I)
_OF_MEDICINES = ("antidepressant", "antibiotic", "prescribed", "medicine")
_KEEP_TAKING = re.compile(r"\b(?:not|never) (?:\w+ ){0,3}(?:stop|change|come off|start)|before you (?:stop|change|take|start)|keep taking|as prescribed|instead of|in place of|ask (?:\w+ ){0,4}(?:doctor|pharmacist|dietitian)", re.I)
_FOLDERS = (*TOPICS, "about", "sources", "take-away")
_LOOKED_FOR = ("Key points", "Questions people ask")  # the build takes what stands under them
_BUILT = {  # what it puts on each article itself, by the letters of its heading
    "howsurearewe": "cite claims as `[^claim-id]`: each brings its label",
    "relatedpages": "name the pages under `related:` of the front matter",
    "evidencenotes": "cite claims as `[^claim-id]`: each brings its note",
    "sources": "cite claims as `[^claim-id]`: each brings its references",
    "references": "cite claims as `[^claim-id]`: each brings its references",
    "aboutthispage": "set `reviewed` and `review_by` in the front matter",
}


@rule("error")
def headings(library: Library, today: date) -> Iterator[Finding]:
    """A page begins with its one H1, of at most 65 characters, and skips no level.

    Bad:  ## Key points without a `# Title` above it; or ### under #
    Good: # How stress affects your gut, then ## Key points
    """
    for article in library.articles.values():
        titles = [heading for heading in article.headings if heading.level == 1]
        if not titles:
            yield article.path, article.body_line, 1, "the page must have a title", "begin the text with `# Title`"
        for extra in titles[1:]:
            yield article.path, extra.line, 1, "a page has one H1", f"write `## {extra.text}`"
        for title in titles[:1]:
            if len(title.text) > TITLE_LENGTH:
                yield article.path, title.line, 1, f"the title must have at most {TITLE_LENGTH} characters, it has {len(title.text)}", "shorten it, key words first"
        yield from _nearly_headings(article)
        for heading in article.headings:
            if (exact := _looked_for(heading.text)) and heading.text != exact:
                yield article.path, heading.line, 1, f"the build looks for '{exact}', not for '{heading.text}'", f"write `{'#' * heading.level} {exact}`"
        for above, below in zip(article.headings, article.headings[1:]):
            if below.level > above.level + 1:
                yield article.path, below.line, 1, f"the heading '{below.text}' skips a level", f"write {'#' * (above.level + 1)} instead of {'#' * below.level}"


def _nearly_headings(article: Article) -> Iterator[Finding]:
    """Lines that look like a heading to their writer, or only to the renderer."""
    before = ""
    for number, line in article.prose_lines:
        if match := re.match(r"(#{1,6})([^\s#].*)", line):
            yield article.path, number, 1, f"'{line[:40]}' must have a space behind its `#`", f"write `{match[1]} {match[2][:40]}`"
        if re.fullmatch(r"=+\s*|-{2,}\s*", line) and re.match(r"\w", before):
            yield article.path, number, 1, f"'{before[:40]}' is made a heading by the line below it", f"write `## {before[:40]}`, or an empty line above this one"
        before = line


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _looked_for(heading: str) -> str | None:
    """The heading that the build looks for, where this one has its letters."""
    return next((exact for exact in _LOOKED_FOR if _letters(exact) == _letters(heading)), None)


@rule("error")
def built_heading(library: Library, today: date) -> Iterator[Finding]:
    """An article leaves to the build what the build adds to it: how sure we are, related pages, evidence notes, sources, about this page.

    Bad:  ## Sources, with a list typed by hand
    Good: `[^claim-id]` behind each statement; the build lists the references of the claims
    """
    for article in (a for a in library.articles.values() if a.is_article):
        for heading in article.headings:
            if remedy := _BUILT.get(_letters(heading.text)):
                yield article.path, heading.line, 1, f"the build adds '{heading.text}' to each article itself", f"delete this part, and {remedy}"


@rule("error")
def topic_folder(library: Library, today: date) -> Iterator[Finding]:
    """An article stands in the folder of its topic, where its list, its labels and the other rules find it.

    Bad:  docs/sleep.md with key points, or docs/nutrition/sleep.md
    Good: docs/practical-tips/sleep.md
    """
    topics = f"move it into the folder of a topic: {', '.join(f'docs/{topic}/' for topic in TOPICS)}"
    for article in library.articles.values():
        folder = article.uri.rpartition("/")[0]
        if folder and folder.split("/")[0] not in _FOLDERS:
            yield article.path, 1, 1, f"'docs/{folder}/' is no folder of a topic", did_you_mean(folder, _FOLDERS, topics)
        elif not article.topic and any(_looked_for(heading.text) == "Key points" for heading in article.headings):
            yield article.path, 1, 1, "an article must stand in the folder of its topic", topics


@rule("error")
def key_points(library: Library, today: date) -> Iterator[Finding]:
    """An article has "## Key points" with three to five points, and cites a claim there.

    Bad:  # Title followed by ## What it is
    Good: # Title, ## Key points, three to five `- ` lines with `[^claim-id]`
    """
    for article in (a for a in library.articles.values() if a.is_article):
        section = article.section("Key points")
        if section is None and any(_looked_for(heading.text) == "Key points" for heading in article.headings):
            continue  # told by `headings`
        if section is None:
            yield article.path, article.body_line, 1, "an article must have a section 'Key points'", "add `## Key points` under the title, with three to five points"
            continue
        line, text = section
        if OPEN in text:  # told by `open-place`
            continue
        points = len(re.findall(r"^- ", text, re.M))
        if not 3 <= points <= 5:
            yield article.path, line, 1, f"key points must be three to five, here are {points}", "keep the most useful ones" if points > 5 else "write each on a line of its own that begins with `- `"
        if "[^" not in text:
            yield article.path, line, 1, "a key point must cite a claim", "put `[^claim-id]` behind the sentence"


@rule("error")
def help_block(library: Library, today: date) -> Iterator[Finding]:
    """An article that names depression, low mood, panic, self-harm or suicide carries the help card.

    Bad:  a page about depression without the card
    Good: the same page with `<!-- gutbrain:help -->` on a line of its own
    """
    for article in (a for a in library.articles.values() if a.is_article):
        if any(name == "help" for name, _, _ in article.placeholders):
            continue
        found = next(((n, m) for n, line in article.prose_lines if (m := DISTRESS.search(without_citations(line)))), None)
        if found:
            yield article.path, found[0], found[1].start() + 1, f"a page that names '{found[1][0]}' must carry the help card", "add `<!-- gutbrain:help -->` on a line of its own"


@rule("error")
def warning_signs(library: Library, today: date) -> Iterator[Finding]:
    """An article whose title or second-level headings name gut symptoms carries the warning signs.

    Bad:  # Gut symptoms linked to stress, without the card
    Good: the same page with `<!-- gutbrain:warning-signs -->` under its title
    """
    for article in (a for a in library.articles.values() if a.is_article):
        heading = next((h for h in article.headings if h.level <= 2 and SYMPTOMS.search(h.text)), None)
        if heading and not any(name == "warning-signs" for name, _, _ in article.placeholders):
            yield article.path, heading.line, 1, "a page about gut symptoms must carry the warning signs", "add `<!-- gutbrain:warning-signs -->` under the title"


@rule("warning")
def medicine_caution(library: Library, today: date) -> Iterator[Finding]:
    """An article that names medicines four times or more tells the reader to ask before stopping or starting one.

    Bad:  a page about antidepressants and bacteria that leaves it there
    Good: the same page with "Do not stop a prescribed medicine without advice."
    """
    for article in (a for a in library.articles.values() if a.is_article):
        lines = [(number, match) for number, line in lines_with(article, _OF_MEDICINES) for match in _MEDICINES.finditer(without_citations(line))]
        if len(lines) >= 4 and not _KEEP_TAKING.search(article.body):
            yield article.path, lines[0][0], lines[0][1].start() + 1, f"a page that speaks of '{lines[0][1][0]}' must say to ask before stopping one", 'add "Do not stop a prescribed medicine without advice."'


@rule("error")
def open_place(library: Library, today: date) -> Iterator[Finding]:
    """No place that `gutbrain new` or `gutbrain import` left open is still open.

    Bad:  summary: "FILL IN: what this page answers"
    Good: summary: What a probiotic is and when it may help.
    """
    for article in library.articles.values():
        if OPEN in article.meta.summary:
            yield *article.place("summary"), f"a place is open: '{article.meta.summary}'", "write it"
        yield from ((article.path, number, line.index(OPEN) + 1, f"a place is open: '{line[line.index(OPEN):]}'", "write it") for number, line in article.prose_lines if OPEN in line)
    for key, source in library.sources.items():
        for name in ("publisher", "interest"):
            if OPEN in getattr(source, name):
                yield *library.place("source", key, name), f"the {name} is open", "write it"
        for index, point in enumerate(source.points):
            if OPEN in f"{point.says} {point.why}":
                yield *library.place("source", key, "points", index), "this point is open", "say what the section says, and what became of it"


@rule("warning")
def review_due(library: Library, today: date) -> Iterator[Finding]:
    """A page's next review lies ahead.

    Bad:  review_by: 2024-01-31
    Good: review_by: a day to come; when it comes, the whole page is read again and both dates move
    """
    for article in library.articles.values():
        if article.meta.review_by < today:
            yield *article.place("review_by"), f"the review was due on {article.meta.review_by}", "review the whole page, then set `reviewed` and `review_by`"


@rule("error")
def help_line_checked(library: Library, today: date) -> Iterator[Finding]:
    """A help line was checked within the last year, and can be reached in some way.

    Bad:  checked: 2019-05-01; or a line without phone, text and web
    Good: checked: a day within the last twelve months, and phone: "116 123"
    """
    for key, line in library.help_lines.items():
        place = library.place("help-line", key, "checked")
        if line.checked < today - timedelta(days=366):
            yield *place, f"the help line '{line.name}' was last checked on {line.checked}", "look it up at its owner, mend it, and set `checked`"
        if not (line.phone or line.text or line.web):
            yield *library.place("help-line", key), f"the help line '{line.name}' has no way to reach it", "add `phone`, `text` or `web`"
