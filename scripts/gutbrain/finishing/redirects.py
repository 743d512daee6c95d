"""A small page at each address that a page had before, which leads to the new one. It works on every host, without a script."""

import html
import posixpath

from ..library.article import Article
from ..library.reading import Library

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved: {title}</title>
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">
</head>
<body><p>This page has moved: <a href="{target}">{title}</a></p></body>
</html>
"""


def redirects(library: Library) -> dict[str, str]:
    """Path inside the site and HTML of each page that leads on."""
    moved = ((address, article) for article in library.articles.values() for address in article.meta.moved_from)
    return {f"{address}/index.html": _page(address, article) for address, article in moved}


def _page(address: str, article: Article) -> str:
    return _PAGE.format(title=html.escape(article.title), target=posixpath.relpath(article.slug, address) + "/")
