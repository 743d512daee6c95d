"""Asks a search worker of the theme's protocol in a real browser, and judges its answers."""

import functools
import gzip
import http.server
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import yaml
from playwright.sync_api import Browser

WITHIN = 5  # nDCG looks at this many pages
_OF_SEARCH = ("search/", "assets/search/", "assets/javascripts/workers/search", "assets/javascripts/lunr/")
# Worker protocol: 0 set up, 1 ready, 2 query, 3 result. Entries with a score of 0 are notes and hints, not results.
_ASK = """async ({worker, queries}) => {
  const search = new Worker(worker);
  const next = (type) => new Promise((done) => search.addEventListener("message", function heard({ data }) {
    if (data.type === type) { search.removeEventListener("message", heard); done(data.data); }
  }));
  const index = await (await fetch("search/search_index.json")).json();
  const ready = next(1);
  search.postMessage({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: true } } });
  await ready;
  const answers = [];
  for (const query of queries) {
    const start = performance.now(), result = next(3);
    search.postMessage({ type: 2, data: query });
    const { items } = await result;
    answers.push({ found: items.filter(([first]) => first.score > 0).map(([first]) => first.location), ms: performance.now() - start });
  }
  search.terminate();
  return answers;
}"""
# When the last key was let go, and when the list of results changed first after it.
_WATCH = """() => {
  window.pressed = window.shown = 0;
  document.querySelector("[data-md-component=search-query]").addEventListener("keyup", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => { if (shown < pressed) shown = performance.now(); })
    .observe(document.querySelector(".md-search-result"), { childList: true, subtree: true });
}"""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the pages (by name) that answer it: 3 directly, 1 by the way."""

    text: str
    kind: str
    relevant: dict[str, int]


@dataclass(frozen=True)
class Answer:
    """The pages that a search put first, by name, each once; and how long it took, in milliseconds."""

    pages: list[str]
    ms: float


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address under which a folder is served meanwhile."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def read_queries(path: Path) -> list[Query]:
    """The queries of a file such as tests/search/queries.yml."""
    return [Query(item["q"], item["kind"], item["relevant"]) for item in yaml.safe_load(path.read_text(encoding="utf-8"))]


def worker_of(site: Path) -> str:
    """The path of the worker that the site's pages name: ours, or the theme's."""
    named = re.search(r'"search": "([^"]+)"', (site / "index.html").read_text(encoding="utf-8"))
    return named[1].removeprefix("./")


def ask(browser: Browser, site: Path, texts: list[str]) -> list[Answer]:
    """What a site's search worker answers, one query after the other."""
    with served(site) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address + "404.html")
        told = page.evaluate(_ASK, {"worker": worker_of(site), "queries": texts})
        context.close()
    return [Answer(list(dict.fromkeys(map(named, answer["found"]))), answer["ms"]) for answer in told]


@dataclass(frozen=True)
class Typed:
    """Queries typed into the dialog of a new visitor: what the first one cost, and what the others took."""

    bytes: int  # fetched for the search from the first page view to the first query's result, compressed
    first: float  # milliseconds from the last key to the first query's result
    later: list[float]  # the same for the others, once loaded


def typed(browser: Browser, site: Path, texts: list[str]) -> Typed:
    """Type queries into a site's search dialog, key by key, as a reader would."""
    with served(site) as address:
        # Playwright waits by means of eval; the copy for reading offline would fetch everything meanwhile.
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, service_workers="block")
        page = context.new_page()
        fetched: list[str] = []
        context.on("request", lambda request: fetched.append(request.url.removeprefix(address).split("?")[0]))
        page.goto(address)
        page.evaluate(_WATCH)
        times, cost = [], 0
        for text in texts:
            page.locator("[data-md-component=search-query]").fill("")
            page.locator("[data-md-component=search-query]").press_sequentially(text, delay=120)
            page.wait_for_function("shown > pressed", timeout=120_000)
            times.append(page.evaluate("shown - pressed"))
            cost = cost or sum(sent(site / name) for name in set(fetched) if name.startswith(_OF_SEARCH))
        context.close()
    return Typed(cost, times[0], times[1:])


def named(location: str) -> str:
    """`stress/leaky-gut/#is-it-a-diagnosis` is the page `leaky-gut`; the home page is `index`."""
    return location.split("#")[0].split("?")[0].strip("/").rsplit("/", 1)[-1] or "index"


def sent(path: Path) -> int:
    """How many bytes of a file a host that compresses sends."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 6)))


def success(query: Query, answer: Answer, within: int) -> float:
    """1 where a page that answers directly stands among the first."""
    return float(any(query.relevant.get(page) == 3 for page in answer.pages[:within]))


def ndcg(query: Query, answer: Answer) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), with gains of 2**grade - 1."""
    best = sorted(query.relevant.values(), reverse=True)[:WITHIN]
    return _gain([query.relevant.get(page, 0) for page in answer.pages[:WITHIN]]) / _gain(best)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def judged(queries: list[Query], answers: list[Answer]) -> dict[str, dict[str, float]]:
    """The figures for each kind of query, and for all."""
    kinds = ["all", *dict.fromkeys(query.kind for query in queries)]
    return {kind: _figures([(q, a) for q, a in zip(queries, answers) if kind in ("all", q.kind)]) for kind in kinds}


def rows(figures: dict[str, dict[str, float]]) -> str:
    """The figures of each kind as rows of a Markdown table."""
    return "\n".join(f"| {kind} | {found['queries']} | {' | '.join(f'{value:.2f}' for name, value in found.items() if name != 'queries')} |" for kind, found in figures.items())


def _figures(pairs: list[tuple[Query, Answer]]) -> dict[str, float]:
    return {
        "queries": len(pairs),
        "success@1": mean(success(q, a, 1) for q, a in pairs),
        "success@3": mean(success(q, a, 3) for q, a in pairs),
        "nDCG@5": mean(ndcg(q, a) for q, a in pairs),
        "no result": mean(not a.pages for _, a in pairs),
    }
