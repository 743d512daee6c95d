"""Rules about words: plain, true, and fair to the people we write about."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from ..library.article import Article
from ..library.prose import clinicians_line
from ..library.reading import Library, Place
from ..library.refused import REFUSED, REFUSED_WORDS
from .own_words import record_texts
from .rule import Finding, rule

# Samaritans, Media guidelines for reporting suicide: no "commit", no success or failure, no drama.
_SUICIDE = r"commit(?:s|ted|ting)? suicide|(?:failed|unsuccessful|successful|completed?) (?:suicide|attempts?)|suicide (?:epidemic|wave|victim|hotspot)s?|cry for help"
_OF_SUICIDE = ("suicid", "attempt", "cry for help")  # one of them stands in each
# Plain or British words for others. `gutbrain check --fix` puts them in.
PLAIN = {
    "medication": "medicine", "medications": "medicines", "e.g.": "for example", "i.e.": "that is", "etc.": "and so on",
    "don't": "do not", "doesn't": "does not", "didn't": "did not", "can't": "cannot", "won't": "will not", "isn't": "is not", "aren't": "are not", "it's": "it is",
    "don’t": "do not", "doesn’t": "does not", "didn’t": "did not", "can’t": "cannot", "won’t": "will not", "isn’t": "is not", "aren’t": "are not", "it’s": "it is",
    "utilise": "use", "utilize": "use", "in order to": "to", "prior to": "before", "approximately": "about",
    "fiber": "fibre", "diarrhea": "diarrhoea", "anemia": "anaemia", "behavior": "behaviour", "color": "colour", "center": "centre", "pediatric": "paediatric",
    "percent": "per cent", "yogurt": "yoghurt", "healthcare": "health care",
}  # fmt: skip
_SUICIDE_WORDS = re.compile(rf"(?<![\w-])(?:{_SUICIDE})(?![\w-])", re.I)
_MAPPED = re.compile(rf"(?<![\w@.-])({'|'.join(re.escape(word) for word in sorted(PLAIN, key=len, reverse=True))})(?![\w-]|[.@]\w)", re.I)
_NOT_SAID = re.compile(r"\[\^[^\]]*\]|<!--.*?-->|`[^`]*`|\]\((?:[^()]|\([^()]*\))*\)|https?://\S+")
_NOT_OURS = re.compile(r"[\"“][^\"”]*[\"”]|<(code|pre|kbd|samp)\b.*?</\1>|</?[a-zA-Z][^<>]*>|\{[^{}]*\}|(?<=\]:)\s+\S+")  # quotations, HTML, attributes, addresses by name
_NUMBER_NEAR = re.compile(r"\d(?:\d{4}| ?(?:%|per ?cent))")  # stands wherever one of these does
_NUMBERS = (
    (re.compile(r"\b(\d+\.\d+) ?(?:%|per cent)"), "is finer than a reader needs", lambda number: f'write "about {float(number):.0f}%" or "1 in …"'),
    (re.compile(r"(?<![\d.,/-])(\d{5,})(?![\d.,/-])"), "is hard to read without a comma", lambda number: f"write it as {int(number):,}"),
    (re.compile(r"\b(\d+) (?:%|percent\b|per cent\b)"), "needs no space", lambda number: f"write it as {number}%"),
)


def said(line: str, pattern: re.Pattern = _NOT_SAID) -> str:
    """The line with blanks where nobody speaks (links' targets, comments, code), so that columns stay true."""
    return pattern.sub(lambda match: " " * len(match[0]), line) if pattern.search(line) else line


@lru_cache(maxsize=200_000)  # lines: several rules ask for each
def own(line: str) -> str:
    """The line with blanks where it quotes others or the machine is spoken to, too."""
    return said(said(line), _NOT_OURS)


def holds(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of some phrases in small letters stands in a text: cheap to ask of a page before its lines are looked at one by one."""
    folded = text.casefold()
    return any(phrase in folded for phrase in phrases)


def lines_with(article: Article, phrases: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines of a page that hold one of some phrases, with their numbers."""
    if holds(article.body, phrases):
        yield from ((number, line) for number, line in article.prose_lines if holds(line, phrases))


def _in_pages(library: Library, pattern: re.Pattern, phrases: Iterable[str]) -> Iterator[tuple[Place, re.Match]]:
    for article in library.articles.values():
        for number, line in lines_with(article, phrases):
            yield from (((article.path, number, match.start() + 1), match) for match in pattern.finditer(own(line)))
        yield from ((article.place("summary"), match) for match in pattern.finditer(own(article.meta.summary)))


@rule("error")
def refused_words(library: Library, today: date) -> Iterator[Finding]:
    """No hype, no stigma, no "click here"; a word of a claim that is being checked stands in quotation marks.

    Bad:  This groundbreaking tea heals your gut.
    Good: Sellers call it a "miracle". Studies do not support that.
    """
    for place, match in _in_pages(library, REFUSED, REFUSED_WORDS):
        yield *place, f"we do not use '{match[0]}'", "say it plainly, or put a quoted claim in quotation marks"
    for key, claim in library.claims.items():
        for match in REFUSED.finditer(own(claim.statement)):
            yield *library.place("claim", key, "statement"), f"we do not use '{match[0]}'", "say it plainly, or put a quoted claim in quotation marks"


@rule("error")
def suicide_wording(library: Library, today: date) -> Iterator[Finding]:
    """Suicide is named without blame, drama or success and failure (Samaritans, Media guidelines), quoted or not.

    Bad:  He committed suicide after a failed attempt.
    Good: He died by suicide. He had survived an attempt before.
    """
    pieces = (((a.path, number, 1), line) for a in library.articles.values() for number, line in lines_with(a, _OF_SUICIDE))
    records = ((place, text) for place, text in record_texts(library) if holds(text, _OF_SUICIDE))
    for (path, line, column), text in chain(pieces, records):
        for match in _SUICIDE_WORDS.finditer(said(text)):
            yield path, line, column + match.start(), f"we do not use '{match[0]}'", 'write "died by suicide", "survived an attempt" or "help"'


@rule("warning")
def plain_words(library: Library, today: date) -> Iterator[Finding]:
    """Plain and British words stand in our pages. `gutbrain check --fix` puts them in.

    Bad:  Don't stop your medication, e.g. tablets.
    Good: Do not stop your medicine, for example tablets.
    """
    for place, match in _in_pages(library, _MAPPED, PLAIN):
        yield *place, f"'{match[0]}' has a plainer word", f"write '{plainer(match)}' (`gutbrain check --fix` does it)"


def plainer(match: re.Match) -> str:
    """The word that stands for a matched one, with its capital."""
    word = PLAIN[match[0].lower()]
    return word[0].upper() + word[1:] if match[0][0].isupper() else word


def with_plain_words(line: str, seen: str) -> str:
    """The line with plain words, but in code, attributes, link targets and quotations. `seen` is the line with blanks for what a longer piece hides."""
    pieces, end = [], 0
    for match in _MAPPED.finditer(own(seen)):
        pieces += [line[end : match.start()], plainer(match)]
        end = match.end()
    return "".join([*pieces, line[end:]])


@rule("warning")
def number_format(library: Library, today: date) -> Iterator[Finding]:
    """Numbers are written as readers count: "1 in 7", "40%", "10,000". The box for clinicians may be exact.

    Bad:  In 14.3% of 10000 people, 40 % felt better.
    Good: About 1 in 7 of 10,000 people felt better.
    """
    for article in library.articles.values():
        end = clinicians_line(article) if _NUMBER_NEAR.search(article.body) else 0
        for number, line in article.prose_lines:
            if number < end and _NUMBER_NEAR.search(line):
                for pattern, fault, remedy in _NUMBERS:
                    yield from ((article.path, number, m.start() + 1, f"'{m[0]}' {fault}", remedy(m[1])) for m in pattern.finditer(own(line)))
