"""Keeps rendered pages between builds in `.cache/pages/`. Safe to delete at any time; never larger than the last build."""

import json
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(".cache") / "pages"
_RENDERERS = ("mkdocs", "markdown", "pymdown-extensions", "pygments")  # whose version a page's HTML depends on


class PageCache:
    """The kept pages of the project at `root`. `inputs` are further things that every page depends on."""

    def __init__(self, root: Path, *inputs: object) -> None:
        self.folder = root / FOLDER
        self.used: set[str] = set()
        self.base = sha256(repr((sys.version, [version(name) for name in _RENDERERS], _tools(root), inputs)).encode()).hexdigest()

    def key(self, *inputs: object) -> str:
        """The key of a page that depends on `inputs`, the tools and the configuration."""
        return sha256(repr((self.base, inputs)).encode()).hexdigest()

    def get(self, key: str) -> dict[str, Any] | None:
        """What was kept under a key, or None; a damaged file counts as none."""
        try:
            digest, _, text = (self.folder / key).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        if digest != sha256(text.encode()).hexdigest():
            return None
        self.used.add(key)
        return json.loads(text)

    def put(self, key: str, page: dict[str, Any]) -> None:
        """Keep a page. Where the disk refuses, the next build is only slower."""
        text = json.dumps(page, ensure_ascii=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / key).write_text(f"{sha256(text.encode()).hexdigest()}\n{text}", encoding="utf-8", newline="\n")
            self.used.add(key)
        except OSError:
            pass

    def prune(self) -> None:
        """Delete what this build did not use."""
        for path in self.folder.glob("*"):
            if path.name not in self.used:
                path.unlink(missing_ok=True)


def _tools(root: Path) -> str:
    """A digest of the configuration and of the scripts."""
    found = sha256((root / "mkdocs.yml").read_bytes())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
