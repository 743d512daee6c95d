"""File names from titles: plain words that no system takes for anything else."""

import hashlib
import re

from .schema import SLUG
from .words import folded

_MOST = 60  # characters
# Device names of Windows, which no file may have: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))} | {"index", "opening"}


def slug_of(title: str) -> str:
    """A file name of letters, digits and hyphens, of at most 60 characters, never empty or reserved."""
    slug = ""
    for word in re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", folded(title))):
        if len(slug) + len(word) >= _MOST:
            break
        slug = f"{slug}-{word}" if slug else word
    if SLUG.fullmatch(slug) and slug not in _RESERVED:
        return slug
    return f"article-{hashlib.blake2b(title.encode('utf-8', 'replace'), digest_size=3).hexdigest()}"
