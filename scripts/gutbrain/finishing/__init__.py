"""After the render: open data beside the pages, and a security policy in each of them."""

from pathlib import Path

from ..library.reading import Library, read_library
from .open_data import open_data
from .policy import with_policy


def finish(root: Path, site: Path) -> None:
    """Finish the rendered site in `site` with what the library at `root` holds."""
    _write_data(read_library(root), site / "data")
    for page in site.rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def _write_data(library: Library, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in open_data(library).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
