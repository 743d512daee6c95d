"""Draws the app icons and the social preview from the mark: `.venv/bin/python scripts/draw_icons.py`.

Run it after docs/assets/mark.svg or the name changed, look at the pictures, and commit them. They are
committed, and not drawn in each build, since drawing needs a browser and building should not.
"""

import base64
import os
import re
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ICONS = ROOT / "docs" / "assets" / "icons"
HEADER, PAPER = "#0b4340", "#fbf7f0"
# File, side in pixels, and how much of it the mark may fill: launchers cut maskable icons to a circle of 80 %
# (https://www.w3.org/TR/appmanifest/#icon-masks).
SQUARES = (("icon-192.png", 192, 0.76), ("icon-512.png", 512, 0.76), ("icon-maskable-512.png", 512, 0.5), ("apple-touch-icon.png", 180, 0.7))
SOCIAL = (1200, 630)  # pixels, the form in which most services show a preview


def main() -> None:
    ICONS.mkdir(parents=True, exist_ok=True)
    mark = (ROOT / "docs" / "assets" / "mark.svg").read_text(encoding="utf-8")
    name = re.search(r"^site_name: (.+)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GUTBRAIN_BROWSER"), args=["--no-sandbox"])
        page = browser.new_page()
        for file, side, share in SQUARES:
            draw(page, file, side, side, f"<div style='width:{share:.0%};height:{share:.0%}'>{mark}</div>")
        fine = re.sub(r'stroke-width="[^"]*"', 'stroke-width="2"', mark)  # a large mark needs no thick line
        font = base64.b64encode((ROOT / "docs" / "assets" / "newsreader.woff2").read_bytes()).decode()
        face = f"<style>@font-face{{font-family:Headings;font-weight:600;src:url(data:font/woff2;base64,{font})}}</style>"
        words = f"{face}<p style='font:600 82px/1.1 Headings,serif;margin:0'>{name}<br><span style='font:400 36px/1.4 sans-serif'>What is known about gut and mind,<br>and how sure anybody is</span></p>"
        draw(page, "social.png", *SOCIAL, f"<div style='width:300px;height:400px;margin-right:70px'>{fine}</div>{words}")
        browser.close()


def draw(page: Page, name: str, width: int, height: int, inside: str) -> None:
    """Draw HTML in the middle of a picture of this size in pixels."""
    page.set_viewport_size({"width": width, "height": height})
    style = f"display:flex;align-items:center;justify-content:center;height:100vh;margin:0;background:{HEADER};color:{PAPER}"
    page.set_content(f"<style>svg{{width:100%;height:100%;display:block}}</style><body style='{style}'>{inside}")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=ICONS / name)


if __name__ == "__main__":
    main()
