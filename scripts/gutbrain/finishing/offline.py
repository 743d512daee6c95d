"""The copy that a reader's browser keeps: which files, how large, and the service worker that keeps them.

The copy is the same for every reader, so that it tells nobody what one of them read.
"""

import hashlib
import json
from pathlib import Path

NAME = "service-worker.js"
LIMIT = 8_000_000  # bytes; the privacy page states it
_FIRST = ("get-help-now/", "offline/", "", "a-to-z/")  # what must fit whatever else there is
_KINDS = {".css", ".js", ".json", ".svg", ".woff2", ".webp", ".bin"}
_NOT_READ = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/icons/", "data/", "hosting/")  # never needed by a page, or by this site's one language
_WORKER = Path(__file__).with_name("service_worker.js")


def copied(sizes: dict[str, int]) -> list[str]:
    """Which of a site's files (with their sizes in bytes) belong to the copy: as many as fit into LIMIT, in order of need."""
    kept, total = [], 0
    for path in sorted((path for path in sizes if _belongs(path)), key=lambda path: (_need(path), path.count("/"), sizes[path], path)):
        if total + sizes[path] <= LIMIT:
            kept.append(path)
            total += sizes[path]
    return kept


def _belongs(path: str) -> bool:
    if path.endswith(".html"):
        return path.endswith("index.html")
    return Path(path).suffix in _KINDS and not path.startswith(_NOT_READ) and path != NAME


def _need(path: str) -> int:
    """The first pages, then what all pages need, then the other pages, then what the search shows of each page.

    Of those that are needed alike, lists and introductions come before what stands below them, and small before large.
    """
    if address(path) in _FIRST:
        return 0
    if path.endswith(".html"):
        return 2
    return 3 if path.startswith("search/page-") else 1


def address(path: str) -> str:
    """A file's address inside the site: a page is asked for by its folder."""
    return path.removesuffix("index.html")


def worker(files: dict[str, bytes]) -> str:
    """The service worker for a copy of these files."""
    prints = {address(path): hashlib.sha256(content).hexdigest()[:12] for path, content in files.items()}
    code = _WORKER.read_text(encoding="utf-8")
    name = hashlib.sha256((json.dumps(prints) + code).encode()).hexdigest()[:12]
    return f"const edition = {json.dumps({'name': name, 'files': prints}, ensure_ascii=False)};\n{code}"
