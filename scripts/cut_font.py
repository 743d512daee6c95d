"""Cuts the headings' font from Newsreader: `.venv/bin/python scripts/cut_font.py`.

Run it after a new version of the package `fontpkg-newsreader` is locked, look at the headings, and commit the file.
It is committed, and not cut in each build, since cutting takes longer than building.
"""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

FONT = Path(__file__).resolve().parents[1] / "docs" / "assets" / "newsreader.woff2"
CUT = {"wght": 600, "opsz": 28}  # one weight, drawn for 28 points, which lies between our headings
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;?!()-–’‘“”"  # others come from the fonts behind it
# Kerning stays; ligatures, hints and tables for other sizes go: every heading of a first view waits for these bytes.
KEPT = {"layout_features": ["kern"], "hinting": False, "notdef_outline": False, "name_IDs": [0, 1, 2, 13, 14]}  # who made it, and its licence


def cut() -> bytes:
    """The font as WOFF2, the same bytes at each call."""
    source = files("fontpkg_newsreader") / "files" / "Newsreader[opsz,wght].ttf"
    font = instantiateVariableFont(TTFont(BytesIO(source.read_bytes()), recalcTimestamp=False), CUT)
    scale_upem(font, 1000)
    cutter = subset.Subsetter(subset.Options(**KEPT))
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()


if __name__ == "__main__":
    FONT.write_bytes(cut())
