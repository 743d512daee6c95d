"""The breathing guide: a still picture with words, which a script brings to life when the reader starts it."""

from xml.etree.ElementTree import Element

from .diagrams import diagram
from .elements import h
from .shelf import Shelf

PICTURE = "breathing"  # the file in docs/assets/diagrams/


def breathing(shelf: Shelf, page: str, _: str | None) -> list[Element]:
    """The picture of a slow breath; the style sheet hides its button where no script can answer it."""
    figures = diagram(shelf, page, PICTURE)
    for figure in figures:
        figure.set("class", f"{figure.get('class')} gb-breathing")
        said = h("span", {"role": "status"})
        count = h("span", {"aria-hidden": "true", "class": "gb-breathing__count"})
        start = h("button", {"type": "button"}, "Start the breathing guide")
        figure.insert(1, h("div", {"class": "gb-breathing__guide"}, start, h("p", None, said, " ", count)))
    return figures
