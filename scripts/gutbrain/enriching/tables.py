"""An author's tables, made readable on a phone: there a style sheet turns each row into a card, its cells named by their column."""

from xml.etree.ElementTree import Element

SHEETS = "take-away/"  # sheets are filled in by hand, so their tables stay tables


def name_cells(root: Element, page: str) -> None:
    """Give each cell of the tables in `root` the name of its column."""
    for table in () if page.startswith(SHEETS) else root.iter("table"):
        heads = ["".join(head.itertext()) for head in table.iterfind("thead/tr/th")]
        for row in table.iterfind("tbody/tr"):
            for head, cell in zip(heads, row, strict=False):
                cell.set("data-label", head)
        table.set("class", " ".join(filter(None, [table.get("class"), "gb-table"])))
