"""After the render: the search index, security policies, open data, feed, map, structured data, old addresses, and the copy for reading offline."""

from collections.abc import Iterator
from pathlib import Path

from ..library.reading import Library, read_library
from . import feed, manifest, offline
from .head import with_head
from .headers import header_files, headers
from .open_data import open_data, schemas
from .policy import with_policy
from .redirects import redirects
from .rendered import NoAddress, Site, page_path, read_site
from .search_index import Index
from .search_pages import help_lines
from .search_pages import pages as search_pages
from .search_words import alike, misspellings
from .sitemap import llms, robots, sitemap
from .structured import structured

__all__ = ["NoAddress", "finish", "index_of", "write_search"]


def finish(root: Path, site: Path) -> None:
    """Finish the rendered site in `site` with what the library at `root` holds. Raises NoAddress where the site has none.

    The order matters: pages first, then what is made of finished pages, last the copy, which holds the others' fingerprints.
    """
    library = read_library(root)
    _write(site, redirects(library))
    published = read_site((site / "index.html").read_text(encoding="utf-8"))
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    finished = dict(_finished(library, published, pages))
    _write(site, finished)
    _write(site, {**open_data(library), **schemas(), **_addressed(library, published)})
    _write(site, header_files(headers(finished.values()), published.path))
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # the renderer's own; ours is small
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    kept = offline.copied({name: path.stat().st_size for name, path in files.items()})
    _write(site, {offline.NAME: offline.worker({name: files[name].read_bytes() for name in kept})})


def write_search(root: Path, site: Path) -> None:
    """Put the search index of the library at `root` into `site`, in place of the theme's own."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    for name, content in index_of(read_library(root)).files().items():
        (folder / name).write_bytes(content)


def index_of(library: Library) -> Index:
    """The search index of a library."""
    misspelt = {word: meant for term in library.terms.values() for word, meant in misspellings(term.term, term.search_only).items()}
    others = {word: near for term in library.terms.values() for word, near in alike((term.term, *term.aliases), term.search_only).items()}
    return Index(search_pages(library), tuple(library.distress.values()), help_lines(library), misspelt, others)


def _finished(library: Library, site: Site, pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each page, by its path, with its head complete."""
    articles = {f"{page_path(article)}index.html": article for article in library.articles.values()}
    for path, page in pages.items():
        article = articles.get(path)
        # The page "not found" is shown at any depth, so that only the full path leads from it.
        to_root = "../" * path.count("/") if article else site.path
        yield path, with_policy(with_head(page, structured(library, article, site) if article else None, to_root))


def _addressed(library: Library, site: Site) -> dict[str, str]:
    """The files that name the site's pages by their full addresses, and the manifest."""
    return {
        feed.NAME: feed.feed(library, site),
        manifest.NAME: manifest.manifest(library, site),
        "sitemap.xml": sitemap(library, site),
        "robots.txt": robots(site),
        "llms.txt": llms(library, site),
    }


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
