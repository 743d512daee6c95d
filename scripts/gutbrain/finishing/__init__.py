"""After the render: open data beside the pages, pages that lead on from old addresses, and a security policy in each page."""

from pathlib import Path

from ..library.reading import Library, read_library
from .open_data import open_data
from .policy import with_policy
from .redirects import redirects


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


def _write_data(library: Library, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in open_data(library).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
