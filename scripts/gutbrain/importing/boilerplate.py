"""Blocks that are the website's and not the article's, each with the reason why it is left out."""

import re
from dataclasses import dataclass

from ..library.words import folded
from .blocks import Block, sentences
from .links import HERE, host, sells

COMMENTS, SHARING, NAVIGATION, ELSEWHERE = "comments or their form", "share links", "navigation of the website", "links to other pages"
NEWSLETTER, COOKIES, AUTHOR, SELLING = "newsletter box", "cookie notice", "author box", "advertising"
LICENCE, PICTURE, BYLINE, EMPTY = "licence and legal text", "picture, whose rights are not known", "byline, which stands in the record", "heading with nothing under it"
OUTSIDE, WORDLESS = "text around the article", "a sign or rule without words"


@dataclass(frozen=True)
class Dropped:
    """Text of the input that is not in the draft, and why."""

    text: str
    why: str


# Whole blocks, folded and without signs at their ends.
_LINES = {
    COMMENTS: r"(leave|add|post|write) (a |your )?(comment|reply)|(\d+|no|one) (comments?|responses?|repl(y|ies)|thoughts?)|(\d+|no|one) (comments?|thoughts?) on\b.*|(\d+|no|one) (responses?|repl(y|ies)) to [\"“'‘«].*|required fields are marked.*|post comment|your email address will not be published.*|cancel reply|log in to (reply|comment|leave a comment)|name|website|save my name.*|view all comments|join the (conversation|discussion)|load more comments|be the first to comment.*",
    SHARING: r"share( this| it)?( (article|post|page|story|recipe|entry|news))?( (on|via|with)\b( (facebook|twitter|x|linkedin|pinterest|whatsapp|e-?mail|reddit|social media|(your )?friends|a friend|the world|others)[ ,]*(and|or)?)*)?|tweet( this)?|pin( it)?|facebook|twitter|linkedin|pinterest|reddit|whatsapp|instagram|youtube|tiktok|telegram|email( this)?|print( this)?( page| article)?|copy link|follow us( on\b.{0,40})?|share (this )?(article|post|page|story)|\d+ shares?|save( for later)?|bookmark|(facebook|twitter|x|linkedin|pinterest|whatsapp|email|reddit|instagram)([ |·•,/]+(facebook|twitter|x|linkedin|pinterest|whatsapp|email|reddit|print|instagram|copy link))+",
    NAVIGATION: r"(scroll|back) to (the )?top|top|skip to (main )?content|toggle navigation|(open |close )?menu|search( for)?|home( ?[>›»/|].{0,120})|previous( post| article)?|next( post| article)?|read more( articles| posts)?|continue reading|show (more|less)|see (more|all)|table of contents|in this article|jump to( (section|recipe))?|on this page|log ?in|sign in|log out|my account|cart( \(?\d+\)?)?|contents|you are here.{0,120}|loading|was this ((article|page|post|information) )?(helpful|useful)|(tags|tagged( with)?|filed under|posted in) ?:.{1,150}",
    NEWSLETTER: r"subscribe( (now|today|here|to (our|my|the|this|us|receive|get)\b).{0,80})?|sign up( (now|today|here|to (our|my|the|receive|get)\b|for (our|my|the|free|weekly|monthly|daily|e-?mails?|updates|newsletters?|alerts)\b).{0,80})?|join our (newsletter|mailing list|community).{0,60}|enter your email( address)?|your email( address)?|get (our|the) (free )?(newsletter|weekly digest).{0,60}|(we respect your privacy|no spam|unsubscribe (at )?any ?time)[\w ,.]{0,60}",
    COOKIES: r"(this (web)?site|our (web)?site|our partners) uses? cookies.*|we (and our partners )?use cookies( (on|to|and|for|so)\b.*)?|(accept|reject|manage|allow)( all)?( cookies| preferences)|cookie (settings|policy|preferences)|by (continuing|clicking|using).{0,60}cookies.*|we (value|care about) your privacy.*",
    SELLING: r"advertisement|sponsored( content| by\b.{0,60})?|ad|shop( now)?|buy( it)? now|add to (cart|basket|bag)|order (now|today)|get started( today| now)?|learn more|try (it |us )?(for )?free( (now|today|for \d+ days?))?|start your free trial.{0,40}|download (the|our) .{0,20}app.{0,40}|(continue|story continues) (reading )?below( advertisement)?|ready for the next step|(this (post|article|page) |it |we )?(may )?contains? affiliate links.*|take (the|our) .{0,40}quiz.{0,80}|book (a|your) (free (call|consultation).{0,40}|(call|consultation)( (now|today|with us)\b.{0,40})?)",
    LICENCE: r"((©|\(c\)|copyright( ©| \(c\))? ?\d{4}) ?.{0,80}|copyright|.{0,100}all rights reserved.{0,100})|privacy policy|terms (of (use|service)|and conditions|& conditions)|(this (work|article|post|text) is )?licensed under .{0,200}|(privacy( policy)?|terms( of (use|service))?|contact( us)?|about( us)?|cookies?|sitemap|imprint)([ |·•,/]+(privacy( policy)?|terms( of (use|service))?|contact( us)?|about( us)?|cookies?|sitemap|imprint))+",
    ELSEWHERE: r"(related|recommended|further|also|more|suggested|keep) (read(ing)?|articles?|posts?|stories|content) ?:.{0,200}|(read|see|check) (also|more|next|this too) ?:.{0,200}|(you (may|might) also (like|enjoy)|read this next|up next|also read|don't miss) ?:.{1,200}",
}  # fmt: skip
# Words that a menu is made of, but that an article may hold too: dropped only in company.
_MENU = r"home|about( us)?|contact( us)?|blog|news|shop|store|search|menu|faqs?|help|careers|press|events|products?|services|resources|articles|categor(y|ies)|tags?|email|print|like|reply|follow|login|account|next|previous|privacy|terms|newsletter|subscribe|yes|no|podcast|videos?|recipes|topics|health a z|all posts|our team|support|more"
# Headings that begin a part which is not the article's.
_PARTS = {
    COMMENTS: r"(leave (a|your) )?(comments?|repl(y|ies))( \(?\d+\)?)?|\d+ (comments?|repl(y|ies)|responses?)|(responses?|discussion) \(?\d+\)?|join the (conversation|discussion)|what do you think|\d+ thoughts? on .*|(leave|add|post) a comment",
    SHARING: r"share (this|the)( (post|article|story|page|entry|love))?|follow us|stay connected|spread the word|share",
    ELSEWHERE: r"related( (articles?|posts?|stories|reading|content|topics|pages))?|you (may|might)( also)? (like|enjoy|be interested in).{0,20}|more (from|articles|stories|posts|like this)\b.{0,60}|more (in|on) (this|our|the (blog|site))\b.{0,40}|read (next|more)|recommended( (for you|reading|articles|posts))?|popular( (posts|articles|now))?|trending( now)?|latest (posts|articles|news)|recent (posts|articles|comments)|up next|keep reading|categories|archives|tags|most read|in this article|table of contents|contents|on this page",
    NEWSLETTER: r"(subscribe|sign up|stay (updated|informed|in touch))( (now|today|here|with us|to (our|my|the|receive|get)\b.{0,60}|for (our|my|the|free|weekly|monthly|e-?mails?|updates|newsletters?)\b.{0,60}))?|(our )?newsletter( sign.?up)?|(join our|get (the|our|weekly) .{0,30}(newsletter|inbox|tips)).{0,60}",
    AUTHOR: r"about (the|our|this) (authors?|writer|editor|reviewer)|about (me|us)|meet (the|our) (author|writer|expert|reviewer|team)s?\b.{0,40}|written by .{1,40}|author( bio(graphy)?)?",
    SELLING: r"(shop|our|featured|recommended) (products?|picks|store|the collection).{0,40}|ready (for the next step|to (start|try|begin|get started)).{0,40}|sponsored|advertisement|download (the|our) app|get the app|special offer.{0,30}",
    COOKIES: r"(your |about |our )?cookies?( (settings?|polic(y|ies)|preferences|notice|consent|choices|on this (web)?site))?|your privacy( choices)?|we value your privacy",
}  # fmt: skip
# What makes a sentence an advertisement, wherever it stands.
_PITCH = re.compile(
    r"\b(subscribe to (our|the|my)|sign up (for|to) (our|my|the|free|weekly|monthly|daily|e-?mails?|updates|newsletters?|receive|get)|join (our|over|more than) .{0,40}(newsletter|community|subscribers|members|readers)|(start|try|get) .{0,25}free trial|free trial|shop (now|our|the)|buy (now|it here)|add to cart|use (the )?(code|coupon)|\d+ ?% off|money.back guarantee|limited.time|order (now|yours|today)(?! and then)|take (the|our|this) .{0,30}quiz|(download|get|open|try|install) (the|our|my) .{0,30}\bapp\b|the [A-Z]\w+ app (puts|helps|gives|offers|makes|lets|brings|has)|available (on|in) the (app|play) store|book (your|an?) (free )?(call|consultation|session|demo|appointment) (with us|today|now|here)|visit our (shop|store)|our (best.?selling|award.winning|premium) |add(ed)? to your basket|we may earn a (small )?commission|affiliate (links?|commission)|follow us on|listening to .{0,60}series|during the .{1,60} session with|get structured guidance|(explore|discover|try|browse) (our|related) (services|products|plans|range))",
    re.I,
)
_EYE_CATCHER = re.compile(r"^\s*(💙|👉|🛒|🎁|🔥|📲|⬇️|➡️|✨)")
_SLOGAN = re.compile(r"(?:[A-Z][\w’']*(?: [\w’']+){0,4}[.!] ?){2,4}")
_BYLINE = re.compile(
    r"^(((clinically|medically|scientifically|expert)[ -])?(reviewed|fact.checked|checked|edited)( by\b.*|: .*)|(written |posted |words |text |story )?by:? (dr\.? |prof\.? )?(?-i:[A-Z])[\w.’'-]+( (?-i:[A-Z])[\w.’'-]*){0,4}( ?[,|·•–—-].*)?|(authors?|published|(last )?updated|posted|reviewed|medically reviewed|date)( on| by)?:? .{3,60}|\d+[ -]min(ute)?s?( read)?|reading time:? .{1,30}|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}|\d{1,2}\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}|\d{4}-\d\d-\d\d)( ?[·|•–—-] ?.{0,60})?$",
    re.I,
)
_BY_NAME = re.compile(r"^(?:written |posted |words |text |story )?by:? (?P<name>(?:dr\.? |prof\.? )?(?-i:[A-Z])[\w.’'-]+(?: (?-i:[A-Z])[\w.’'-]*){0,4})", re.I)
_FULL = {why: re.compile(pattern) for why, pattern in _LINES.items()}
_HEADS = {why: re.compile(pattern) for why, pattern in _PARTS.items()}
_LONGEST_PITCH = 5_000  # characters
_MOST_IN_BOX = 30  # words of a paragraph in a box of the website
_MENU_WORD = re.compile(_MENU)
_THREAD = re.compile(r"\d+ (comments?|responses?|repl(y|ies)|thoughts?)( (on|to)\b.*)?|comments? \(?\d+|join the (conversation|discussion)")
OWN_LISTS = re.compile(r"\b(references?|sources?|bibliography|citations?|further reading|studies|literature|useful (links|addresses)|help ?lines?|notes|resources)\b", re.I)


