"""After the render: the search index, open data beside the pages, and a security policy in each of them."""

from pathlib import Path

from ..library.reading import Library, read_library
from .open_data import open_data
from .policy import with_policy
from .search_index import Index
from .search_pages import help_lines, pages
from .search_words import alike, misspellings


def finish(root: Path, site: Path) -> None:
    """Finish the rendered site in `site` with what the library at `root` holds."""
    _write_data(read_library(root), site / "data")
    for page in site.rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def write_search(root: Path, site: Path) -> None:
    """Put the search index of the library at `root` into `site`, in place of the theme's own."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    for name, content in index_of(read_library(root)).files().items():
        (folder / name).write_bytes(content)


def index_of(library: Library) -> Index:
    """The search index of a library."""
    help_names = tuple(name for a in library.articles.values() for name in a.meta.also_called if any(p == "help-lines" for p, *_ in a.placeholders))
    misspelt = {word: meant for term in library.terms.values() for word, meant in misspellings(term.term, term.search_only).items()}
    others = {word: near for term in library.terms.values() for word, near in alike((term.term, *term.aliases), term.search_only).items()}
    return Index(pages(library), help_names, help_lines(library), misspelt, others)


def _write_data(library: Library, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in open_data(library).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
