"""What the build adds to a page: links to finished files in its head, and at its end its JSON-LD."""

import json
import re
from typing import Any

from .feed import NAME


# The theme names the next topic, which a reader of this one may never open; Firefox would fetch it, and the policy forbids that.
_NEXT = re.compile(r'<link rel="(?:next|prev)"[^>]*>\s*')


def with_head(page: str, data: dict[str, Any] | None, to_root: str) -> str:
    """The page with its additions; `to_root` leads from it to the site's first folder, `data` is its JSON-LD."""
    lines = [
        f'<link rel="manifest" href="{to_root}manifest.webmanifest">',
        f'<link rel="alternate" type="application/atom+xml" title="New and changed articles" href="{to_root}{NAME}">',
        f'<script src="{to_root}assets/keep-copy.js" defer></script>',
    ]
    page = _NEXT.sub("", page, count=2).replace("</head>", "".join(lines) + "</head>", 1)
    if not data:
        return page
    # `<` is escaped so that no text can end the element: https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    # Near the list of sources, whose titles it repeats, it costs a compressed page nearly nothing.
    before, end, after = page.rpartition("</body>")
    return f'{before}<script type="application/ld+json">{text}</script>{end}{after}'
