"""A saved web page: the part that is the article, what lies around it, and what its head says of it."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from trafilatura import extract, extract_metadata

from ..library.words import fold
from .blocks import Block, Span
from .boilerplate import AUTHOR, BYLINE, COMMENTS, COOKIES, ELSEWHERE, NAVIGATION, NEWSLETTER, SELLING, SHARING, Dropped, line_reason
from .facts import Facts
from .html_blocks import blocks_of, sanitised
from .links import target

HIDDEN, POP_UP, OUTSIDE = "hidden text", "pop-up", "text around the article"
_MOST_ELEMENTS = 6_000  # for the extractor, whose time grows with the square
_MOST_HEAD = 500_000  # characters in which a page says what it is
_MOST_SHARE = 0.4  # of the page's text; whatever holds more of it is no box beside the article
_NEARLY_ALL = 0.97  # of the text that the extractor found lies in the article's element
_SURE = 0.5  # of the page's text; where the extractor found less of it, it may have missed a part of the article
_ROLES = {"navigation": NAVIGATION, "banner": NAVIGATION, "contentinfo": NAVIGATION, "search": NAVIGATION, "menu": NAVIGATION, "dialog": POP_UP, "alertdialog": POP_UP, "complementary": ELSEWHERE}
_NAMES = {
    HIDDEN: r"sr-only|screen-reader(-text|-only)?|visually-hidden|visuallyhidden|hidden|d-none|is-hidden",
    COOKIES: r"cookies?|consent|gdpr|ccpa|onetrust|cmp",
    NEWSLETTER: r"newsletters?|subscribe|subscription|sign-?up|mailing-?list|mailchimp|mc-embed|opt-?in|email-?(form|capture|signup)|lead-?magnet",
    SHARING: r"share|sharing|shares|social|sharedaddy|addtoany|a2a|addthis|follow-us|shareaholic|jp-relatedposts-share",
    COMMENTS: r"comments?|comment-(list|respond|form|section|area)|respond|disqus|commentlist",
    ELSEWHERE: r"related|recommended|recommendations?|you-may-like|also-like|read-next|up-next|more-(from|stories|articles|posts)|trending|popular|most-read|jp-relatedposts|yarpp|outbrain|taboola|recirc(ulation)?|post-nav|post-navigation|next-post|prev-post|nav-links|teasers?|tag-?(list|links|cloud)|tags|cat-links|categories",
    AUTHOR: r"author-?(box|bio|info|card|profile|description|block)|about-?(the-)?author|bio|post-author-bio|reviewer-(box|bio)",
    SELLING: r"ads?|advert|advertisement|advertising|adsbygoogle|ad-(slot|unit|container|wrapper|block)|sponsor(ed)?|promo(tion)?|banner|affiliate|product-?(card|box|grid|list|widget|promo)|products|shop-?(now|box|widget|this)|cta|call-to-action|quiz|app-?(download|promo|banner|install)|upsell|buy-box",
    NAVIGATION: r"breadcrumbs?|menu|main-menu|nav|navbar|navigation|sidebar|widget|toc|table-of-contents|ez-toc|pagination|pager|skip-link|site-(header|footer|nav|title|branding)|masthead|footer|topbar|back-to-top|scroll-top|scroll-to-top|logo|meta-nav",
    BYLINE: r"byline|(article|post|entry)-?meta|(post|entry|article|publish(ed)?)-?date|dateline|posted-on|meta-(info|data)|reviewed-by",
    POP_UP: r"pop-?up|modal|overlay|lightbox|paywall|interstitial|toast",
}  # fmt: skip
_NAMED = {why: re.compile(rf"(?:^|[\s_-])(?:{pattern})(?=$|[\s_-])") for why, pattern in _NAMES.items()}
_PARTLY = re.compile(r"\b(?:has|with|no|without|is|wp|entry|post|article)[-_](?:sidebar|ads?|comments?|nav|menu|share|toc|content)\b|-(?:enabled|disabled|open|closed|active)\b")
_FOLDED = re.compile(r"accordion|collaps|panel|faq|answer|tab-|toggle")  # hidden until a reader opens it
_SMALL = ("span", "strong", "em", "p", "h1", "h2", "h3")
_INSIDE = ("article", "main")
_MOST_MARKED = 20
_HOLDERS = ("div", "section", "article", "main", "td", "tr", "tbody", "table", "center", "form")
_LEAF = ("p", "li", "h1", "h2", "h3", "h4", "td", "th", "blockquote", "dd", "dt", "div", "section", "span", "figcaption")
_START = 40  # characters of a block by which it is found again


def read_page(html: str, url: str | None) -> tuple[list[Block], Facts, list[Dropped]]:
    """The article's blocks, its facts, and what was beside it."""
    facts = _head(html, url)
    tree = sanitised(html)
    facts.headings = [_text(heading) for heading in tree.iter("h1")]
    dropped = list(_prune(tree))
    article = _article(tree)
    return blocks_of(article, facts.url), facts, [*dropped, *_around(article)]


