"""The questions people ask, gathered from all articles."""

import posixpath
import re
from xml.etree.ElementTree import Element, fromstring

from markdown import Markdown
from markdown.extensions.toc import slugify

from ..library.article import CITATION, Article
from ..library.schema import TOPICS
from .elements import UNINDEXED, added, h, href, label_badge
from .quotes import set_quotes
from .shelf import Shelf

Asked = tuple[Article, str, str]  # an article, a question and its answer in Markdown
_ANSWERED = 500  # questions; a page with more answers than that would be of no use to a reader, and larger than all others together


def questions(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """Each question once, by topic, with its answer, how sure we are, and the article it comes from; in a large library with a link to its answer."""
    topics = {topic: [(article, *pair) for article in shelf.library.topic_articles(topic) for pair in article.questions] for topic in TOPICS}
    answered = sum(map(len, topics.values())) <= _ANSWERED
    parts = []
    for topic, asked in topics.items():
        if asked:
            parts.append(added("h2", "questions", {"id": f"questions-{topic}"}, TOPICS[topic]))
            parts += _with_answers(shelf, page, asked) if answered else [_with_links(page, asked)]
    return parts


def _with_links(page: str, asked: list[Asked]) -> Element:
    links = (h("a", {"href": href(page, f"{article.uri}#{slugify(question, '-')}")}, question) for article, question, _ in asked)
    return added("ul", "questions", UNINDEXED, *(h("li", None, link) for link in links))


def _with_answers(shelf: Shelf, page: str, asked: list[Asked]) -> list[Element]:
    md = Markdown(output_format="xhtml")  # one for all answers: making it costs more than an answer
    return [part for article, question, answer in asked for part in _question(shelf, page, article, question, answer, md)]


def _question(shelf: Shelf, page: str, article: Article, question: str, answer: str, md: Markdown) -> list[Element]:
    anchor = slugify(question, "-")
    text = fromstring(f"<div>{md.reset().convert(CITATION.sub('', answer))}</div>")
    set_quotes(text)
    for link in text.iter("a"):
        link.set("href", _from_here(link.get("href", ""), article, page))
    labels = [part for key in _one_of_each_label(shelf, answer) for part in (_sure(shelf, page, key), " ")]
    source = h("p", {"class": "gb-count"}, *labels, "From: ", h("a", {"href": href(page, f"{article.uri}#{anchor}")}, article.title))
    return [added("h3", "questions", {"id": anchor}, question), added("div", "questions", None, *text, source)]


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