def bare(text: str) -> str:
    """Text for comparison: folded, without signs at its ends."""
    return re.sub(r"^[^\w©(]+|[\s\W]+$", "", folded(text[:400]))


def line_reason(block: Block) -> str | None:
    """Why a block that stands for itself is the website's, or None."""
    if block.kind == "picture":
        return PICTURE
    if block.kind in ("table", "code"):
        return None
    if not re.search(r"\w", block.text.replace("_", "")):
        return WORDLESS
    text = bare(block.text)
    if len(block.words) <= 45:
        for why, pattern in _FULL.items():
            if pattern.fullmatch(text) and not (block.kind == "heading" and why == NAVIGATION and text == "top"):
                return why
    return SELLING if _pitched(block) else None


def _pitched(block: Block) -> bool:
    """Whether most of a block's words advertise."""
    if _EYE_CATCHER.match(block.text) and (_PITCH.search(block.text) or any(span.href for span in block.spans)):
        return True
    if block.kind == "heading" or len(block.text) > _LONGEST_PITCH or not _PITCH.search(block.text):
        return False
    pitch = sum(len(sentence) for sentence in sentences(block.text) if _PITCH.search(sentence))
    return pitch >= len(block.text) / 2


def pitches(text: str) -> str | None:
    """The words with which a text advertises, or None."""
    found = _PITCH.search(text)
    return found and found[0]


