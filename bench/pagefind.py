"""Measures Pagefind (https://pagefind.app) on the library's own pages, beside `bench.search`.

  .venv/bin/pip install 'pagefind[bin]'
  .venv/bin/python -m bench.pagefind [SITE]       a built site; `site` where none is named

Generated articles have no pages, so it is measured at the library's own size alone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from .browsing import browsing
from .measuring import Answer, judged, named, read_queries, rows, sent, served

ROOT = Path(__file__).parents[1]
# As a reader of its documentation would call it: the addresses of the first ten results.
_ASK = """async (queries) => {
  const { search } = await import("/pagefind/pagefind.js");
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { results } = await search(query);
    const found = await Promise.all(results.slice(0, 10).map(async (result) => (await result.data()).url.slice(1)));
    answers.push({ found, ms: performance.now() - start });
  }
  return answers;
}"""


def main() -> None:
    """Print its table."""
    queries = read_queries(ROOT / "tests/search/queries.yml")
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        site = Path(shutil.copytree(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site", Path(folder) / "site"))
        subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article", "--quiet"], check=True)
        _, cost = _asked(browser, site, [queries[0].text])
        answers, _ = _asked(browser, site, [query.text for query in queries])
    print(f"{cost / 1000:.0f} kB to the first result, {median(answer.ms for answer in answers):.0f} ms (most {max(answer.ms for answer in answers):.0f}) a query")
    print(rows(judged(queries, answers)))


def _asked(browser: Browser, site: Path, texts: list[str]) -> tuple[list[Answer], int]:
    """What it answers, one query after the other, and how many bytes it fetched for that, compressed."""
    with served(site) as address:
        context = browser.new_context(bypass_csp=True, service_workers="block")
        page = context.new_page()
        page.goto(address + "404.html")
        fetched: set[str] = set()
        context.on("request", lambda request: fetched.add(request.url.removeprefix(address).split("?")[0]))
        told = page.evaluate(_ASK, texts)
        context.close()
    return [Answer(list(dict.fromkeys(map(named, answer["found"]))), answer["ms"]) for answer in told], sum(sent(site / name) for name in fetched if name.startswith("pagefind/"))


if __name__ == "__main__":
    main()
