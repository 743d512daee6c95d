"""A content security policy for a page: only its own files and its own inline scripts may run.

Rules: https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/referrer-policy/. Policies in `meta`
elements work on every host, also where nobody can set headers.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from functools import lru_cache

REFERRER = "no-referrer"  # a link out of a page about low mood must not tell where its reader comes from

# A data block (JSON) never runs, so it needs no hash: https://html.spec.whatwg.org/multipage/scripting.html#data-block
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")[^>]*>(.*?)</script>", re.S)
_CHARSET = re.compile(r"<meta charset=[^>]*>")
_ALLOWED = re.compile(r"'sha256-[^']+'")
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>(?:<meta name=\"referrer\"[^>]*>)?")


def policy(scripts: Iterable[str]) -> str:
    """The policy that lets inline scripts with these hashes run and no others."""
    return "; ".join([
        "default-src 'none'",
        " ".join(["script-src 'self'", *sorted(scripts)]),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ])  # fmt: skip


@lru_cache(maxsize=100)  # pages have the same few scripts
def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def has_policy(page: str) -> bool:
    """Whether a page, or the beginning of one, holds its policy already."""
    return _POLICY.search(page) is not None


def allowed(page: str) -> set[str]:
    """The hashes of the inline scripts that a page's policy lets run."""
    found = _POLICY.search(page)
    return set(_ALLOWED.findall(html.unescape(found[0]))) if found else set()


def with_policy(page: str) -> str:
    """The page with its policies right after its character set, before anything that could load."""
    head, end, rest = page.partition("</head>")  # a list's text may be many megabytes long, its head never is
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(map(_hash, set(_INLINE_SCRIPT.findall(page)))))}"><meta name="referrer" content="{REFERRER}">'
    return f"{_CHARSET.sub(lambda match: match[0] + meta, _POLICY.sub('', head), count=1)}{end}{rest}"