def without_lines(blocks: list[Block], url: str | None) -> tuple[list[Block], list[Dropped]]:
    """Take out single blocks: lines of the website, menus, lists of links, slogans beside advertising."""
    reasons = [line_reason(block) for block in blocks]
    _lists_of_links(blocks, reasons, host(url))
    _threads(blocks, reasons)
    for index, block in enumerate(blocks):
        if not reasons[index] and _MENU_WORD.fullmatch(bare(block.text)) and block.kind != "heading":
            near = blocks[max(0, index - 2) : index] + blocks[index + 1 : index + 3]
            menu = sum(bool(_MENU_WORD.fullmatch(bare(other.text))) or line_reason(other) in (NAVIGATION, SHARING, LICENCE) for other in near)
            reasons[index] = NAVIGATION if menu >= min(2, len(near)) and near else None
        near_pitch = SELLING in reasons[index + 1 : index + 2] or SELLING in reasons[max(0, index - 1) : index]
        if not reasons[index] and near_pitch and (_SLOGAN.fullmatch(block.text) or sells(only_link(block) or "")):
            reasons[index] = SELLING
    kept = [block for block, why in zip(blocks, reasons) if not why]
    return kept, [Dropped(block.text, why) for block, why in zip(blocks, reasons) if why]


def _lists_of_links(blocks: list[Block], reasons: list[str | None], own: str) -> None:
    """Mark lists whose items are nothing but links, unless they are the article's sources."""
    start = 0
    heading = ""
    while start < len(blocks):
        block = blocks[start]
        heading = block.text if block.kind == "heading" or not block.is_prose and block.kind == "paragraph" else heading
        end = start
        while end < len(blocks) and blocks[end].kind in ("item", "paragraph") and only_link(blocks[end]) is not None and blocks[end].kind == block.kind:
            end += 1
        links = sum(span.href is not None for item in blocks[start:end] for span in item.spans)
        if links >= 3 and not OWN_LISTS.search(heading):
            targets = [only_link(item) or "" for item in blocks[start:end]]
            if all(target in ("", HERE) or host(target) == own or sells(target) for target in targets) or len({host(target) for target in targets}) == 1:
                reasons[start:end] = [reasons[i] or ELSEWHERE for i in range(start, end)]
        start = max(end, start + 1)


