"""The site in a real browser, as a reader has it."""

import re
from pathlib import Path

import pytest
from conftest import addresses
from playwright.sync_api import Browser, Page, expect

def test_no_page_asks_a_third_party_sets_a_cookie_complains_or_scrolls_sideways(site: Path, address: str, page: Page) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for path in addresses(site):
        page.goto(address + path)
        for width in (320, 390, 720):  # from 720 on, tables are tables
            page.set_viewport_size({"width": width, "height": 844})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide}px wider than a screen of {width}px"
        kept = page.evaluate("async () => [Object.keys(localStorage), sessionStorage.length, (await indexedDB.databases()).length]")
        assert kept == [[], 0, 0], path  # nothing before a reader turns to the search or the colours
    assert len(asked) > 40
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert complaints == []
    assert page.context.cookies() == []


def test_get_help_now_is_in_the_header_of_every_page(site: Path, address: str, page: Page) -> None:
    for path in addresses(site):
        page.goto(address + path)
        link = page.locator("header").get_by_role("link", name="Get help now")
        expect(link).to_be_visible()
        assert link.evaluate("a => a.href") == address + "get-help-now/"


def test_a_term_leads_to_the_page_that_explains_it(address: str, page: Page) -> None:
    page.goto(address + "stress/stress-and-your-gut/")
    links = page.locator("a.gb-term")
    assert links.count() >= 5
    for index in range(min(10, links.count())):
        link = links.nth(index)
        assert link.get_attribute("title")
        response = page.request.get(link.evaluate("a => a.href"))
        assert response.ok


def test_an_evidence_note_opens_and_leads_back_without_javascript(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "stress/stress-and-your-gut/")
    mark = page.locator(".gb-mark a").first
    assert "evidence" in mark.inner_text().lower() or mark.get_attribute("title")
    mark.click()
    note = page.locator(page.evaluate("location.hash"))
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="Back to the text").click()
    assert page.url.split("#")[1].startswith("mark-")
    context.close()


@pytest.mark.parametrize(("query", "answer"), [("leaky gut", "Leaky gut"), ("dysbiosis", "dysbiosis"), ("serotonin", "Serotonin")])
def test_search_finds_pages(address: str, page: Page, query: str, answer: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.get_by_role("textbox", name="Search").first.fill(query)
    page.keyboard.press("Shift")  # the theme looks at the field when a key goes up
    expect(page.locator(".md-search-result__link").filter(has_text=answer).first).to_be_visible(timeout=10_000)


def test_the_search_box_of_the_home_page_searches(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_label("Search in your own words").fill("bloating")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=10_000)


def test_the_chosen_colours_are_kept_on_the_next_page(address: str, page: Page) -> None:
    page.goto(address)
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("label[title^='Switch to']:visible").click()
    page.goto(address + "stress/leaky-gut/")
    assert page.locator("body").get_attribute("data-md-color-scheme") != before


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("after_search", [False, True], ids=["at once", "after the search was used"])
def test_the_colours_change_by_keyboard(address: str, page: Page, key: str, after_search: bool) -> None:
    page.goto(address)
    if after_search:
        page.locator(".gb-find").click()
        expect(page.locator(".md-search__input")).to_be_focused()
        page.keyboard.press("Escape")
    schemes = []
    page.locator("[data-md-component=palette] input:checked").focus()
    for _ in range(3):
        page.keyboard.press(key)
        schemes.append(page.locator("body").get_attribute("data-md-color-scheme"))
        assert page.evaluate("document.activeElement.checked && document.activeElement.dataset.mdColorScheme") == schemes[-1]
    assert schemes == ["slate", "default", "slate"]


def printed(page: Page, paper: str) -> int:
    """How many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=True)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_sheet_prints_on_one_page(site: Path, address: str, page: Page, paper: str) -> None:
    sheets = [path for path in addresses(site) if path.startswith("take-away/")]
    assert len(sheets) >= 4
    for path in sheets:
        page.goto(address + path)
        assert printed(page, paper) == 1, path


def test_paper_is_used_to_its_edges_and_holds_no_controls(site: Path, address: str, page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 1000})  # as wide as A4 between its margins
    page.emulate_media(media="print")
    for path in ("", "stress/leaky-gut/", "evidence/ledger/", "get-help-now/", "sources/mind-gut-connection-stress/"):
        page.goto(address + path)
        assert page.locator(".md-header, .md-footer, .md-tabs, .md-sidebar, form, .md-content button").locator("visible=true").count() == 0, path
        widths = page.locator(".md-content__inner > :is(p, ul, details, table, h2)").evaluate_all("all => all.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().width)")
        assert min(widths) > 630, path


def test_printed_claims_stand_close_together(address: str, page: Page) -> None:
    page.goto(address + "evidence/ledger/")
    claims = page.locator("#claims tbody tr").count()
    assert printed(page, "A4") < claims / 3


def test_paper_is_white_whatever_colours_the_reader_chose(address: str, browser: Browser) -> None:
    """Light lines and dark figures of the dark scheme could not be read on paper."""
    printed_colours = []
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(address + "stress/")
            page.emulate_media(media="print", color_scheme=scheme)
            names = ("paper", "card", "sheet", "wash", "ink", "quiet", "line", "teal", "coral", "coral-wash")
            colours = page.evaluate("(names) => names.map((n) => getComputedStyle(document.body).getPropertyValue('--gb-' + n))", names)
            printed_colours.append([*colours, page.locator("[class*='gb-topic--']").first.evaluate("(e) => getComputedStyle(e).getPropertyValue('--gb-topic')")])
    assert printed_colours[0] == printed_colours[1]


@pytest.mark.parametrize("path", ["evidence/ledger/", "sources/"])
@pytest.mark.parametrize("width", [720, 768, 960])
def test_a_table_has_room_for_whole_words(address: str, page: Page, path: str, width: int) -> None:
    """The theme lets links break anywhere, and so a first column of links once shrank to a few letters."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    narrow = page.locator("table.gb-table tbody th[scope=row] a:visible").evaluate_all(
        """(links) => links.filter((a) => {
          const text = document.createTreeWalker(a, NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let node; (node = text.nextNode()); )
            for (const word of node.data.matchAll(/[A-Za-z]+/g)) {
              range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
              if (range.getClientRects().length > 1) return true;
            }
        }).map((a) => a.textContent)"""
    )
    assert narrow == []


