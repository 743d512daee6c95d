"""Rules about length and reading ease: judgement, so they warn."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ..library.prose import grade, paragraphs
from ..library.reading import Library
from .rule import Finding, rule

MOST_GRADE = 10  # school grade; the content guide aims for 6 and accepts 8
MOST_WORDS = 30  # in a sentence; the guide aims for 20
MOST_SENTENCES = 6  # in a paragraph; the guide aims for 3
MOST_ITEMS = 10  # in a list; the guide aims for 6
MOST_ANSWER = 80  # words in an answer; the guide aims for 60
MOST_ARTICLE = 1500  # words; the guide aims for 400 to 900


@rule("warning")
def reading_grade(library: Library, today: date) -> Iterator[Finding]:
    """A page can be read after ten years of school, better after six (Flesch–Kincaid).

    Bad:  The pathophysiological consequences of sustained psychosocial adversity necessitate multidisciplinary evaluation.
    Good: Long stress can make you ill. Ask for help early.
    """
    for article in library.articles.values():
        found = grade(article)
        if found > MOST_GRADE:
            yield article.path, article.body_line, 1, f"the reading grade is {found:.1f}, it must be {MOST_GRADE} or less", "use shorter sentences and plainer words"


@rule("warning")
def sentence_length(library: Library, today: date) -> Iterator[Finding]:
    """A sentence has at most 30 words, better 20.

    Bad:  one sentence with four commas and forty words
    Good: three sentences
    """
    for article in library.articles.values():
        for paragraph in paragraphs(article):
            for sentence in paragraph.sentences:
                count = len(sentence.split())
                if count > MOST_WORDS:
                    yield article.path, paragraph.line, 1, f"a sentence must have at most {MOST_WORDS} words, '{sentence[:40]}…' has {count}", "make two of it"


@rule("warning")
def paragraph_length(library: Library, today: date) -> Iterator[Finding]:
    """A paragraph has at most six sentences, better three.

    Bad:  ten sentences without an empty line between them
    Good: three paragraphs of three sentences
    """
    for article in library.articles.values():
        for paragraph in paragraphs(article):
            count = len(paragraph.sentences)
            if count > MOST_SENTENCES:
                yield article.path, paragraph.line, 1, f"a paragraph must have at most {MOST_SENTENCES} sentences, this one has {count}", "part it with an empty line"


@rule("warning")
def list_length(library: Library, today: date) -> Iterator[Finding]:
    """A list has at most ten items, better six.

    Bad:  fourteen foods in one list
    Good: two lists, each with a line that leads in
    """
    for article in (a for a in library.articles.values() if a.is_article):
        items = (paragraph for paragraph in paragraphs(article) if paragraph.run)
        for _, group in groupby(items, key=lambda paragraph: paragraph.run):
            found = list(group)
            if len(found) > MOST_ITEMS:
                yield article.path, found[0].line, 1, f"a list must have at most {MOST_ITEMS} items, this one has {len(found)}", "keep the most useful ones, or make two lists"


@rule("warning")
def answer_length(library: Library, today: date) -> Iterator[Finding]:
    """An answer under "Questions people ask" has at most 80 words, better 60.

    Bad:  three paragraphs of background before the answer
    Good: "Not on its own." and two sentences
    """
    for article in library.articles.values():
        lines = {heading.text: heading.line for heading in article.headings}
        for question, answer in article.questions:
            count = len(re.sub(r"\[\^[^\]]*\]", "", answer).split())
            if count > MOST_ANSWER:
                yield article.path, lines.get(question, 1), 1, f"an answer must have at most {MOST_ANSWER} words, this one has {count}", "answer first, and move the rest into the text"


@rule("warning")
def article_length(library: Library, today: date) -> Iterator[Finding]:
    """An article has at most 1,500 words, better 400 to 900.

    Bad:  a chapter
    Good: one question, answered
    """
    for article in (a for a in library.articles.values() if a.is_article):
        count = sum(len(paragraph.text.split()) for paragraph in paragraphs(article))
        if count > MOST_ARTICLE:
            yield article.path, article.body_line, 1, f"an article must have at most {MOST_ARTICLE:,} words, this one has {count:,}", "make two pages of it"
