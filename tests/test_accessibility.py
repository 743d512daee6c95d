"""WCAG 2.2 AA as far as a machine can tell: axe on every kind of page, focus, targets, zoom and contrast.

https://www.w3.org/TR/WCAG22/. The numbers in brackets are its success criteria.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import FLAGS, addresses
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "home": "",
    "topic": "stress/",
    "article": "stress/leaky-gut/",
    "article with a picture": "stress/gut-brain-axis/",
    "article with the breathing guide": "mindfulness/belly-breathing-and-the-vagus-nerve/",
    "article with a plain table": "evidence/how-we-grade-evidence/",
    "ledger": "evidence/ledger/",
    "glossary": "glossary/",
    "index": "a-to-z/",
    "questions": "questions/",
    "help": "get-help-now/",
    "sources": "sources/",
    "source": "sources/mind-gut-connection-stress/",
    "sheets": "take-away/",
    "sheet": "take-away/habit-sheet/",
    "about": "about-this-library/",
    "not found": "404.html",
}
SCREENS = {"light, 320 px": ("light", 320), "dark, 1280 px": ("dark", 1280)}  # 320 px is also 1280 px at 400 % zoom (1.4.10)
TARGET = 24  # CSS pixels (2.5.8)


def barriers(page: Page) -> list[str]:
    """What axe finds, its rules of good practice included."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser):
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_no_barrier(screen: Page, address: str, path: str) -> None:
    screen.goto(address + path)
    assert barriers(screen) == []


def test_axe_finds_no_barrier_in_what_a_reader_opens(screen: Page, address: str) -> None:
    screen.goto(address + KINDS["article"])
    for opener in ("a.gb-term", ".gb-mark a"):
        screen.locator(opener).first.click()
        expect(screen.locator("#gb-note")).to_be_visible()
        assert barriers(screen) == []
    for folded in screen.locator(".md-content summary").all():
        folded.click()
    assert barriers(screen) == []
    if screen.viewport_size["width"] < 1000:
        screen.locator(".gb-menu summary").click()
        assert barriers(screen) == []


def test_axe_finds_no_barrier_in_the_open_search(screen: Page, address: str) -> None:
    screen.goto(address + KINDS["article"])
    if screen.viewport_size["width"] < 1000:
        screen.locator(".gb-find").click()
    field = screen.locator(".md-search__input")
    field.fill("leaky gut")
    screen.keyboard.press("Shift")  # the theme looks at the field when a key goes up
    expect(screen.locator(".md-search-result__link").first).to_be_visible(timeout=10_000)
    assert barriers(screen) == []


@pytest.mark.parametrize("path", [KINDS["article"], KINDS["topic"], KINDS["ledger"], KINDS["home"]])
def test_text_is_large_and_its_lines_are_short(page: Page, address: str, path: str) -> None:
    """Paragraphs are set in 18 px or more; a full line holds 75 characters at most."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + path)
    lines = page.locator(".md-content__inner > p:not([class])").evaluate_all(
        """(all) => all.map((p) => {
          const style = getComputedStyle(p);
          const rows = p.getBoundingClientRect().height / parseFloat(style.lineHeight);
          for (const mark of p.querySelectorAll(".gb-mark")) mark.remove(); // mostly words for screen readers
          return [parseFloat(style.fontSize), rows, p.textContent.length];
        })"""
    )
    long = [(size, rows, length) for size, rows, length in lines if size < 18 or (rows > 2.5 and length / rows > 75)]
    assert lines and long == []


def test_axe_sees_a_barrier_where_there_is_one(page: Page, address: str) -> None:
    page.goto(address + KINDS["article"])
    page.evaluate("document.querySelector('.md-search').removeAttribute('aria-label')")
    assert any("aria-dialog-name" in barrier for barrier in barriers(page))


FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = e.matches(".md-option") ? e.parentElement.querySelector("label:not([hidden])") : e; // the theme draws a label in place of the field
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const at = document.elementFromPoint(box.left + Math.min(box.width, 8) / 2, box.top + box.height / 2);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { name: e.outerHTML.slice(0, 100), seen: outlined || e.matches(".md-search__input"), // a caret shows where one types
           inView: box.bottom > 0 && box.top < innerHeight, covered: !!(at && at.closest(".md-header") && !e.closest(".md-header")) };
}"""


