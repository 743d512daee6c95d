"""Lists and cards that stand where a page holds `<!-- gutbrain:NAME -->`."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar
from xml.etree.ElementTree import Element

from ..library.article import Article
from ..library.reading import Library
from ..library.schema import LABELS, OUTCOMES, TOPICS, HelpLine, Point, Source, Term, WarningSigns
from ..library.words import folded
from .breathing import breathing
from .diagrams import adornment, diagram, illustration
from .elements import UNINDEXED, added, day, h, href, label_badge, page_link, page_list, row, table
from .lately import lately
from .ledger import ledger
from .notes import reference_words
from .questions import questions
from .shelf import Shelf

T = TypeVar("T")
Maker = Callable[[Shelf, str, str | None], list[Element]]
_HELP, _SIGNS_SOURCES = "get-help-now.md", "sources-of-the-signs"
_MENTIONING = 20  # pages listed with a term, those that name it most


def topics(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The five topics, each with the summary of its introduction."""
    items = []
    for topic, name in TOPICS.items():
        intro = shelf.library.articles.get(f"{topic}/index.md")
        if intro:
            count = len(shelf.library.topic_articles(topic))
            link = h("a", {"href": href(page, intro.uri)}, name)
            size = h("p", {"class": "gb-count"}, "1 article" if count == 1 else f"{count} articles")
            items.append(h("li", {"class": f"gb-topic--{topic}"}, adornment(shelf, page, topic), _title(link), h("p", None, intro.meta.summary), size))
    return [added("ul", "topics", {"class": "gb-cards gb-cards--topics"}, *items)]


def _title(content: "str | Element", tag: str = "h3") -> Element:
    """A card's heading."""
    return h(tag, {"class": "gb-card__head"}, content)


