"""A content security policy for a page: only its own files and its own inline scripts may run.

Rules: https://www.w3.org/TR/CSP3/. A policy in a `meta` element works on every host, also
where nobody can set headers.
"""

import base64
import hashlib
import html
import re

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")[^>]*>(.*?)</script>", re.S)
_CHARSET = re.compile(r"<meta charset=[^>]*>")
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")


def policy(page: str) -> str:
    """The policy that lets this page's own inline scripts run and nothing else."""
    hashes = sorted({f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in _INLINE_SCRIPT.findall(page)})
    return "; ".join([
        "default-src 'none'",
        " ".join(["script-src 'self'", *hashes]),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ])  # fmt: skip


def with_policy(page: str) -> str:
    """The page with its policy right after its character set, before anything that could load."""
    bare = _POLICY.sub("", page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy(bare))}">'
    return _CHARSET.sub(lambda match: match[0] + meta, bare, count=1)
