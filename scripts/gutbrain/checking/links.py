"""Rules about links: each leads somewhere, says where, and sells nothing."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from posixpath import dirname, relpath

from ..library.article import Article
from ..library.links import Link, anchors, destination, every_link, led_to, links, orphans
from ..library.reading import Library
from ..library.schema import OPEN
from ..library.validating import did_you_mean
from .rule import Finding, rule
from .wording import lines_with, own

_SHOP = re.compile(r"//(?:[\w-]+\.)*(?:amazon|ebay|etsy|iherb|walmart|hollandandbarrett|vitaminshoppe|amzn)\.|[?&](?:tag|ref|aff|affid|affiliate|coupon|discount)=|/(?:shop|store|cart|checkout|product|products|buy)(?:/|$)", re.I)
_BRANDS = "Symprove Activia Actimel Yakult Visbiome Vivomixx VSL#3 Bimuno Culturelle Viome AG1 Huel Bio-Kult Optibac Florastor".split()
_SMALL_BRANDS = [brand.casefold() for brand in _BRANDS]
_BRAND = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _BRANDS))})(?![\w-])")
_OTHER_ADDRESS = re.compile(r"(?<!\]\()(?<!\]\(<)https?://[^\s)>\"'\]]+")
_EMPTY_WORDS = re.compile(r"(?:here|this|link|this link|this page|more|learn more|find out more|https?://.*)", re.I)
_HTML_IMAGE = re.compile(r"<img\b(?![^>]*\balt=)[^>]*>", re.I)


def _all_links(library: Library) -> Iterator[tuple[Article, Link]]:
    return ((article, link) for article in library.articles.values() for link in links(article))


@rule("error")
def link_target(library: Library, today: date) -> Iterator[Finding]:
    """A link inside the library leads to a page, file or heading that exists.

    Bad:  [leaky gut](../stress/leakygut.md#what-it-is)
    Good: [leaky gut](../stress/leaky-gut.md#what-the-words-mean)
    """
    leading = ((article, link) for article in library.articles.values() for link in every_link(article))
    for article, link in leading:
        uri, anchor = destination(article, link)
        if link.is_external or PurePosixPath(uri).stem in library.broken:
            continue
        place, page = (article.path, *link.mark), library.articles.get(uri)
        if page is None and (uri.endswith(".md") or not (library.root / "docs" / uri).is_file()):
            yield *place, f"'{link.target}' leads to no file", did_you_mean(link.target, (relpath(other, dirname(article.uri)) for other in library.articles), "write the path from this page to the other, with `.md`")
        elif page and anchor and (known := anchors(library, page)) is not None and anchor not in known:
            yield *place, f"'{page.uri}' has no heading '#{anchor}'", did_you_mean(anchor, known, "name one of its headings")


@rule("error")
def link_words(library: Library, today: date) -> Iterator[Finding]:
    """A link's words say where it leads, also when they are read alone (WCAG 2.2, 2.4.4).

    Bad:  [here](../stress/leaky-gut.md)
    Good: [what "leaky gut" means](../stress/leaky-gut.md)
    """
    for article, link in _all_links(library):
        if not link.is_image and (not link.text.strip() or _EMPTY_WORDS.fullmatch(link.text.strip())):
            yield article.path, *link.mark, f"a link must say where it leads, not '{link.text}'", "write the other page's title or what the reader finds there"


@rule("error")
def moved_page(library: Library, today: date) -> Iterator[Finding]:
    """A page that once had an address can be reached there for ever: readers and other sites keep links.

    Bad:  docs/stress/tummy.md renamed to docs/stress/abdomen.md, and nothing else
    Good: `moved_from: [stress/tummy]` in the front matter of docs/stress/abdomen.md
    """
    here = {article.slug for article in library.articles.values()}
    owner: dict[str, str] = {}
    for article in library.articles.values():
        for index, address in enumerate(article.meta.moved_from):
            if address in here or owner.setdefault(address, article.path) != article.path:
                yield *article.place("moved_from", index), f"'{address}' is the address of {owner.get(address, 'a page that exists')}", "name an address that no other page has"
    for address in sorted(library.former - here - owner.keys()):
        if PurePosixPath(address).name not in library.broken:
            yield f"docs/{address}.md", 1, 1, "this page is gone, and nothing leads on from its address", f"add `moved_from: [{address}]` to the page that takes its place"


@rule("error")
def alt_text(library: Library, today: date) -> Iterator[Finding]:
    """A picture has words for those who cannot see it (WCAG 2.2, 1.1.1).

    Bad:  ![](gut.png)
    Good: ![The gut, from mouth to bottom](gut.png)
    """
    remedy = "say in a few words what the picture shows: `![words](file)`"
    for article, link in _all_links(library):
        if link.is_image and not link.text.strip():
            yield article.path, *link.mark, "a picture must have alt text", remedy
    for article in library.articles.values():
        for number, line in article.prose_lines:
            if "<" in line:
                yield from ((article.path, number, match.start() + 1, "a picture must have alt text", remedy) for match in _HTML_IMAGE.finditer(line))


@rule("error")
def shop_link(library: Library, today: date) -> Iterator[Finding]:
    """No link leads to a shop or pays anybody.

    Bad:  [these capsules](https://www.amazon.com/dp/B000?tag=us-20)
    Good: the kind of product in words, without a link
    """
    for article, link in _all_links(library):
        if link.is_external and _SHOP.search(link.target):
            yield article.path, *link.mark, f"'{link.target}' leads to a shop or pays for the click", "leave the link out"
    for article in library.articles.values():  # addresses in angle brackets, in HTML, under a reference, or bare
        for number, line in article.prose_lines:
            for match in _OTHER_ADDRESS.finditer(line if "://" in line else ""):
                if _SHOP.search(match[0]):
                    yield article.path, number, match.start() + 1, f"'{match[0]}' leads to a shop or pays for the click", "leave the link out"


@rule("warning")
def brand_name(library: Library, today: date) -> Iterator[Finding]:
    """We name kinds of products, strains and doses, not brands.

    Bad:  In the trial people drank Yakult.
    Good: In the trial people drank fermented milk with a strain of *Lacticaseibacillus*.
    """
    for article in library.articles.values():
        for number, line in lines_with(article, _SMALL_BRANDS):
            yield from ((article.path, number, match.start() + 1, f"'{match[0]}' is a brand", "name the kind of product or the strain") for match in _BRAND.finditer(own(line)))


@rule("warning")
def orphan(library: Library, today: date) -> Iterator[Finding]:
    """Another article leads to each article: by a link, as related page, on a reading path, or by a term that it explains.

    Bad:  a new page that only its topic's list knows
    Good: `related:` of a neighbour names it, or a sentence there links to it
    """
    if not library.is_whole:  # what a broken page leads to is not known
        return
    for article in (a for a in orphans(library) if OPEN not in a.body):  # a page that is still being written may wait
        yield article.path, 1, 1, "no other article leads to this one", "name it under `related:` of a neighbour, or link to it from a sentence"


@rule("warning")
def related_both_ways(library: Library, today: date) -> Iterator[Finding]:
    """A page that is named as related leads back: as related page, by a link, on a path, or by a term that it mentions.

    Bad:  A names B under `related:`, and nothing on B leads to A; or A names B twice
    Good: B names A too
    """
    for article in library.articles.values():
        named = [related.page for related in article.meta.related]
        for index, page in enumerate(named):
            if page == article.name or page in named[:index]:
                yield *article.place("related", index, "page"), f"'{page}' is {'this page itself' if page == article.name else 'named twice'}", "name another page, or delete this one"
    if not library.is_whole:
        return
    leading, speaking = led_to(library), _speaking(library)
    for article in library.articles.values():
        for index, related in enumerate(article.meta.related):
            other = library.by_name.get(related.page)
            if other and other is not article and other.uri not in leading[article.uri] and other.is_article and other.uri not in speaking.get(article.name, ()) and len(other.meta.related) < 4:
                yield *article.place("related", index, "page"), f"'{related.page}' does not lead back to this page", f"add `{article.name}` under `related:` of {other.path}"


def _speaking(library: Library) -> dict[str, set[str]]:
    """For each page that explains a term, by name, the paths inside docs/ of the articles that mention it."""
    found: dict[str, set[str]] = {}
    for key, term in library.terms.items():
        if term.page:
            found.setdefault(term.page, set()).update(article.uri for article in library.mentions.get(key, ()))
    return found