def pages(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The articles of this page's topic, each with its summary, numbered where the page gives them an order."""
    topic = page.split("/")[0]
    articles = shelf.library.topic_articles(topic)
    if not articles:
        elsewhere = h("a", {"href": href(page, "a-to-z.md")}, "A to Z")
        return [added("p", "pages", None, "No article of this topic is finished yet. The ", elsewhere, " lists what there is.")]
    items = [h("li", None, _title(page_link(page, a)), h("p", None, a.meta.summary)) for a in articles]
    own = shelf.library.articles.get(page)
    kind = "ol" if own and own.meta.order else "ul"
    return [added("h2", "pages", {"id": "articles"}, "Articles"), added(kind, "pages", {"class": f"gb-cards gb-cards--pages gb-topic--{topic}"}, *items)]


def paths(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The reading paths, each as an ordered list of its pages."""
    items = []
    for key, path in shelf.library.paths.items():
        steps = [h("li", None, page_link(page, shelf.library.by_name[name])) for name in path.pages if name in shelf.library.by_name]
        items.append(h("li", {"id": f"path-{key}"}, _title(path.reader), h("p", None, path.why), h("ol", None, *steps)))
    return [added("ul", "paths", {"class": "gb-cards gb-cards--paths"}, *items)]


def glossary(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """All terms, by letter, with their meanings, other names, owners and the pages that mention them."""
    terms = sorted(shelf.library.terms.items(), key=lambda item: folded(item[1].term))
    by_letter = _by_letter(terms, lambda item: item[1].term)
    parts = [_letters("glossary", by_letter)]
    for letter, group in by_letter.items():
        entries = [_entry(shelf, page, key, term) for key, term in group]
        parts += [_letter("glossary", letter), added("dl", "glossary", {"class": "gb-glossary"}, *entries)]
    return parts


def _by_letter(items: Iterable[T], word: Callable[[T], str]) -> dict[str, list[T]]:
    """Items that stand in the order of their words, under the letters with which these begin."""
    return {letter: list(group) for letter, group in groupby(items, key=lambda item: folded(word(item))[0].upper())}


def _letters(name: str, letters: Iterable[str]) -> Element:
    """Links to the letters of a list from A to Z."""
    links = [h("li", None, h("a", {"href": f"#letter-{letter.lower()}"}, letter)) for letter in letters]
    return added("nav", name, {"aria-label": "Letters"}, h("ul", {"class": "gb-letters"}, *links))


def _letter(name: str, letter: str) -> Element:
    return added("h2", name, {"id": f"letter-{letter.lower()}"}, letter)


def _entry(shelf: Shelf, page: str, key: str, term: Term) -> Element:
    owner = shelf.owner(term)
    rest = [a for a in shelf.library.mentions.get(key, []) if a is not owner]
    also = h("p", {"class": "gb-also"}, f"Also called: {', '.join(term.aliases)}.") if term.aliases else None
    explained = h("p", None, "Explained in: ", page_link(page, owner)) if owner else None
    return h("div", None, h("dt", {"id": key}, term.term), h("dd", None, h("p", None, f"{term.meaning}."), also, explained, _mentioned(page, rest)))


def _mentioned(page: str, articles: list[Article]) -> Element | None:
    if not articles:
        return None
    most = articles[:_MENTIONING]  # the page must not grow with the square of the library
    words = f"Pages that mention this ({len(articles)})" if most == articles else f"Pages that mention this most ({len(most)} of {len(articles)})"
    return h("details", None, h("summary", None, words), page_list(page, most))


def labels(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """What each label means, and how many claims carry it, as a number and a bar."""
    heads = ["Label", "What it means", "Claims"]
    counts = Counter(claim.label for claim in shelf.library.claims.values())
    most = max(counts.values(), default=0)
    rows = [
        row([(heads[0], label_badge(label)), (heads[1], meaning), (heads[2], [f"{counts[label]} ", _bar(counts[label], most)])])
        for label, (_, _, meaning) in LABELS.items()
    ]
    return [table("labels", f"How sure we are of our {len(shelf.library.claims)} claims", heads, rows)]


def _bar(value: int, most: int) -> Element:
    rect = h("rect", {"width": str(round(100 * value / max(most, 1))), "height": "8", "class": "d-accent-fill"})
    return h("svg", {"class": "gb-bar", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"}, rect)


def sources(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The source articles, with how many of their points were kept, softened, corrected and left out."""
    heads = ["Article", "Publisher and its interest", "Points", *[name for name, _ in OUTCOMES.values()]]
    rows = []
    for key, source in shelf.library.sources.items():
        link = h("a", {"href": href(page, f"sources/{key}.md")}, source.title)
        counts = [(OUTCOMES[o][0], str(sum(p.outcome == o for p in source.points))) for o in OUTCOMES]
        rows.append(row([(heads[0], link), (heads[1], f"{source.publisher}. {source.interest}"), (heads[2], str(len(source.points))), *counts]))
    return [table("sources", "Our source articles, and what became of their points", heads, rows)]


def source(shelf: Shelf, page: str, key: str | None) -> list[Element]:
    """One source article, point by point."""
    record = shelf.library.sources[key or ""]
    heads = ["What the article says", "What became of it", "What we say, or why not"]
    parts: list[Element] = [_facts(record)]
    for section, name in record.sections.items():
        rows = [_point(shelf, page, point, heads) for point in record.points if point.section == section]
        parts += [added("h2", "source", {"id": f"section-{section}"}, name), table("source", f"{name}: what the article says, and what became of it", heads, rows)]
    return parts


def _facts(record: Source) -> Element:
    facts = [("Title", record.title), ("Publisher", record.publisher), ("Interest", record.interest), *([("Published", day(record.published))] if record.published else []), ("Copy received", day(record.retrieved)), ("Rights", record.rights.replace("-", " "))]
    items = [part for name, value in facts for part in (h("dt", None, name), h("dd", None, value))]
    address = [h("dt", None, "Address"), h("dd", None, h("a", {"href": record.url}, record.url))] if record.url else []
    counts = ", ".join(f"{sum(p.outcome == o for p in record.points)} {name.lower()}" for o, (name, _) in OUTCOMES.items())
    return added("dl", "source", {"class": "gb-facts"}, *items, *address, h("dt", None, "Points"), h("dd", None, f"{len(record.points)}: {counts}"))


def _point(shelf: Shelf, page: str, point: Point, heads: list[str]) -> Element:
    library = shelf.library
    claim = library.claims.get(point.claim or "")
    ours = [h("p", None, label_badge(claim.label), " ", h("a", {"href": href(page, f"evidence/ledger.md#{point.claim}")}, claim.statement))] if claim else []
    why = [h("p", None, point.why)] if point.why else []
    where = [_on_pages(page, library.citing.get(point.claim, []))] if claim else []
    became = h("strong", {"class": f"gb-outcome gb-outcome--{point.outcome}"}, OUTCOMES[point.outcome][0])
    return row([(heads[0], point.says), (heads[1], became), (heads[2], [*ours, *why, *where])])


def _on_pages(page: str, articles: list[Article]) -> Element:
    if not articles:
        return h("p", {"class": "gb-count"}, "The article is still to be written.")
    return h("details", None, h("summary", None, f"On {len(articles)} pages" if len(articles) > 1 else "On 1 page"), page_list(page, articles))


def help_lines(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """Help lines by country, each with its hours and the date of its last check."""
    parts = []
    for country, lines in groupby(shelf.library.help_lines.values(), key=lambda line: line.country):
        anchor = "-".join(folded(country).replace("(", " ").replace(")", " ").split())
        parts += [added("h3", "help-lines", {"id": anchor}, country), added("ul", "help-lines", {"class": "gb-cards gb-cards--help"}, *map(_line, lines))]
    return parts


def _line(line: HelpLine) -> Element:
    ways = []
    if line.phone:
        ways.append(h("a", {"href": f"tel:{line.phone.replace(' ', '')}"}, f"Call {line.phone}"))
    ways += [h("span", None, line.text)] if line.text else []
    ways += [h("a", {"href": line.web}, line.web.removeprefix("https://").rstrip("/"))] if line.web else []
    reach = h("ul", {"class": "gb-ways"}, *[h("li", None, way) for way in ways])
    hours = f"{line.hours}. " if line.hours else ""
    return h("li", None, _title(line.name, "h4"), h("p", None, line.who), reach, h("p", {"class": "gb-count"}, f"{hours}Checked {day(line.checked)}."))


def help_card(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """A card that leads to people to talk to."""
    link = h("a", {"href": href(page, _HELP)}, "Get help now")
    text = h("p", None, "You do not have to wait until it is worse. ", link, " lists people you can call, text or write to, by country, day and night. If you are in danger, call your local emergency number.")
    return [added("div", "help", {"class": "gb-card gb-card--help", "role": "note"}, h("p", {"class": "gb-card__title"}, "Talk to someone today if you feel low, unsafe or overwhelmed"), text)]


def warning_signs(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """When to see a doctor about gut symptoms, and how fast; where an answer should stay near, the less pressing groups are folded, and their sources a link away."""
    in_full = page == _HELP
    groups = [_signs(group, is_open=in_full or group.urgency == "emergency") for group in shelf.library.warning_signs.values()]
    came_from = None if in_full else h("a", {"href": href(page, f"{_HELP}#{_SIGNS_SOURCES}")}, "Where these signs come from")
    closing = h("p", {"class": "gb-count"}, "These signs often have a harmless cause. Only a check can tell. ", came_from)
    sources = [_signs_sources(shelf.library)] if in_full else []
    return [added("div", "warning-signs", {"class": "gb-card gb-card--urgent"}, _title("Get these signs checked first", "h2"), *groups, closing, *sources)]


def _signs(group: WarningSigns, is_open: bool) -> Element:
    signs = h("ul", None, *[h("li", None, sign) for sign in group.signs])
    return h("details", {"open": "open"} if is_open else None, h("summary", None, group.action), signs)


def _signs_sources(library: Library) -> Element:
    names = dict.fromkeys(name for group in library.warning_signs.values() for name in group.references)
    items = [h("li", None, *reference_words(library.references[name])) for name in names if name in library.references]
    return h("details", {"id": _SIGNS_SOURCES}, h("summary", None, "Where these signs come from"), h("ul", None, *items))


def a_to_z(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """Titles, terms and lay names, by letter, each leading to a page or glossary entry."""
    entries = sorted(_entries(shelf, page), key=lambda entry: (folded(entry[0]), entry[0]))
    by_letter = _by_letter(entries, lambda entry: entry[0])
    parts = [_letters("a-to-z", by_letter)]
    for letter, group in by_letter.items():
        items = [h("li", None, *parts_of) for _, parts_of in group]
        parts += [_letter("a-to-z", letter), added("ul", "a-to-z", {"class": "gb-index", **UNINDEXED}, *items)]
    return parts


def _entries(shelf: Shelf, page: str) -> list[tuple[str, list[Element | str]]]:
    library, found = shelf.library, {}
    for key, term in library.terms.items():
        found[_capital(term.term)] = [h("a", {"href": href(page, f"glossary.md#{key}")}, _capital(term.term))]
        for alias in term.aliases:
            found.setdefault(_capital(alias), [f"{_capital(alias)}, see ", h("a", {"href": href(page, f"glossary.md#{key}")}, term.term)])
    for article in (a for a in library.articles.values() if a.is_article):
        found[article.title] = [page_link(page, article)]
        for name in article.meta.also_called:
            found.setdefault(_capital(name), [f"{_capital(name)}, see ", page_link(page, article)])
    return [(title.lstrip("“\"'"), parts) for title, parts in found.items()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


MAKERS: dict[str, Maker] = {
    "a-to-z": a_to_z,
    "breathing": breathing,
    "diagram": diagram,
    "glossary": glossary,
    "help": help_card,
    "help-lines": help_lines,
    "illustration": illustration,
    "labels": labels,
    "lately": lately,
    "ledger": ledger,
    "pages": pages,
    "paths": paths,
    "questions": questions,
    "source": source,
    "sources": sources,
    "topics": topics,
    "warning-signs": warning_signs,
}