@pytest.mark.parametrize("path", [KINDS["article"], KINDS["home"], KINDS["ledger"]])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_focus_is_seen_and_never_under_the_header(screen: Page, address: str, path: str, key: str) -> None:
    """By keyboard through a page, forwards and backwards (2.1.1, 2.4.7, 2.4.11)."""
    screen.goto(address + path)
    if key == "Shift+Tab":
        screen.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    seen = set()
    for _ in range(60):
        screen.keyboard.press(key)
        focus = screen.evaluate(FOCUSED)
        if focus is None:
            continue
        seen.add(focus["name"])
        assert focus["seen"], f"no outline: {focus['name']}"
        assert focus["inView"] and not focus["covered"], f"hidden: {focus['name']}"
    assert len(seen) > 20


def test_targets_are_large_enough(screen: Page, address: str) -> None:
    """Links and buttons of their own, not those inside a sentence, measure 24 px each way, or stand that far apart."""
    small = {}
    for kind, path in KINDS.items():
        screen.goto(address + path)
        small[kind] = screen.evaluate(
            """(least) => {
              const inSentence = (e) => e.closest("p, li, td, dd, th, figcaption, nav.gb-where, svg") && e.matches("a") && !e.closest(".gb-menu, .gb-footer, .md-tabs, .gb-cards ol");
              const own = [...document.querySelectorAll("a, button, summary, select, input:not([type=checkbox]):not([type=radio])")];
              return own.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !inSentence(e) && !e.closest(".md-search, .md-skip") && !e.matches(".md-skip"))
                .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 90)])
                .filter(([box]) => box.width && (box.height < least - 0.5 || box.width < least - 0.5)).map(([box, html]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`);
            }""",
            TARGET,
        )
    assert {kind: found for kind, found in small.items() if found} == {}


# What a reader sees: the colour that a canvas makes of any CSS colour, laid over all grounds below it; relative luminance as WCAG defines it.
FAINT = """() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const over = (ground, colour) => {
    pen.clearRect(0, 0, 1, 1);
    for (const fill of [`rgb(${ground})`, colour]) { pen.fillStyle = fill; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (one, two) => { const [x, y] = [light(one), light(two)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const above = (e) => e ? [...above(e.parentElement), e] : [];
  const ground = (e) => above(e).reduce((seen, each) => over(seen, getComputedStyle(each).backgroundColor), [255, 255, 255]);
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".gb-unseen, .md-skip, .md-search__output, [hidden]") && e.getBoundingClientRect().width > 1;
  const told = (e, what, value, least) => value >= least - 0.05 ? [] : [`${what} ${value.toFixed(1)} < ${least}: ${e.outerHTML.slice(0, 110)}`];
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest("script, style, noscript, title, desc, option") || !seen(e)) continue;
    const style = getComputedStyle(e), svg = e.closest("svg");
    const box = svg && e.closest("svg text") && [...svg.querySelectorAll(".d-accent-fill")].some((shape) => e.matches(".d-on-accent")) ? over(ground(e), getComputedStyle(svg.querySelector(".d-accent-fill")).fill) : ground(e);
    faint.push(...told(e, "text", ratio(over(box, svg ? style.fill : style.color), box), 7));
    if (!svg && !e.matches(".gb-dots")) faint.push(...told(e, "size", parseFloat(style.fontSize), 15));
  }
  for (const e of document.querySelectorAll("input:not(.md-toggle, .md-option, .md-search__input), select, button, .gb-help-now")) {
    if (!seen(e)) continue;
    const style = getComputedStyle(e), around = ground(e.parentElement);
    const edges = [over(around, style.backgroundColor), ...(parseFloat(style.borderTopWidth) ? [over(around, style.borderTopColor)] : [])];
    if (!e.matches(".gb-find")) faint.push(...told(e, "edge", Math.max(...edges.map((edge) => ratio(edge, around))), 3));
    if (e.placeholder) faint.push(...told(e, "placeholder", ratio(over(ground(e), getComputedStyle(e, "::placeholder").color), ground(e)), 7));
  }
  for (const e of document.querySelectorAll("a, button, summary, select, input:not(.md-toggle, .md-option, .md-search__input)")) {
    if (!seen(e)) continue;
    e.focus({ preventScroll: true, focusVisible: true });
    const ring = [e, ...above(e.parentElement).reverse()].find((each) => getComputedStyle(each).outlineStyle === "solid");
    faint.push(...told(e, "ring", ring ? ratio(over(ground(ring.parentElement), getComputedStyle(ring).outlineColor), ground(ring.parentElement)) : 0, 3));
  }
  return faint;
}"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_what_is_shown_can_be_seen(screen: Page, address: str, path: str) -> None:
    """Text has a contrast of 7:1 and 15 px or more; edges of fields and buttons and rings of focus have 3:1 (1.4.3, 1.4.6, 1.4.11)."""
    screen.goto(address + path)
    assert screen.evaluate(FAINT) == []


def test_what_cannot_be_seen_is_found(screen: Page, address: str) -> None:
    screen.goto(address)
    screen.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("h2 { color: #8a8a8a !important; } .gb-count { font-size: 12px !important; } .gb-search input { border-color: #8886 !important; } a:focus-visible { outline: 3px solid #8884 !important; }");
      document.adoptedStyleSheets = [sheet];
    }""")
    assert {found.split()[0] for found in screen.evaluate(FAINT)} == {"text", "size", "edge", "ring"}


