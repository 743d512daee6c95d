"""A saved web page: the part that is the article, what lies around it, and what its head says of it."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from trafilatura import extract_metadata

from ..library.words import words
from .blocks import Block, Span
from .boilerplate import AUTHOR, BYLINE, COMMENTS, COOKIES, ELSEWHERE, NAVIGATION, NEWSLETTER, SELLING, SHARING, Dropped, website_part
from .facts import Facts, author_named
from .html_blocks import blocks_of, sanitised
from .links import target
from .main_part import INSIDE, article_in, text_of

HIDDEN, POP_UP = "hidden text", "pop-up"
_MOST_HEAD = 500_000  # characters in which a page says what it is
_MOST_SHARE = 0.4  # of the page's text; whatever holds more of it is no box beside the article
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


def read_page(html: str, url: str | None) -> tuple[list[Block], Facts, list[Dropped]]:
    """The article's blocks, its facts, and what was beside it."""
    facts = _head(html, url)
    tree = sanitised(html)
    facts.headings = [text_of(heading) for heading in tree.iter("h1")]
    dropped = list(_prune(tree))
    article, around = article_in(tree)
    return blocks_of(article, facts.url), facts, [*dropped, *around]


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
        known = extract_metadata(page, extensive=False)  # without days that stand anywhere in the text
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
        author=author_named(known.author, text_of(page)),
        published=known.date or None,
        publisher=said["og:site_name"] or known.sitename or None,
        licence=target(licence, url),
    )


def _meta(page: lxml.html.HtmlElement, path: str) -> str:
    found = page.xpath(path)
    return " ".join(str(found[0]).split())[:500] if found else ""


def _prune(tree: lxml.html.HtmlElement) -> Iterator[Dropped]:
    """Take out what is named as something else than the article, however deep it lies."""
    lengths = _lengths(tree)
    most = max(200, lengths[tree] * _MOST_SHARE)
    doomed = []
    marked = next(tree.iter(*INSIDE), None) is not None
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        why = _other(element, marked)
        hidden = why == HIDDEN and lengths[element] <= lengths[tree] * 0.9
        if why and (lengths[element] <= most or hidden) and element.tag not in ("html", "body", *INSIDE):
            doomed.append((element, why))
            walk.skip_subtree()
    for element, why in doomed:
        text = text_of(element)
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
    name = "" if _names_its_heading(element) else element.get("id", "")
    names = re.sub(r"([a-z])([A-Z])", r"\1-\2", f"{element.get('class', '')} {name}").lower()
    style = (element.get("style") or "").replace(" ", "")
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or "display:none" in style or "visibility:hidden" in style:
        return None if _FOLDED.search(names) else HIDDEN
    if element.get("role") in _ROLES:
        return _ROLES[element.get("role")]
    if element.tag == "nav":
        return NAVIGATION
    if element.tag in ("footer", "aside") and _stands_outside(element, marked):
        return NAVIGATION if element.tag == "footer" else ELSEWHERE
    if element.tag == "button" and not text_of(element).endswith("?"):
        return NAVIGATION
    if element.tag == "form" and len(text_of(element)) < 600:
        return NEWSLETTER if re.search(r"e-?mail|subscri|newsletter", text_of(element), re.I) else "form"
    names = _PARTLY.sub(" ", names)
    why = next((why for why, pattern in _NAMED.items() if pattern.search(names)), None) if names.strip() else None
    small = element.tag in _SMALL  # of these, names say less: "p.social" may be a sentence about social life
    return None if small and why not in (HIDDEN, SELLING, BYLINE) else why


def _names_its_heading(element: lxml.html.HtmlElement) -> bool:
    """Whether an element's id is made of the words of the article's heading in it: generators name sections so."""
    heading = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) if element.get("id") else None
    if heading is None:
        return False
    block = Block("heading", (Span(text_of(heading)),))
    named = words(re.sub(r"[-_]", " ", element.get("id")))
    return (named == block.words or len(named) > 1 and named == block.words[: len(named)]) and not website_part(block)


def _stands_outside(element: lxml.html.HtmlElement, marked: bool) -> bool:
    """Whether an element is beside the part that the page marks as its article; mostly links, where it marks none."""
    if next(element.iterancestors(*INSIDE), None) is not None:
        return False
    return marked or element.tag == "footer" or sum(len(text_of(link)) for link in element.iter("a")) > len(text_of(element)) / 2