def read_fragment(html: str, url: str | None) -> list[Block]:
    """The blocks of HTML that was made from Markdown or text: all of it is the article."""
    tree = sanitised(html)
    for element in tree.find_class("footnote-backref"):
        element.drop_tree()
    return blocks_of(tree.find("body"), url)


def _head(html: str, url: str | None) -> Facts:
    """What the page says of itself in its head: titles, author, day, publisher, address, licence."""
    text = re.sub(r"<\?xml[^>]*>", "", html[:_MOST_HEAD])
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
        known = extract_metadata(page)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError, RecursionError):
        return Facts(url=url)
    if known is None:
        return Facts(url=url)
    said = {key: _meta(page, f"//meta[@property='{key}' or @name='{key}']/@content") for key in ("og:title", "og:site_name")}
    licence = _meta(page, "//a[contains(@href, 'creativecommons.org/licenses/')]/@href | //link[@rel='license']/@href")
    address = target(_meta(page, "//link[@rel='canonical']/@href") or _meta(page, "//meta[@property='og:url']/@content"), url)
    return Facts(
        titles=[title for title in (said["og:title"], _meta(page, "//title/text()"), known.title or "") if title],
        url=url or address,
        author=known.author or None,
        published=known.date or None,
        publisher=said["og:site_name"] or known.sitename or None,
        licence=target(licence, url),
    )


def _meta(page: lxml.html.HtmlElement, path: str) -> str:
    found = page.xpath(path)
    return " ".join(str(found[0]).split())[:500] if found else ""