def test_print_holds_evidence_in_full_and_the_addresses_of_links(address: str, page: Page) -> None:
    page.goto(address + "stress/leaky-gut/")
    page.emulate_media(media="print")
    for note in page.locator(".gb-notes li").all():
        expect(note).to_be_visible()
    shown = page.locator(".md-content a[href^=http]").evaluate_all(
        "all => all.filter((a) => a.checkVisibility()).map((a) => [a.href, a.textContent + getComputedStyle(a, '::after').content])"
    )
    assert shown and [href for href, text in shown if re.sub(r"^https?://(www\.)?|/$", "", href) not in text.replace("\u200b", "")] == []


def test_print_shows_no_address_twice(address: str, page: Page) -> None:
    page.goto(address + "sources/mind-gut-connection-stress/")
    page.emulate_media(media="print")
    link = page.locator(".gb-facts a[href^=http]").first
    assert link.evaluate("(a) => a.textContent === a.href && getComputedStyle(a, '::after').content") in ("none", "normal")


def test_each_mark_on_a_sheet_is_explained_on_the_same_paper(site: Path, address: str, page: Page) -> None:
    page.emulate_media(media="print")
    marks = 0
    for path in [path for path in addresses(site) if path.startswith("take-away/")]:
        page.goto(address + path)
        for mark in page.locator(".gb-mark a").all():
            note = page.locator(mark.get_attribute("href"))
            expect(note.locator(".gb-statement")).to_be_visible()
            expect(note.locator(".gb-label")).to_be_visible()
            marks += 1
    assert marks >= 4


def test_a_printed_glossary_takes_a_page_for_each_six_terms_or_more(address: str, page: Page) -> None:
    page.goto(address + "glossary/")
    terms = page.locator("dl.gb-glossary dt").count()
    assert printed(page, "A4") < terms / 6


def test_a_picture_is_readable_in_words_and_leads_to_its_pages(address: str, page: Page) -> None:
    page.goto(address + "stress/gut-brain-axis/")
    picture = page.locator("figure.gb-figure").first
    assert picture.locator("svg a").count() == 4
    picture.get_by_text("This picture in words").click()
    expect(picture.locator("details p")).to_be_visible()
    picture.locator("svg a").first.click()
    assert page.url != address + "stress/gut-brain-axis/"
