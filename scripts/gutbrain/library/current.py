"""The library as its files stand now, read again only when one of them has changed."""

import os
from collections.abc import Iterator
from pathlib import Path

from .reading import Library, read_library

_READ: dict[Path, tuple[frozenset, Library]] = {}


def current_library(root: Path) -> Library:
    """The library at `root`. Everybody who asks gets the same one, so do not change it."""
    root = root.resolve()
    state = frozenset(_files(root))
    if root not in _READ or _READ[root][0] != state:
        _READ[root] = state, read_library(root)
    return _READ[root][1]


def _files(root: Path) -> Iterator[tuple[str, int, int]]:
    """Each file's path, time of its last change, and size."""
    for top in ("docs", "seeds"):
        for folder, _, names in os.walk(root / top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    found = os.stat(path)
                except OSError:  # gone again, or a link that leads nowhere: reading will say so
                    continue
                yield path, found.st_mtime_ns, found.st_size
