"""Rules about pictures: each can be read without seeing it, and none carries anything that runs."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError, fromstring

from ..library.reading import Library
from .rule import Finding, rule

_ALLOWED = set("svg title desc g a path line rect circle ellipse polyline polygon text tspan".split())


@rule("error")
def diagram(library: Library, today: date) -> Iterator[Finding]:
    """A diagram is well-formed SVG with a title and a text version, drawn with plain shapes, linked to pages that exist.

    Bad:  <svg><script>…</script></svg>
    Good: <svg …><title>…</title><desc>Stress may lead to …</desc><a href="page:leaky-gut">…</a></svg>
    """
    for name, text in library.diagrams.items():
        path = f"docs/assets/diagrams/{name}.svg"
        try:
            yield from ((path, 1, 1, message, remedy) for message, remedy in _faults(library, fromstring(text)))
        except ParseError as error:
            yield path, error.position[0], error.position[1] + 1, f"this is not well-formed XML ({error.msg})", "close every element and quote"


def _faults(library: Library, svg: Element) -> Iterator[tuple[str, str]]:
    found = {element.tag.rpartition("}")[2]: (element.text or "") for element in svg.iter()}
    for tag in ("title", "desc"):
        if not found.get(tag, "").strip():
            yield f"the picture must have a <{tag}>", f"add <{tag}> with its {'caption' if tag == 'title' else 'text version'}"
    for tag in sorted(found.keys() - _ALLOWED):
        yield f"<{tag}> is not allowed in a picture", "draw with plain shapes and text"
    for element in svg.iter():
        yield from _attribute_faults(library, element)


def _attribute_faults(library: Library, element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name.startswith("on") or name == "style":
            yield f"the attribute '{name}' is not allowed in a picture", "use the classes of the other pictures"
        if name.endswith("href") and (slug := value.removeprefix("page:")) not in library.by_name and slug not in library.broken:
            yield f"'{value}' leads to no page", "write `page:` and the file name of an article"
