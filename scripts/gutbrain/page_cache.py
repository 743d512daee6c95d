"""Keeps finished pages between builds in `.cache/pages/`. Safe to delete at any time; never larger than the last build and what was served last."""

import json
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

FOLDER = Path(".cache") / "pages"
_RENDERERS = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions", "pygments")  # whose version a page's HTML depends on
_TOOLS = ("scripts/**/*.py", "overrides/**/*", "mkdocs.yml")


class PageCache:
    """The kept pages of the project at `root`, apart for each `command`, so that building leaves those of serving and the other way round.

    `inputs` are further things that every page depends on.
    """

    def __init__(self, root: Path, command: str, *inputs: object) -> None:
        self.folder = root / FOLDER / command
        self.used: set[str] = set()
        self.base = _digest((sys.version, [version(name) for name in _RENDERERS], _tools(root), inputs))

    def key(self, *inputs: object) -> str:
        """The key of a page that depends on `inputs`, the tools and the configuration."""
        return _digest((self.base, inputs))

    def facts(self, key: str) -> dict[str, Any] | None:
        """What was kept of a page beside its HTML, or None where nothing or something damaged was kept."""
        parts = self._read(key)
        return json.loads(parts[0]) if parts else None

    def html(self, key: str) -> str:
        """The HTML of a page whose facts were found."""
        parts = self._read(key)
        if parts is None:
            raise OSError(f"{self.folder / key} was lost during the build; build again")
        return parts[1]

    def put(self, key: str, facts: dict[str, Any], html: str) -> None:
        """Keep a page. Where the disk refuses, the next build is only slower."""
        parts = (f"{json.dumps(facts, ensure_ascii=False)}\n".encode(), html.encode())
        try:
            if not self.used:
                self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / key).open("wb") as kept:
                kept.write(b"%08x\n" % crc32(parts[1], crc32(parts[0])))
                kept.writelines(parts)
            self.used.add(key)
        except OSError:
            pass

    def prune(self) -> None:
        """Delete what this build did not use."""
        for path in self.folder.glob("*"):
            if path.name not in self.used:
                path.unlink(missing_ok=True)

    def _read(self, key: str) -> tuple[str, str] | None:
        try:
            total, _, raw = (self.folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        if total != b"%08x" % crc32(raw):  # a file that was damaged
            return None
        self.used.add(key)
        facts, _, html = raw.decode().partition("\n")
        return facts, html


def _tools(root: Path) -> str:
    """A digest of the configuration, the theme and the scripts."""
    found = sha256()
    for path in sorted(path for pattern in _TOOLS for path in root.glob(pattern)):
        if path.is_file():
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _digest(inputs: object) -> str:
    return sha256(repr(inputs).encode()).hexdigest()
