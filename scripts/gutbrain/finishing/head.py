"""What the build adds to a page: links to finished files in its head, and at its end its JSON-LD."""

import json
import re
from typing import Any

from .feed import NAME as FEED
from .manifest import NAME as MANIFEST

_NEIGHBOUR = re.compile(r'[ \t]*<link\b[^>]*\brel="?(?:prev|next)\b[^>]*>\n?')


def with_head(page: str, data: dict[str, Any] | None, to_root: str) -> str:
    """The page with its additions; `to_root` leads from it to the site's first folder, `data` is its JSON-LD."""
    lines = [
        f'<link rel="manifest" href="{to_root}{MANIFEST}">',
        f'<link rel="alternate" type="application/atom+xml" title="New and changed articles" href="{to_root}{FEED}">',
        f'<script src="{to_root}assets/keep-copy.js" defer></script>',
    ]
    head, end, rest = page.partition("</head>")
    head = _NEIGHBOUR.sub("", head)  # the theme names the menu's neighbours; Firefox would fetch the next one unasked, and our policy forbids that
    body, close, after = rest.rpartition("</body>")
    # Near the list of sources, whose titles it repeats, the data costs a compressed page nearly nothing.
    return "".join([head, *lines, end, body, _block(data) if data else "", close, after])


def _block(data: dict[str, Any]) -> str:
    # `<` is escaped so that no text can end the element: https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
