"""After the render: the search index, open data, pages that lead on from old addresses, and a security policy in each page."""

from pathlib import Path

from ..library.reading import Library, read_library
from .open_data import open_data
from .policy import with_policy
from .redirects import redirects
from .search_index import Index
from .search_pages import help_lines, pages
from .search_words import alike, misspellings


def finish(root: Path, site: Path) -> None:
    """Finish the rendered site in `site` with what the library at `root` holds."""
    library = read_library(root)
    _write_data(library, site / "data")
    for path, text in redirects(library).items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for page in site.rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def write_search(root: Path, site: Path) -> None:
    """Put the search index of the library at `root` into `site`, in place of the theme's own."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    for name, content in search_index(read_library(root)).files().items():
        (folder / name).write_bytes(content)


def search_index(library: Library) -> Index:
    """The search index of a library."""
    misspelt = {word: meant for term in library.terms.values() for word, meant in misspellings(term.term, term.search_only).items()}
    others = {word: near for term in library.terms.values() for word, near in alike((term.term, *term.aliases), term.search_only).items()}
    return Index(pages(library), tuple(library.distress), help_lines(library), misspelt, others)


def _write_data(library: Library, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in open_data(library).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
