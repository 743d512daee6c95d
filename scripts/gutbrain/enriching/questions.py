"""The questions people ask, gathered from all articles."""

import posixpath
import re
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.extensions.toc import slugify

from ..library.article import CITATION, OFTEN, Article
from ..library.schema import TOPICS
from .elements import added, h, href, label_badge
from .quotes import set_quotes
from .shelf import Shelf


def questions(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """Each question once, by topic, with its answer, how sure we are, and the article it comes from."""
    parts = []
    for topic, name in TOPICS.items():
        asked = [(article, *pair) for article in shelf.library.topic_articles(topic) for pair in article.questions]
        if asked:
            parts.append(added("h2", "questions", {"id": f"questions-{topic}"}, name))
        for article, question, answer in asked:
            parts += _question(shelf, page, article, question, answer)
    return parts


def _question(shelf: Shelf, page: str, article: Article, question: str, answer: str) -> list[Element]:
    anchor = slugify(question, "-")
    text = fromstring(f"<div>{_as_html(answer)}</div>")
    set_quotes(text)
    for link in text.iter("a"):
        link.set("href", _from_here(link.get("href", ""), article, page))
    labels = [part for key in _one_of_each_label(shelf, answer) for part in (_sure(shelf, page, key), " ")]
    source = h("p", {"class": "gb-count"}, *labels, "From: ", h("a", {"href": href(page, f"{article.uri}#{anchor}")}, article.title))
    return [added("h3", "questions", {"id": anchor}, question), added("div", "questions", None, *text, source)]


_plain = Markdown(output_format="xhtml")  # one for all answers: making it costs more than an answer


@lru_cache(maxsize=OFTEN)  # while serving, nearly all answers are as they were
def _as_html(answer: str) -> str:
    return _plain.reset().convert(CITATION.sub("", answer))


def _one_of_each_label(shelf: Shelf, answer: str) -> list[str]:
    """The claims of an answer, the first that carries each label."""
    claims, first = shelf.library.claims, {}
    for match in CITATION.finditer(answer):
        if match[1] in claims:
            first.setdefault(claims[match[1]].label, match[1])
    return list(first.values())


def _from_here(target: str, article: Article, page: str) -> str:
    """A link as it must read on this page, where an author wrote it for the article's folder."""
    if re.match(r"[a-z]+:", target):
        return target
    path, _, anchor = target.partition("#")
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(article.uri), path)) if path else article.uri
    return href(page, f"{inside}#{anchor}" if anchor else inside)


def _sure(shelf: Shelf, page: str, key: str) -> Element:
    return h("a", {"href": href(page, f"evidence/ledger.md#{key}")}, label_badge(shelf.library.claims[key].label))
