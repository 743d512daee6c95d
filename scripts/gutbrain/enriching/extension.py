"""The Python-Markdown extension: it ties the parts together and knows no renderer."""

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from ..library.article import PLACEHOLDER
from ..library.current import current_library
from ..library.reading import Library
from .elements import href, url
from .frame import frame
from .linking import link_terms
from .lists import MAKERS
from .notes import LEDGER, CitationProcessor, cite, evidence_notes
from .quotes import set_quotes
from .shelf import Shelf
from .sight import Sight
from .tables import name_cells
from .upkeep import Upkeep, correction_links

ZENSICAL = "rendering_context"  # the preprocessor by which Zensical tells an extension of its page
_shelves: dict[Path, Shelf] = {}
_sights: dict[Path, Sight] = {}


def shelf_of(root: str | Path) -> Shelf:
    """The library at `root`, read once until `forget` is called."""
    path = Path(root).resolve()
    if path not in _shelves:
        _shelves[path] = Shelf(current_library(path))
    return _shelves[path]


def library_of(root: str | Path) -> Library:
    """The library at `root`, the same until `forget` is called."""
    return shelf_of(root).library


def seen_by(root: str | Path, page: str, text: str) -> str:
    """A digest of what a page of the library at `root` depends on there; see `Sight.of`."""
    path = Path(root).resolve()
    if path not in _sights:
        _sights[path] = Sight(shelf_of(path), date.today())
    return _sights[path].of(page, text)


def forget() -> None:
    """Look at libraries anew from now on: their files may have changed."""
    _shelves.clear()
    _sights.clear()


class GutbrainExtension(Extension):
    """Reads the library once, then enriches page after page."""

    def __init__(self, **options) -> None:
        self.config = {
            "root": [".", "the project's folder"],
            "page": ["", "path of the page inside docs/, where the renderer does not tell it"],
            "repository": ["", "address of the repository, for links to correct a page"],
            "branch": ["main", "the branch that is published"],
            "today": ["", "the day of the build as 2026-11-22, if not today"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Python-Markdown calls)
        shelf = shelf_of(self.getConfig("root"))
        # Just before the footnotes' own processor (175), and after code (190) and escapes (180).
        md.inlinePatterns.register(CitationProcessor(shelf.library, md), "gutbrain-citation", 176)
        # After `abbr` (7), so that all inline work is done; before `toc` (5), so that our headings
        # are listed, and before `relpath` (0), so that MkDocs resolves and validates our links.
        md.treeprocessors.register(EnrichProcessor(shelf, self.getConfig("page"), self._upkeep(), md), "gutbrain-enrich", 6)

    def _upkeep(self) -> Upkeep:
        day = self.getConfig("today")
        return Upkeep(self.getConfig("repository"), self.getConfig("branch"), date.fromisoformat(day) if day else date.today())


class EnrichProcessor(Treeprocessor):
    """Enriches one page's tree: links first, so that what is added afterwards is not linked."""

    def __init__(self, shelf: Shelf, page: str, upkeep: Upkeep, md: Markdown) -> None:
        super().__init__(md)
        self.shelf, self.page, self.upkeep = shelf, page, upkeep

    def run(self, root: Element) -> None:
        page = self._page()
        article = self.shelf.library.articles.get(page)
        if article is None or article.topic is not None:
            link_terms(root, self.shelf, page, article)
        set_quotes(root)
        name_cells(root, page)
        cited = cite(root, self.shelf.library, self.md.htmlStash.store, self._link(page, LEDGER))
        self._fill_places(root, page)
        if article and article.is_article:
            frame(root, self.shelf, page, article, cited, self.upkeep)
            return
        if cited.claims:
            root.extend(evidence_notes(cited))
        if article:
            root.extend(correction_links(article, self.upkeep))

    def _page(self) -> str:
        """The page's path inside docs/: MkDocs leaves it with its link resolver, Zensical with its context."""
        if ZENSICAL in self.md.preprocessors:
            return self.md.preprocessors[ZENSICAL].page.path
        try:
            return self.md.treeprocessors["relpath"].file.src_uri
        except (KeyError, AttributeError):
            return self.page or "index.md"

    def _link(self, page: str, target: str) -> str:
        """A link for finished HTML: Zensical still resolves links in it, MkDocs does not."""
        return href(page, target) if ZENSICAL in self.md.preprocessors else url(page, target)

    def _fill_places(self, parent: Element, page: str) -> None:
        for index, child in reversed(list(enumerate(parent))):
            made = self._made(child, page)
            if made is not None:
                parent[index : index + 1] = made
            elif len(child):
                self._fill_places(child, page)

    def _made(self, element: Element, page: str) -> list[Element] | None:
        """What goes where `element` is nothing but a placeholder comment."""
        text = element.text
        if not text or STX not in text or len(element) or not (stashed := HTML_PLACEHOLDER_RE.fullmatch(text.strip())):
            return None
        raw = self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]
        match = PLACEHOLDER.match(raw.strip()) if isinstance(raw, str) else None
        if not match or match[1] not in MAKERS or (match[1] == "source" and match[2] not in self.shelf.library.sources):
            return None
        return MAKERS[match[1]](self.shelf, page, match[2])
