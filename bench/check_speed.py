#!/usr/bin/env python3
"""How long `gutbrain check` takes: on this library, and on copies of it with more articles.

  .venv/bin/python bench/check_speed.py [ARTICLES…]     (1000 and 3000, if not told)

Claims and references stay as they are; articles and glossary pages are copied under new names into a folder that is
gone afterwards. Each line: articles, words, seconds to read, seconds to check, milliseconds an article.
Seconds are those of the processor, so that other work on the machine does not count.
"""

import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from gutbrain.checking import check
from gutbrain.library.reading import Library, read_library

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("docs", "seeds")


def main(sizes: list[int]) -> None:
    print("articles    words   read s  check s  ms an article")
    measure(ROOT)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            grow(Path(folder), size)
            measure(Path(folder))


def grow(folder: Path, size: int) -> None:
    """Copy the library into `folder` and repeat its articles until there are `size` of them."""
    for name in KEPT:
        shutil.copytree(ROOT / name, folder / name, symlinks=True)
    articles = [article for article in read_library(ROOT).articles.values() if article.is_article]
    for number in range(size - len(articles)):
        article = articles[number % len(articles)]
        text = (ROOT / article.path).read_text(encoding="utf-8")
        (folder / article.path).with_name(f"{article.name}-copy-{number}.md").write_text(text, encoding="utf-8")


def measure(root: Path) -> None:
    begin = time.process_time()
    library = read_library(root)
    after = time.process_time()
    check(library, date.today())
    end = time.process_time()
    count = sum(article.is_article for article in library.articles.values())
    print(f"{count:8} {words(library):8} {after - begin:8.2f} {end - after:8.2f} {1000 * (end - begin) / count:14.2f}", flush=True)


def words(library: Library) -> int:
    return sum(len(article.body.split()) for article in library.articles.values())


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 3000])
