"""HTML to blocks, after a sanitiser has taken away all that acts or hides."""

import re
from collections.abc import Iterator

import lxml.html
import nh3
from lxml import etree

from .blocks import Block, Span, tidy
from .decoding import NotAnArticle
from .links import target

TIGHT = "\ue000"  # begins a paragraph that no empty line stood before; the decoder lets none in
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OPENING = ("summary", "button")  # what a reader clicks to open the answer to a question
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "code": "code", "kbd": "code", "samp": "code", "del": "del", "s": "del", "strike": "del"}
_BREAKING = {
    *"html body p div section article main header footer nav aside figure figcaption address center details form fieldset hr table caption thead tbody tfoot tr td th ul ol dl li blockquote pre".split()
} | {*_HEADINGS, "summary", "button"}  # fmt: skip
_TAGS = _BREAKING | set(_MARKS) | set("a br dt dd sup sub span font img q small u mark abbr time ins picture label".split())
_ATTRIBUTES = {"*": {"class", "id", "role", "hidden", "aria-hidden", "style"}, "a": {"href"}, "img": {"alt"}, "ol": {"start"}, "td": {"colspan"}, "th": {"colspan"}}
_WITH_CONTENT = set("script style template svg math object embed applet canvas audio video iframe noscript noembed noframes select textarea input option datalist head title map frameset".split())
_SELF_CLOSED = re.compile(rf"<(?:{'|'.join(_WITH_CONTENT)})\b[^<>]*/>", re.I)  # closed where the page is XHTML; HTML would swallow all that follows
_TAG = re.compile(r"</?([a-z](?:[\w:.-]*\w)?)(?:\s(?:[^<>-]|-(?!->))*)?/?>", re.I)  # never the end of a comment
_STRUCTURE = {"html", "head", "body", "meta", "link", "base"}
_ANCHOR = re.compile(r"[\W_]*(edit( source)?|(perma)?link( to this .*)?|direct link to .*|copy link)?[\W_]*", re.I)  # of a heading
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_MOST_ELEMENTS = 50_000  # far more than any page around an article has
_MOST_REFERENCES = 300_000  # the sanitiser's time grows with the square of them, too
_DEEPEST = 12_000
_NESTING = re.compile(r"<(/?)(?!(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|br|hr|img|input|meta|link|col|wbr|source|area|base|embed|param|track)\b)[a-z]", re.I)  # but tags that HTML closes by itself
_DEEPEST_LIST = 6  # levels
_LONGEST_CELL = 400  # characters; a table with longer cells is there for the layout


def sanitised(html: str) -> lxml.html.HtmlElement:
    """The page as a tree of harmless elements: no script, handler, style, form field, frame, drawing or odd link.

    Raises NotAnArticle where it is larger than any page around an article.
    """
    if _depth(html) > _DEEPEST:
        raise NotAnArticle(f"the input nests more than {_DEEPEST:,} elements in each other; copy the article's text into a file and import that")
    if html.count("&") > _MOST_REFERENCES:
        raise NotAnArticle(f"the input holds more than {_MOST_REFERENCES:,} signs like &amp;; copy the article's text into a file and import that")
    safe = nh3.clean(
        _TAG.sub(_known, _SELF_CLOSED.sub("", html)),
        tags=_TAGS - _WITH_CONTENT,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        filter_style_properties={"display", "visibility"},
        link_rel=None,
    )
    if safe.count("<") > 2 * _MOST_ELEMENTS:
        raise NotAnArticle(f"the input has more than {_MOST_ELEMENTS:,} elements; cut it down to the article")
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8")
    tree = lxml.html.document_fromstring(f"<html><body>{safe}</body></html>".encode(), parser=parser)
    for heading in tree.iter(*_HEADINGS):
        _drop_anchors(heading)
    return tree


def _drop_anchors(heading: lxml.html.HtmlElement) -> None:
    """Take out the signs by which a heading links to itself or to its editor."""
    anchors = [part for part in heading.iter("a", "span") if _ANCHOR.fullmatch("".join(part.itertext())) and (part.tag == "a" or next(part.iter("a"), None) is not None)]
    for part in anchors:
        if part.getparent() is not None:
            part.drop_tree()


