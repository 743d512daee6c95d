"""What the rendered site says of itself: its address and its name, read from its home page."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..library.article import Article

_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^"]+)"')
_NAME = re.compile(r'<meta property="og:site_name" content="([^"]+)"')
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class CannotFinish(Exception):
    """Something that the whole site is made of is missing: its address, its home page, an article."""


@dataclass(frozen=True)
class Site:
    """A published site; `address` ends with a slash, and `own` is the folder of our style sheet and scripts."""

    address: str
    name: str
    own: str = "assets"

    @property
    def path(self) -> str:
        """The part of the address after the host: `/`, or `/name/` where the host serves other sites too."""
        return urlsplit(self.address).path

    def url(self, article: Article, anchor: str = "") -> str:
        """The full address of a page, or of a place on it."""
        return self.address + page_path(article) + (f"#{anchor}" if anchor else "")


def read_site(path: Path) -> Site:
    """Read the rendered home page. Raises CannotFinish where there is none, or none with a canonical link."""
    if not path.is_file():
        raise CannotFinish("docs/index.md:1: the site has no home page; write this file")
    home = path.read_text(encoding="utf-8")
    canonical, name = _CANONICAL.search(home), _NAME.search(home)
    if not canonical or not name:
        raise CannotFinish("mkdocs.yml:1: the site has no address or no name; set `site_url` to where it will be published, and `site_name`")
    return Site(html.unescape(canonical[1]), html.unescape(name[1]))


def page_path(article: Article) -> str:
    """A page's path inside the site: empty for the home page, else its slug with a slash."""
    return "" if article.uri == "index.md" else f"{article.slug}/"
