"""Rules about what a page brings along: nothing that acts, nothing from elsewhere. They look at every line, for code may only look like code."""

import re
from collections.abc import Iterator
from datetime import date

from ..library.reading import Library
from .rule import Finding, rule, short

_ACTIVE = re.compile(
    r"<(?:script|style|i?frame|object|embed|applet|base|link|meta)\b"  # elements that run, load or restyle
    r"|(?<=[\s{:])(?:on[a-z]+|style|srcdoc)\s*=\s*[\"']"  # attributes that do, also on the second line of a tag, or in braces
    r"|[<{](?:[^<>{}]*[\s:])?(?:on[a-z]+|style|srcdoc)\s*=",
    re.I,
)
_MEDIA = re.compile(r"!\[[^\]]*\]\(\s*<?((?:https?:)?//[^\s)>]*)|\b(?:src|srcset|poster)\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>]*)", re.I)
_UNSAFE = re.compile(r"(?:\]\(\s*<?|<|\]:\s*<?|\b(?:href|action)\s*=\s*[\"']?\s*)((?:javascript|vbscript|data|file|ftp|http):[^\s)>\"']*|//[^\s)>\"']+)", re.I)


@rule("error")
def active_html(library: Library, today: date) -> Iterator[Finding]:
    """A page runs nothing and styles nothing by itself. The site's policy lets the scripts of a page run, so none may come in with an article.

    Bad:  <script>…</script>, <p onclick="…">, {style="color: red"}
    Good: Markdown alone; how things look stands in docs/assets/library.css
    """
    yield from _found(library, "<=", _ACTIVE, "may act or restyle the page", "write it in Markdown, without this")


@rule("error")
def outside_content(library: Library, today: date) -> Iterator[Finding]:
    """Pictures, sound and films are files of ours, so that no reader's visit is told to anybody else.

    Bad:  ![A gut](https://example.org/gut.png)
    Good: ![A gut](../assets/gut.png), with a file that we may publish
    """
    yield from _found(library, "/", _MEDIA, "is fetched from elsewhere by every reader", "put the file into docs/assets/ if we may publish it, or link to the page that shows it")


@rule("error")
def secure_link(library: Library, today: date) -> Iterator[Finding]:
    """A link that leads outside begins with https://, so that nobody on the way reads or changes what is sent.

    Bad:  [their page](http://example.org/)
    Good: [their page](https://example.org/)
    """
    yield from _found(library, ":/", _UNSAFE, "is no secure address", "write the address with https://, or leave the link out")


def _found(library: Library, signs: str, pattern: re.Pattern, fault: str, remedy: str) -> Iterator[Finding]:
    """Where the pattern stands. Whatever it finds holds one of the `signs`, so that most lines need no closer look."""
    for article in library.articles.values():
        for number, line in enumerate(article.body.split("\n"), article.body_line):
            for match in pattern.finditer(line) if any(map(line.__contains__, signs)) else ():
                start, end = match.span(match.lastindex or 0)
                yield article.path, number, start + 1, f"'{short(line[start:end])}' {fault}", remedy
