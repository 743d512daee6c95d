"""What a reader's browser fetches: bytes and requests of a first and of a second view, in a real browser on a host that compresses.

  python -m bench.pages              the site in site/ (build it first)
  python -m bench.pages SITE         another built site
  python -m bench.pages --json FILE  write the figures as JSON too

Bytes are those of the compressed bodies (gzip, as most hosts send them), without headers. The copy for reading offline
is made after the view, in the background, and is counted apart. A site that was built for the root of its host is assumed.
"""

import argparse
import gzip
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from .browsing import browsing

KINDS = {"home": "", "topic": "stress/", "article": "stress/leaky-gut/", "ledger": "evidence/ledger/", "glossary": "glossary/"}
SECOND = "stress/stress-hormones/"
_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
_FOREVER = "public, max-age=31536000, immutable"
_SHIFT = """() => new Promise((done) => { let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value; }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300); })"""


@dataclass(frozen=True)
class View:
    """What one view fetched: bytes, requests, and how far the page moved by itself (CLS)."""

    bytes: int
    requests: int
    shift: float


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that compresses, sends the cache headers of `_headers`, and notes what it sent."""

    site: Path
    sent: list[tuple[str, int]]
    lasting: tuple[str, ...]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else (self.site / "404.html").read_bytes()
        packed = path.suffix in _TEXTS
        body = gzip.compress(body, 9, mtime=0) if packed else body
        self.sent.append((self.path, len(body)))
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", _FOREVER if self.path.startswith(self.lasting) else "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # a browser that is closed reads no further
            self.wfile.write(body)

    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def compressing_host(site: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of a host of `site`, and the growing list of what it sent: path and bytes of each body."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    lasting = tuple(rule.removesuffix("*") for rule, header in zip(lines, lines[1:]) if "immutable" in header)
    sent: list[tuple[str, int]] = []
    kind = type("SiteHost", (Host,), {"site": site, "sent": sent, "lasting": lasting, "__init__": lambda self, *given: http.server.SimpleHTTPRequestHandler.__init__(self, *given, directory=str(site))})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


def views(browser: Browser, site: Path, *paths: str) -> list[View]:
    """A new reader's views of these pages, one after the other, without the copy for reading offline."""
    with compressing_host(site) as (address, sent):
        context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
        page = context.new_page()
        found = [_view(page, address + path, sent) for path in paths]
        context.close()
    return found


def _view(page: Page, url: str, sent: list[tuple[str, int]]) -> View:
    before = len(sent)
    page.goto(url, wait_until="networkidle")
    shift = page.evaluate(_SHIFT)
    return View(sum(size for _, size in sent[before:]), len(sent) - before, round(shift, 4))


def main() -> int:
    parser = argparse.ArgumentParser("python -m bench.pages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    if not (chosen.site / "_headers").is_file():
        print(f"bench: {chosen.site} holds no built site; run `python3 run.py build` first", file=sys.stderr)
        return 1
    found: dict[str, View] = {}
    with browsing() as browser:
        for name, path in KINDS.items():
            first, second = views(browser, chosen.site, path, SECOND)
            found |= {f"{name}, first view": first, f"an article after {name}": second}
    for name, view in found.items():
        print(f"{name:28} {view.bytes / 1000:6.1f} kB gzip {view.requests:3} requests  CLS {view.shift:g}")
    if chosen.json:
        chosen.json.write_text(json.dumps({name: asdict(view) for name, view in found.items()}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