def _text(element: lxml.html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _prune(tree: lxml.html.HtmlElement) -> Iterator[Dropped]:
    """Take out what is named as something else than the article, however deep it lies."""
    lengths = _lengths(tree)
    most = max(200, lengths[tree] * _MOST_SHARE)
    doomed = []
    marked = next(tree.iter(*_INSIDE), None) is not None
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        why = _other(element, marked)
        hidden = why == HIDDEN and lengths[element] <= lengths[tree] * 0.9
        if why and (lengths[element] <= most or hidden) and element.tag not in ("html", "body", *_INSIDE):
            doomed.append((element, why))
            walk.skip_subtree()
    for element, why in doomed:
        text = _text(element)
        if text:
            yield Dropped(text, why)
        element.drop_tree()


def _lengths(tree: lxml.html.HtmlElement) -> dict[lxml.html.HtmlElement, int]:
    """How many characters of text each element holds."""
    lengths: dict[lxml.html.HtmlElement, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        own = len((element.text or "").strip())
        lengths[element] = own + sum(lengths[child] + len((child.tail or "").strip()) for child in element)
    return lengths


def _other(element: lxml.html.HtmlElement, marked: bool) -> str | None:
    """What an element is if it is not the article: by its tag, role, or class and id. `marked`: the page has an `<article>`."""
    names = re.sub(r"([a-z])([A-Z])", r"\1-\2", f"{element.get('class', '')} {element.get('id', '')}").lower()
    style = (element.get("style") or "").replace(" ", "")
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or "display:none" in style or "visibility:hidden" in style:
        return None if _FOLDED.search(names) else HIDDEN
    if element.get("role") in _ROLES:
        return _ROLES[element.get("role")]
    if element.tag == "nav":
        return NAVIGATION
    if element.tag in ("footer", "aside") and _stands_outside(element, marked):
        return NAVIGATION if element.tag == "footer" else ELSEWHERE
    if element.tag == "button" and not _text(element).endswith("?"):
        return NAVIGATION
    if element.tag == "form" and len(_text(element)) < 600:
        return NEWSLETTER if re.search(r"e-?mail|subscri|newsletter", _text(element), re.I) else "form"
    names = _PARTLY.sub(" ", names)
    why = next((why for why, pattern in _NAMED.items() if pattern.search(names)), None) if names.strip() else None
    small = element.tag in _SMALL  # of these, names say less: "p.social" may be a sentence about social life
    return None if small and why not in (HIDDEN, SELLING, BYLINE) else why


def _stands_outside(element: lxml.html.HtmlElement, marked: bool) -> bool:
    """Whether an element is beside the part that the page marks as its article; mostly links, where it marks none."""
    if next(element.iterancestors(*_INSIDE), None) is not None:
        return False
    return marked or element.tag == "footer" or sum(len(_text(link)) for link in element.iter("a")) > len(_text(element)) / 2


def _around(article: lxml.html.HtmlElement) -> Iterator[Dropped]:
    """What lies outside of the article's element."""
    inner = article
    for outer in article.iterancestors():
        for child in outer:
            if child is not inner and _text(child):
                yield Dropped(_text(child), OUTSIDE)
        inner = outer


def _article(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The smallest element that holds what the extractor takes for the article: all its text, not only what that found."""
    element = _marked(tree)
    if sum(1 for _ in element.iter()) > _MOST_ELEMENTS:
        return element
    page = etree.tostring(element, encoding="unicode", method="html")
    found = (extract(page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False) or "").split("\n")
    lines = [line for line in found if len(line) > _START // 2 and not line_reason(Block("paragraph", (Span(line),)))]
    weights = _weights(element, {_key(line): len(line) for line in lines})
    total = weights.get(element, 0)
    if total < _SURE * len(_text(element)):
        return element
    while (inner := next((child for child in element if child.tag in _HOLDERS and weights.get(child, 0) >= _NEARLY_ALL * total), None)) is not None:
        element = inner
    return element


def _marked(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The innermost element that the page marks as its article and that holds most of its text, or the body."""
    body = tree.find("body")
    marked = list(tree.iter(*_INSIDE))
    if len(marked) > _MOST_MARKED:  # a page of teasers
        return body
    return next((element for element in reversed(marked) if len(_text(element)) > _SURE * len(_text(body))), body)


def _weights(root: lxml.html.HtmlElement, wanted: dict[str, int]) -> dict[lxml.html.HtmlElement, int]:
    """For each element, how many characters of the wanted texts lie in it."""
    weights: dict[lxml.html.HtmlElement, int] = {}
    for leaf in root.iter(*_LEAF):
        if len(leaf.text or "") + sum(len(child.tail or "") for child in leaf) < _START // 4:
            continue
        length = wanted.pop(_key(_text(leaf)), 0)
        while length and leaf is not None:
            weights[leaf] = weights.get(leaf, 0) + length
            leaf = leaf.getparent() if leaf is not root else None
    return weights


def _key(text: str) -> str:
    return re.sub(r"\W+", "", fold(text[: _START * 2])[0])[:_START]
