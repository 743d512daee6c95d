"""After the render: the search index, security policies, open data, feed, map, structured data, old addresses, and the copy for reading offline."""

from pathlib import Path

from ..library.reading import Library
from . import feed, manifest, naming, offline
from .head import with_head
from .headers import header_files, headers
from .open_data import open_data, schemas
from .policy import allowed, has_policy, with_policy
from .redirects import redirects
from .rendered import CannotFinish, Site, page_path, read_site
from .search_index import Index
from .search_pages import help_lines
from .search_pages import pages as search_pages
from .search_words import alike, alike_everyday, misspellings
from .sitemap import llms, robots, sitemap
from .structured import structured

__all__ = ["CannotFinish", "finish", "finished_page", "index_of", "published", "write_search"]

_ASSETS = "docs/assets"


def finish(library: Library, site: Path) -> None:
    """Finish the rendered site in `site` with what the library holds. Raises CannotFinish where either lacks what the others are made of.

    The order matters: pages first, then what is made of finished pages, last the copy, which holds the others' fingerprints.
    """
    _demand(library)
    said = read_site(site / "index.html")
    there = published(library.root, said.address, said.name)
    _write(site, redirects(library))
    scripts = _finish_pages(library, there, site)
    naming.move(site, library.root / _ASSETS, there.own)
    for name, text in open_data(library):
        _write(site, {name: text})
    _write(site, {**schemas(), **_addressed(library, there)})
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # the renderer's own; ours is small
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    _write(site, header_files(headers(scripts), there.path, [name for name in files if naming.never_changes(name)]))
    kept = offline.copied({name: path.stat().st_size for name, path in files.items()})
    _write(site, {offline.NAME: offline.worker({name: files[name].read_bytes() for name in kept})})


def _demand(library: Library) -> None:
    """What every list, map and feed names. A library that `gutbrain check` passes has it; plain `mkdocs build` asks nobody."""
    if "index.md" not in library.articles:
        raise CannotFinish("docs/index.md:1: there is no home page that can be read; run `gutbrain check`, which says what to mend")
    if not any(article.is_article for article in library.articles.values()):
        raise CannotFinish("docs:1: there is no article that can be read; begin one with `gutbrain new`, or run `gutbrain check`")


def published(root: Path, address: str, name: str) -> Site:
    """The site of the project at `root`, as it will stand at `address`."""
    return Site(address, name, naming.own_folder(root / _ASSETS))


def finished_page(library: Library, site: Site, uri: str, page: str) -> str:
    """A rendered page, whose path inside docs/ is `uri`, with its head complete."""
    article = library.articles.get(uri)
    # The page "not found" is shown at any depth, so that only the full path leads from it.
    to_root = "../" * page_path(article).count("/") if article else site.path
    data = structured(library, article, site) if article else None
    return with_policy(naming.with_names(with_head(page, data, to_root), site.own))


def write_search(library: Library, site: Path) -> None:
    """Put the search index of the library into `site`, in place of the theme's own."""
    folder = site / "search"
    folder.mkdir(exist_ok=True)
    for name, content in index_of(library).files():
        (folder / name).write_bytes(content)


def index_of(library: Library) -> Index:
    """The search index of a library."""
    misspelt = {word: meant for term in library.terms.values() for word, meant in misspellings(term.term, term.search_only).items()}
    others = alike_everyday()
    for term in library.terms.values():
        for word, near in alike((term.term, *term.aliases), term.search_only).items():
            others[word] = [*others.get(word, ()), *near]
    return Index(search_pages(library), tuple(library.distress.values()), help_lines(library), misspelt, others)


def _finish_pages(library: Library, site: Site, folder: Path) -> set[str]:
    """Finish the pages that the engine did not hand over one by one. Returns the hashes of all pages' inline scripts."""
    uris = {f"{page_path(article)}index.html": uri for uri, article in library.articles.items()}
    scripts: set[str] = set()
    for path in sorted(folder.rglob("*.html")):
        beginning, name = _beginning(path), path.relative_to(folder).as_posix()
        if not has_policy(beginning):
            beginning = finished_page(library, site, uris.get(name, ""), path.read_text(encoding="utf-8"))
            _write(folder, {name: beginning})
        scripts |= allowed(beginning)
    return scripts


def _beginning(path: Path) -> str:
    """What of a page surely holds its policy, where it has one: nearly the first thing in its head. Lists may be many megabytes long."""
    with path.open(encoding="utf-8") as page:
        return page.read(4_000)


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
