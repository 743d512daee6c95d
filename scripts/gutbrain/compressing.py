"""Precompressed copies of a finished site's files, and how long a host may let browsers keep them.

`.gz` (RFC 1952) and `.br` (RFC 7932) stand beside each file and are sent as they are by nginx (`gzip_static`,
`brotli_static`), Caddy (`precompressed`) and others. `_headers` is read by Netlify, Cloudflare Pages and others.
"""

import gzip
import re
from pathlib import Path

import brotli

TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
SMALLEST = 1000  # bytes; a smaller file fits one packet anyway
HEADERS = "_headers"
# The theme puts a hash of a file's content into its name; what is named so never changes.
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")
_YEAR = "public, max-age=31536000, immutable"


def compress(site: Path) -> int:
    """Write `.gz` and `.br` beside each file worth it, and the header file. Returns how many files were compressed."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    worth = [path for path in files if path.suffix in TEXTS and path.stat().st_size >= SMALLEST]
    for path in worth:
        raw = path.read_bytes()
        # No time stamp and no name in it, so that the same page gives the same bytes.
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(raw, mode=brotli.MODE_TEXT, quality=11))
    hashed = [path.relative_to(site).as_posix() for path in files if _HASHED.search(path.name)]
    (site / HEADERS).write_text(headers(hashed), encoding="utf-8", newline="\n")
    return len(worth)


def headers(hashed: list[str]) -> str:
    """The header file: a year for files whose name holds a hash of their content. Of all others hosts ask each time."""
    return "".join(f"/{path}\n  Cache-Control: {_YEAR}\n" for path in hashed)