def _threads(blocks: list[Block], reasons: list[str | None]) -> None:
    """Mark what follows a line that counts comments, behind the article, up to the next of its headings."""
    prose, inside = 0, False
    for index, block in enumerate(blocks):
        if prose > 1 and _THREAD.fullmatch(bare(block.text)):
            inside = True
        elif block.kind == "heading" and block.level <= 2:
            inside = False
        prose += block.is_prose
        reasons[index] = reasons[index] or (COMMENTS if inside else None)


def only_link(block: Block) -> str | None:
    """Where a block leads that is nothing but a link ("" where the target is lost), or None."""
    linked = [span for span in block.spans if span.href is not None]
    if not linked or any(span.text.strip(" •|›»·-–—") for span in block.spans if span.href is None):
        return None
    return linked[0].href or ""


def without_parts(blocks: list[Block]) -> tuple[list[Block], list[Dropped]]:
    """Take out whole parts under a heading that is the website's: comments, related posts, author boxes."""
    kept: list[Block] = []
    dropped: list[Dropped] = []
    why, level, size = "", 0, 0
    for block in blocks:
        found = website_part(block) if kept and block.kind == "heading" else None
        if found:
            why, level, size = found, block.level, 0
        elif why and (_ends_part(block, why, size) or block.kind == "heading" and (block.level <= level and why != COMMENTS or _is_articles(block))):
            why = ""
        if why:
            dropped.append(Dropped(block.text, why))
            size += 1
        else:
            kept.append(block)
    return kept, dropped


def website_part(block: Block) -> str | None:
    """What stands under a heading (or a line like one) if it is not the article's, or None."""
    text = bare(block.text)
    return next((why for why, pattern in _HEADS.items() if pattern.fullmatch(text)), None) if len(block.words) <= 12 else None


def _ends_part(block: Block, why: str, size: int) -> bool:
    """Whether the article goes on behind a box in its middle: only a thread or an author's life is told at length."""
    if why in (COMMENTS, AUTHOR):
        return False
    return len(block.words) > _MOST_IN_BOX or why != ELSEWHERE and size > 2 and block.is_prose


def _is_articles(block: Block) -> bool:
    """Whether a heading surely belongs to the article, even behind a thread of comments."""
    return block.level == 2 and bool(OWN_LISTS.search(block.text))


def without_byline(blocks: list[Block]) -> tuple[list[Block], list[Dropped], str | None]:
    """Take the lines about author and date out of the article's head, and the author's name from them."""
    head = next((i for i, block in enumerate(blocks) if i >= 8 or len(block.words) > 25 or block.kind == "heading"), len(blocks))
    lines = [i for i in range(head) if blocks[i].is_plain and _BYLINE.match(blocks[i].text)]
    names = [match["name"] for i in lines if (match := _BY_NAME.match(blocks[i].text))]
    return [b for i, b in enumerate(blocks) if i not in lines], [Dropped(blocks[i].text, BYLINE) for i in lines], next(iter(names), None)


def empty_headings(blocks: list[Block]) -> set[int]:
    """The places of headings that have nothing under them, once such headings are gone."""
    empty: set[int] = set()
    below: Block | None = None  # the next block that stays
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind == "heading" and (below is None or below.kind == "heading" and below.level <= block.level):
            empty.add(index)
        else:
            below = block
    return empty
