"""Many articles, made from the few: for measuring how the search grows. Their words mean nothing."""

import random
import re
from dataclasses import replace

from gutbrain.library.article import Article
from gutbrain.library.reading import Library

_SYLLABLES = [a + b for a in "b c d f g l m n p r s t v br st tr".split() for b in "a e i o u an el or is".split()]
_SWAPPED = 0.35  # of the longer words give way to made-up ones, so that the vocabulary grows with the library
_WORD = re.compile(r"[a-z]{5,}")


def grown(library: Library, size: int) -> Library:
    """The library with generated articles beside its own, `size` articles in all; the same each time."""
    chance = random.Random(size)
    own = [article for article in library.articles.values() if article.is_article]
    words = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(2000 + 10 * size)]
    made = (_made(chance.choice(own), number, words, chance) for number in range(len(own), size))
    return replace(library, articles={**library.articles, **{article.uri: article for article in made}})


def _made(model: Article, number: int, words: list[str], chance: random.Random) -> Article:
    def one() -> str:  # frequent words are far more frequent than rare ones, as in real text
        return words[int(len(words) * chance.random() ** 3)]

    body = _WORD.sub(lambda match: one() if chance.random() < _SWAPPED else match[0], model.body)
    title = f"{one()} {one()} and {one()}".capitalize()
    body = re.sub(r"^# .*$", f"# {title}", body, count=1, flags=re.M)
    names = tuple(f"{one()} {one()}" for _ in range(5))
    return Article(f"docs/{model.topic}/made-{number}.md", model.meta.model_copy(update={"also_called": names, "summary": f"About {one()} and {one()}, and what they do."}), body)
