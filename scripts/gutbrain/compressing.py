"""Compressed copies of a finished site's files, for hosts that send them as they are.

`.gz` (RFC 1952) and `.br` (RFC 7932) stand beside each file: nginx sends them with `gzip_static` and `brotli_static`, Caddy with `precompressed`.
The same file gives the same bytes at every build.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli

_TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}
_QUALITY = 10  # of 11; the last step costs more than twice the time for 2 % fewer bytes
_SMALLEST = 1000  # bytes; a smaller file travels in one packet anyway
_UNTOUCHED = ("_headers", "hosting")  # for the host, never sent


def compress(site: Path) -> None:
    """Write `.gz` and `.br` beside each text file worth it."""
    for path in _worth(site):
        raw = path.read_bytes()
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(raw, 9, mtime=0))  # no time stamp in it
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(raw, mode=brotli.MODE_TEXT, quality=_QUALITY))


def _worth(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        if path.suffix in _TEXTS and path.is_file() and path.stat().st_size >= _SMALLEST and path.relative_to(site).parts[0] not in _UNTOUCHED:
            yield path
