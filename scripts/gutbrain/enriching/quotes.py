"""Authors type the straight quotation marks of their keyboards; readers see those that a typesetter sets."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..library.words import curly

_AS_TYPED = {"code", "kbd", "pre", "samp", "script", "style"}
_INLINE = {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"}
_Slot = tuple[Element, str]


def set_quotes(root: Element) -> None:
    """Set the quotation marks and apostrophes of a tree; what stands before and after an inline element counts."""
    slots = list(_slots(root))
    text = "".join(_words(slot) for slot in slots)
    typeset = curly(text)
    if typeset == text:
        return
    place = 0
    for slot in slots:
        length = len(_words(slot))
        if isinstance(slot, tuple):
            setattr(*slot, typeset[place : place + length])
        place += length


def _slots(element: Element) -> Iterator[_Slot | str]:
    """Where text stands, in order, and a line break wherever a block begins or ends."""
    edge = "" if element.tag in _INLINE else "\n"
    yield edge
    if element.tag not in _AS_TYPED:
        if element.text:
            yield element, "text"
        for child in element:
            yield from _slots(child)
            if child.tail:
                yield child, "tail"
    yield edge


def _words(slot: _Slot | str) -> str:
    return slot if isinstance(slot, str) else getattr(*slot)
