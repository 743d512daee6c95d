"""A page's running text: paragraphs, sentences, and how hard they are to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

from .article import OFTEN, Article

_CLINICIANS = '??? note "For clinicians"'
_MARKUP = re.compile(r"\[\^[^\]]*\]|<!--.*?-->|\]\([^)]*\)|`[^`]*`|\{[^}]*\}|[*_\[\]]")
_SKIPPED = re.compile(r"^\s*(#|\||!!!|\?\?\?|```|<|\[\^|!\[)")
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_SILENT = re.compile(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_WORDS = re.compile(r"[A-Za-z][A-Za-z’']*[^A-Za-z’'][^A-Za-z]*[A-Za-z]")
_SENTENCE_END = re.compile(r"[.!?:][\"”')]*\s+")


@dataclass(frozen=True)
class Paragraph:
    """Some lines of prose joined to one; `line` is where it begins. `run` numbers the lists of a page, 0 is no list."""

    line: int
    text: str
    run: int = 0

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences of two words and more."""
        return [sentence for sentence in _split(self.text) if _TWO_WORDS.search(sentence)]


def _split(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]


@lru_cache(maxsize=OFTEN)
def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Paragraphs and list items without markup: no headings, tables, pictures, and not the box for clinicians."""
    return tuple(_paragraphs(article))


def _paragraphs(article: Article) -> Iterator[Paragraph]:
    held: list[str] = []
    start = run = runs = 0
    for number, line in [*for_readers(article), (0, "#")]:
        item, skipped, said = _ITEM.match(line), _SKIPPED.match(line), line.strip()
        if held and (item or skipped or not said):
            yield Paragraph(start, " ".join(held), run)
            held = []
        if skipped:
            run = 0
        elif said:
            if not held:
                start = number
                runs += bool(item and not run)
                run = runs if item else run if line.startswith("  ") else 0
            held.append(_MARKUP.sub("", line[item.end() :] if item else line).strip())


def for_readers(article: Article) -> list[tuple[int, str]]:
    """A page's lines, with their numbers, up to the box for clinicians, which closes the text."""
    end = clinicians_line(article)
    return [(number, line) for number, line in article.prose_lines if number < end]


def clinicians_line(article: Article) -> float:
    """The line on which the box for clinicians begins; infinity where there is none."""
    return next((number for number, line in article.prose_lines if line.startswith(_CLINICIANS)), inf)


def sentences(article: Article) -> list[list[str]]:
    """The words of each sentence of a page's running text, without names."""
    return [_without_names(_WORD.findall(sentence)) for paragraph in paragraphs(article) for sentence in paragraph.sentences]


def _without_names(words: list[str]) -> list[str]:
    """A sentence's words but those inside it that begin with a capital: names count neither as easy nor as hard."""
    return words[:1] + [word for word in words[1:] if word[0].islower() or word == "I"]


@lru_cache(maxsize=100_000)  # words: a library says the same ones again and again
def syllables(word: str) -> int:
    """An estimate from the letters: groups of vowels, without a silent e at the end."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


@lru_cache(maxsize=OFTEN)
def grade(article: Article) -> float:
    """The Flesch–Kincaid school grade of a page: 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas for Navy enlisted personnel.
    """
    spoken = sentences(article)
    words = [word for sentence in spoken for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(spoken) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
