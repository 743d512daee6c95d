"""Measures our search beside the theme's own, on the same pages, in a real browser.

  .venv/bin/python -m bench.search                   at 40, 300, 1,000 and 3,000 articles (about ten minutes)
  .venv/bin/python -m bench.search --sizes 40        at the library's own size only
  .venv/bin/python -m bench.search --queries FILE    with other queries than tests/search/queries.yml

Above the library's own size articles are generated; the queries and their answers stay the same.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from gutbrain.finishing import index_of
from gutbrain.finishing.search_pages import pages
from gutbrain.library.reading import Library, read_library
from playwright.sync_api import Browser

from .browsing import browsing
from .generating import grown
from .measuring import Typed, ask, judged, read_queries, rows, typed

ROOT = Path(__file__).parents[1]
KEPT_OUT = shutil.ignore_patterns(".venv", ".git", "site", ".site-*", "__pycache__", ".hypothesis", ".pytest_cache")
TYPED = 8  # queries that are typed into the dialog, key by key


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser("python -m bench.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[40, 300, 1000, 3000], metavar="N")
    parser.add_argument("--queries", type=Path, default=ROOT / "tests/search/queries.yml")
    chosen = parser.parse_args()
    queries = read_queries(chosen.queries)
    library = read_library(ROOT)
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        sites = {"ours": build(ROOT, Path(folder) / "ours"), "theme's": build(_as_the_theme_has_it(Path(folder)), Path(folder) / "theme")}
        own = json.loads((sites["theme's"] / "search/search_index.json").read_text())
        for size in chosen.sizes:
            _grow(sites, library, own, size)
            for name, site in sites.items():
                report(browser, name, site, size, queries)


def build(project: Path, site: Path) -> Path:
    """The site of a project, as MkDocs builds it."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], cwd=project, check=True)
    return site


def _as_the_theme_has_it(folder: Path) -> Path:
    """A copy of the project with the theme's own search in place of ours."""
    copy = Path(shutil.copytree(ROOT, folder / "stock", ignore=KEPT_OUT))
    config, block = copy / "mkdocs.yml", copy / "overrides/main.html"
    config.write_text(re.sub(r"^hooks:.*\n", "", config.read_text(), flags=re.M))
    block.write_text(re.sub(r"{% block config %}.*?{% endblock %}", "", block.read_text(), flags=re.S))
    return copy


def _grow(sites: dict[str, Path], library: Library, own: dict, size: int) -> None:
    """Put the indexes of a library of this many articles into both sites."""
    larger = grown(library, size)
    for name, content in index_of(larger).files():
        (sites["ours"] / "search" / name).write_bytes(content)
    made = [page for page in pages(larger) if "/made-" in page.url]
    docs = [{"location": f"{page.url}#{s.anchor}".rstrip("#"), "title": s.heading, "text": f"<p>{s.text}</p>"} for page in made for s in page.sections]
    (sites["theme's"] / "search/search_index.json").write_text(json.dumps({**own, "docs": own["docs"] + docs}))


def report(browser: Browser, name: str, site: Path, size: int, queries: list) -> None:
    """Print what one search is worth and what it costs, at one size."""
    answers = ask(browser, site, [query.text for query in queries])
    cost = typed(browser, site, [query.text for query in queries[:: max(1, len(queries) // TYPED)]])
    print(f"\n{size} articles, {name}: {_cost(cost)}\n")
    print("| kind | queries | success@1 | success@3 | nDCG@5 | no result |\n|---|---|---|---|---|---|")
    print(rows(judged(queries, answers)), flush=True)


def _cost(cost: Typed) -> str:
    return f"{cost.bytes / 1000:.0f} kB to the first result, {cost.first:.0f} ms to the first, {median(cost.later):.0f} ms (most {max(cost.later):.0f}) to later ones"


if __name__ == "__main__":
    main()
