"""Where a link may lead: the web and mail, without what tracks the reader."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

HERE = "#"
_TRACKING = re.compile(r"(utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_hs\w+|hs\w*tracking|vero_\w+|oly_\w+_id|ref|ref_src|referrer|cmpid|campaign_?id|spm|s_cid|trk\w*|mkt_tok|_ga|_gl)", re.I)
_SELLING_QUERY = re.compile(r"(aff\w*|affiliate\w*|partner\w*|coupon|discount|promo\w*|irclickid|clickid|awc|sscid)", re.I)
_SELLING_PATH = re.compile(r"/(products?|shop|store|cart|checkout|buy|pricing|quiz|subscribe|sign-?up|affiliate|deals?)(/|$|\.|-)", re.I)
_SELLING_HOST = re.compile(r"(^|\.)(amzn\.to|amazon\.[a-z.]+|shareasale\.com|awin1\.com|click\.linksynergy\.com|go\.skimresources\.com|apps\.apple\.com|play\.google\.com|shop\.[\w.-]+|store\.[\w.-]+|quiz\.[\w.-]+)$", re.I)
_SAFE = "/:@!$,;~=+&%?#.-_"


def target(href: str, base: str | None) -> str | None:
    """The address to write into a draft, without tracking; None where it leads nowhere on the web.

    Empty for a relative address whose base is not known, `HERE` for a place on the same page.
    """
    if not href.strip():
        return None
    if href.startswith(HERE):
        return HERE
    try:
        parts = urlsplit(urljoin(base or "", re.sub(r"[\s\x00-\x1f]", "", href)))
        if parts.scheme == "mailto" and re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.-]+", parts.path):
            return f"mailto:{parts.path}"
        if not parts.scheme and not base:
            return ""
        if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+\.\w+(:\d+)?", parts.netloc, re.A):
            return None
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)], safe="/:@,")
        return urlunsplit((parts.scheme, parts.netloc.lower(), quote(parts.path, safe=_SAFE), query, quote(parts.fragment, safe=_SAFE)))
    except ValueError:
        return None


def sells(url: str) -> bool:
    """Whether an address leads to something to buy, to install or to sign up for."""
    parts = urlsplit(url)
    keys = [key for key, _ in parse_qsl(parts.query)]
    return bool(_SELLING_PATH.search(parts.path) or _SELLING_HOST.search(parts.netloc) or any(_SELLING_QUERY.fullmatch(key) for key in keys))


def host(url: str | None) -> str:
    """The host of an address without `www.`, or nothing."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
