"""The web app manifest, which lets a reader put the library on a phone's home screen (https://www.w3.org/TR/appmanifest/)."""

import json

from ..library.reading import Library
from .rendered import Site

NAME = "manifest.webmanifest"
_ICONS = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"), ("icon-maskable-512.png", "512x512", "maskable"))
_SHORTCUTS = ("get-help-now.md", "a-to-z.md", "take-away/index.md")
_HEADER, _PAPER = "#0b4340", "#fbf7f0"  # the colours of the header and of the page, as in the style sheet


def manifest(library: Library, site: Site) -> str:
    """The manifest; its addresses are relative to itself, so that it holds wherever the site stands."""
    pages = (library.articles[uri] for uri in _SHORTCUTS if uri in library.articles)
    return json.dumps({
        "name": site.name,
        "short_name": "Gut–brain",
        "description": library.articles["index.md"].meta.summary,
        "lang": "en",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": _HEADER,
        "background_color": _PAPER,
        "categories": ["health", "education"],
        "icons": [{"src": f"assets/icons/{name}", "sizes": sizes, "type": "image/png", "purpose": purpose} for name, sizes, purpose in _ICONS],
        "shortcuts": [{"name": page.title, "url": f"{page.slug}/"} for page in pages],
    }, ensure_ascii=False, indent=1) + "\n"  # fmt: skip
