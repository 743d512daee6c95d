"""How easy a page is to read."""

import re
from collections.abc import Iterator
from datetime import date

from ..library.article import Article
from ..library.reading import Library
from .rule import Finding, rule

MOST = 10  # school grade; the content guide aims for 6 and accepts 8
_MARKUP = re.compile(r"\[\^[^\]]*\]|<!--.*?-->|\]\([^)]*\)|`[^`]*`|[*_\[\]]")
_SKIPPED = re.compile(r"^\s*(#|\||!!!|\?\?\?|```|<)")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")


def sentences(article: Article) -> list[list[str]]:
    """The words of each sentence of a page's text: no headings, tables or box for clinicians, no names."""
    text, _, _ = article.body.partition('??? note "For clinicians"')
    lines = (line for line in text.split("\n") if not _SKIPPED.match(line))
    prose = re.sub(r"\n(?!\s*(?:[-*]|\d+\.)|\n)", " ", "\n".join(lines))
    found = (_WORD.findall(part) for part in _SENTENCE.split(_MARKUP.sub("", prose)))
    return [_without_names(words) for words in found if len(words) > 1]


def _without_names(words: list[str]) -> list[str]:
    """A sentence's words but those inside it that begin with a capital: names count neither as easy nor as hard."""
    return words[:1] + [word for word in words[1:] if word[0].islower() or word == "I"]


def syllables(word: str) -> int:
    """An estimate from the letters: groups of vowels, without a silent e at the end."""
    plain = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(article: Article) -> float:
    """The Flesch–Kincaid school grade of a page: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy enlisted personnel.
    """
    spoken = sentences(article)
    words = [word for sentence in spoken for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(spoken) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@rule("warning")
def reading_grade(library: Library, today: date) -> Iterator[Finding]:
    """A page can be read after ten years of school, better after six (Flesch–Kincaid).

    Bad:  The pathophysiological consequences of sustained psychosocial adversity necessitate multidisciplinary evaluation.
    Good: Long stress can make you ill. Ask for help early.
    """
    for article in library.articles.values():
        found = grade(article)
        if found > MOST:
            yield article.path, article.body_line, f"the reading grade is {found:.1f}, it must be {MOST} or less", "use shorter sentences and plainer words"