def test_each_page_has_one_main_part_one_h1_and_named_landmarks(site, address: str, page: Page) -> None:
    for path in addresses(site):
        page.goto(address + path)
        assert page.locator("main").count() == page.locator("h1").count() == 1, path
        assert page.locator("nav:not([aria-label]):not([aria-labelledby])").count() == 0, path
        names = page.locator("nav:visible").evaluate_all("all => all.map((e) => e.getAttribute('aria-label'))")
        assert len(set(names)) == len(names), f"{path}: {names}"


def test_a_page_can_be_read_with_wider_spacing_of_text(address: str, page: Page) -> None:
    """Nothing is lost with the spacing of 1.4.12."""
    page.set_viewport_size({"width": 320, "height": 800})
    for path in KINDS.values():
        page.goto(address + path)
        page.evaluate("""() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
          document.adoptedStyleSheets = [sheet];
        }""")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide}px too wide"


def test_the_first_stop_of_every_page_leads_to_its_text(site, address: str, page: Page) -> None:
    for path in [*addresses(site), "404.html"]:
        page.goto(address + path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content", path
        page.keyboard.press("Enter")
        assert page.evaluate("document.querySelector('main h1') === document.querySelector(':target')"), path


def test_no_label_is_for_a_field_that_is_not_there(site, address: str, page: Page) -> None:
    for path in KINDS.values():
        page.goto(address + path)
        assert page.locator("label[for]").evaluate_all("all => all.filter((label) => !label.control).map((label) => label.outerHTML)") == [], path


def test_buttons_are_seen_where_the_reader_forces_colours(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    for path in (KINDS["home"], KINDS["ledger"], KINDS["article with the breathing guide"]):
        page.goto(address + path)
        assert page.locator(".md-content button:visible, .gb-help-now").evaluate_all("all => all.filter((e) => parseFloat(getComputedStyle(e).borderTopWidth) < 1).map((e) => e.textContent)") == [], path
        assert set(page.locator(".md-content button:visible").evaluate_all("all => all.map((e) => getComputedStyle(e).backgroundColor)")) <= {"rgb(0, 0, 0)"}, path
        arrows = page.locator(".md-content summary:visible").evaluate_all("all => all.map((e) => getComputedStyle(e, '::after').backgroundColor)")
        assert "rgb(0, 0, 0)" not in arrows, path
        # Pictures keep their own colours there, so these must be the reader's: light on dark, not our ink.
        inks = page.locator(".gb-diagram text").evaluate_all("all => all.map((e) => getComputedStyle(e).fill)")
        assert set(inks) <= {"rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(255, 255, 0)"}, path
    page.goto(address + "get-help-now/")
    inks = page.locator(".gb-ways a[href^='tel:']").evaluate_all("all => all.map((e) => getComputedStyle(e).color)")
    assert inks and "rgb(0, 0, 0)" not in inks, "a number to call would be black on the black that the browser lays behind text"
    context.close()


def test_a_reader_may_double_the_size_of_text(browser: Browser, address: str) -> None:
    """The browser's own setting for text (1.4.4): nothing runs off the side of a laptop or a phone."""
    large = browser.browser_type.launch(executable_path=os.environ.get("GUTBRAIN_BROWSER"), args=[*FLAGS, "--blink-settings=defaultFontSize=32"])
    page = large.new_page()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for kind, path in KINDS.items():
            page.goto(address + path)
            assert page.evaluate("getComputedStyle(document.querySelector('.md-typeset')).fontSize") == "38px"
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, f"{kind} at {width}"
    large.close()