def _known(tag: re.Match) -> str:
    """A tag, or nothing where nobody knows it: the sanitiser drops what stands in some of those, and `plaintext` would turn the rest into text."""
    return tag[0] if tag[1].lower() in _TAGS | _WITH_CONTENT | _STRUCTURE else ""


def _depth(html: str) -> int:
    """How deep elements lie in each other, about: the sanitiser's time grows with the square of it."""
    depth = deepest = 0
    for tag in _NESTING.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def blocks_of(root: lxml.html.HtmlElement, base: str | None = None) -> list[Block]:
    """The blocks of an element, in the order of reading. Relative links are resolved against `base`."""
    reader = _Reader(base)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            rows = data_rows(element) if element.tag == "table" else None
            if rows:
                reader.table(element, rows)
                walk.skip_subtree()
            else:
                reader.open(element)
        else:
            reader.close(element)
            if element is not root:
                reader.say(element.tail or "")
    reader.flush()
    return reader.blocks


def spans_of(element: lxml.html.HtmlElement, base: str | None) -> tuple[Span, ...]:
    """An element's text as one row of spans."""
    return tidy(span for block in blocks_of(element, base) for span in (*block.spans, Span(" ")))


def data_rows(table: lxml.html.HtmlElement) -> list[list[lxml.html.HtmlElement]] | None:
    """The cells of a table of data; None for a table that only lays out the page."""
    if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return None
    rows = [row for row in ([cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")) if row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if any(len("".join(cell.itertext())) > _LONGEST_CELL for row in rows for cell in row):
        return None
    return rows


class _Reader:
    """Collects blocks while a tree is walked: the lists, marks and link that are open, and the text so far."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.marks: list[str] = []
        self.links: list[str | None] = []
        self.lists: list[int | None] = []  # the next number of each open list, None for bullets
        self.starting_item = False
        self.raised: list[str] = []
        self.quotes = self.code = 0
        self.heading: int | None = None

    def open(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        if tag in _BREAKING and not (tag == "button" and self.heading):
            self.flush()
        if tag in ("ul", "ol"):
            start = element.get("start", "1")
            self.lists.append((int(start) if re.fullmatch(r"\d{1,9}", start, re.A) else 1) if tag == "ol" else None)
        elif tag in ("li", "dt"):
            self.flush()
            self.starting_item = True
        if tag in _HEADINGS or tag in _OPENING and not self.heading:
            self.heading = _HEADINGS.get(tag) or self._below()
        self._count(tag, 1)
        if tag in _MARKS or tag == "dt":
            self.marks.append(_MARKS.get(tag, "strong"))
        elif tag == "a":
            if self.spans and self.spans[-1].href is not None:
                self.spans.append(Span(" "))  # links side by side are apart on the page
            self.links.append(target(element.get("href", ""), self.base))
        elif tag in ("sup", "sub"):
            self.raised.append(tag)
        elif tag == "br":
            self.spans.append(Span("\n"))
        elif tag == "q":
            self.spans.append(Span("“"))
        elif tag == "img":
            self.blocks.append(Block("picture", (Span(" ".join((element.get("alt") or "").split())),)))
        self.say(element.text or "")

    def close(self, element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        inside = tag in _OPENING and next(element.iterancestors(*_HEADINGS), None) is not None
        if (tag in _BREAKING or tag == "dd") and not inside:
            self.flush()
        if (tag in _HEADINGS or tag in _OPENING) and not inside:
            self.heading = None
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "li":
            self.starting_item = False
        elif tag == "dt" and self.spans:
            self.marks.pop()
            self.spans.append(Span("" if self.spans[-1].text.rstrip().endswith(":") else ":", None, frozenset(["strong"])))
            self.spans.append(Span(" "))
        elif tag in _MARKS or tag == "dt":
            self.marks.pop()
        elif tag == "a":
            self.links.pop()
        elif tag in ("sup", "sub"):
            self.raised.pop()
        elif tag == "q":
            self.spans.append(Span("”"))
        self._count(tag, -1)

    def say(self, text: str) -> None:
        if not text:
            return
        if self.raised and re.fullmatch(r"\s*[\d+-]+\s*", text, re.A):
            text = text.strip().translate(_RAISED if self.raised[-1] == "sup" else _LOWERED)
        if not self.code:
            text = re.sub(r"\s+", " ", text)
        self.spans.append(Span(text, self.links[-1] if self.links else None, frozenset(self.marks)))

    def table(self, element: lxml.html.HtmlElement, rows: list[list[lxml.html.HtmlElement]]) -> None:
        self.flush()
        for caption in element.iterchildren("caption"):
            self.blocks.append(Block("paragraph", spans_of(caption, self.base)))
        table = [[part for cell in row for part in _spread(cell, self.base)] for row in rows]
        width = min(max(map(len, table)), 50)
        filled = tuple(tuple([*row, *[()] * (width - len(row))][:width]) for row in table)
        self.blocks.append(Block("table", rows=filled, quoted=self.quotes > 0))

    def flush(self) -> None:
        """End the block that is being read, where it has any text."""
        spans, self.spans = self.spans, []
        if self.code:
            text = "".join(span.text for span in spans).strip("\n")
            if text.strip():
                self.blocks.append(Block("code", (Span(text),), quoted=self.quotes > 0))
            return
        for number, piece in enumerate(_lines(spans, split=self.heading is None)):
            self._add(piece, tight=number > 0)

    def _add(self, spans: tuple[Span, ...], tight: bool) -> None:
        first = spans[0].text
        if first.startswith(TIGHT):
            spans, tight = tidy((Span(first.lstrip(TIGHT), spans[0].href, spans[0].marks), *spans[1:])), True
        quoted, depth = self.quotes > 0, min(max(1, len(self.lists)), _DEEPEST_LIST)
        if not spans:
            return
        if self.heading:
            self.blocks.append(Block("heading", spans, self.heading))
            self.starting_item = False
        elif self.starting_item:
            self.blocks.append(Block("item", spans, depth, self._number(), quoted, tight))
            self.starting_item = False
        else:
            inside = self.lists and self.blocks and self.blocks[-1].level and self.blocks[-1].kind in ("item", "paragraph")
            self.blocks.append(Block("paragraph", spans, depth if inside else 0, None, quoted, tight))

    def _number(self) -> int | None:
        if not self.lists or self.lists[-1] is None:
            return None
        self.lists[-1] += 1
        return self.lists[-1] - 1

    def _below(self) -> int:
        above = next((block.level for block in reversed(self.blocks[-50:]) if block.kind == "heading"), 2)
        return min(6, max(3, above + 1 if above < 3 else above))

    def _count(self, tag: str, change: int) -> None:
        self.quotes += change * (tag == "blockquote")
        self.code += change * (tag == "pre")


def _lines(spans: list[Span], split: bool) -> Iterator[tuple[Span, ...]]:
    """The spans of each line of a block with line breaks; a line that runs on into the next is one with it."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.text != "\n":
            lines[-1].append(span)
        elif split:
            lines.append([])
        else:
            lines[-1].append(Span(" "))
    held: tuple[Span, ...] = ()
    for line in filter(None, map(tidy, lines)):
        if held and not re.search(r"[.!?:;…][\"”’')]*$", held[-1].text) and line[0].text[:1].islower():
            held = tidy((*held, Span(" "), *line))
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _spread(cell: lxml.html.HtmlElement, base: str | None) -> list[tuple[Span, ...]]:
    """A cell and the empty ones that its `colspan` stands for."""
    wide = cell.get("colspan", "1")
    return [spans_of(cell, base), *[()] * (min(int(wide), 20) - 1 if re.fullmatch(r"[1-9]\d?", wide, re.A) else 0)]
