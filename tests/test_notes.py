"""What a reader may start: notes beside the text, the ledger's filters, the breathing guide, the menu."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

ARTICLE = "stress/stress-and-your-gut/"
LEDGER = "evidence/ledger/"
GUIDE = "mindfulness/belly-breathing-and-the-vagus-nerve/"
OPENERS = {"term": "a.gb-term", "evidence": ".gb-mark a"}


@pytest.fixture(params=OPENERS.values(), ids=OPENERS)
def opener(request: pytest.FixtureRequest, address: str, page: Page) -> Locator:
    page.goto(address + ARTICLE)
    return page.locator(request.param).nth(2)


def note(page: Page) -> Locator:
    return page.get_by_role("dialog").and_(page.locator("#gb-note"))


def test_a_note_opens_by_click_takes_the_focus_and_says_what_it_is(opener: Locator, page: Page) -> None:
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(note(page)).to_be_focused()
    expect(note(page)).to_be_in_viewport(ratio=1)
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.url.endswith(ARTICLE)
    assert note(page).get_attribute("aria-label")
    assert page.locator("#" + note(page).get_attribute("aria-describedby")).inner_text()


def test_a_note_opens_by_tap(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + ARTICLE)
    for way in OPENERS.values():
        page.locator(way).first.tap()
        expect(note(page)).to_be_visible()
    context.close()


def test_a_note_opens_and_closes_by_keyboard(opener: Locator, page: Page) -> None:
    opener.focus()
    expect(note(page)).to_have_count(0)  # focus alone opens nothing
    page.keyboard.press("Enter")
    expect(note(page)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#gb-note').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(note(page)).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_a_note_closes_by_its_button_by_its_link_and_by_a_click_elsewhere(opener: Locator, page: Page) -> None:
    closers = [note(page).get_by_role("button", name="Close"), opener, page.locator("h1")]
    for closer in closers:
        opener.click()
        expect(note(page)).to_be_visible()
        closer.click()
        expect(note(page)).to_have_count(0)


def test_a_note_covers_nothing(opener: Locator, page: Page) -> None:
    """Every block of text that was seen before is seen afterwards: it only moves down."""
    opener.click()
    covered = page.evaluate(
        """() => {
          const note = document.querySelector("#gb-note"), box = note.getBoundingClientRect();
          const texts = [...document.querySelectorAll(".md-content p, .md-content li, .md-content h2")].filter((e) => e.checkVisibility() && !note.contains(e) && !e.contains(note));
          return texts.filter((e) => { const b = e.getBoundingClientRect(); return b.height && b.top < box.bottom - 1 && b.bottom > box.top + 1; }).map((e) => e.textContent);
        }"""
    )
    assert covered == []


WORD_AND_NOTE = """(link) => {
  const note = document.querySelector("#gb-note").getBoundingClientRect();
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const lines = [...link.getClientRects()], word = lines.at(-1);
  return {
    word: word.top >= header - 1 && word.bottom <= innerHeight,
    note: note.top >= word.bottom - 1 && note.top < innerHeight - 40 && note.left >= 0 && note.right <= innerWidth,
    near: note.top - word.bottom < 40,
    page: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  };
}"""


@pytest.mark.parametrize("screen", [(320, 256), (320, 640), (1280, 800)], ids=str)  # the first is 1280 x 1024 pixels at 400 % zoom
@pytest.mark.parametrize("path", [ARTICLE, "stress/leaky-gut/", "glossary/", "questions/"])
def test_a_note_stands_under_its_word_and_both_are_seen(address: str, page: Page, path: str, screen: tuple[int, int]) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(address + path)
    links = page.locator(f"{OPENERS['term']}:visible, {OPENERS['evidence']}:visible")
    for link in links.all()[:: max(1, links.count() // 8)]:
        link.evaluate("(link) => scrollBy(0, link.getClientRects()[0].top - innerHeight / 2)")
        link.press("Enter")
        assert all(link.evaluate(WORD_AND_NOTE).values()), link.evaluate("a => a.outerHTML")
        page.keyboard.press("Escape")
        expect(link).to_be_focused()


FOLLOWING = """(link) => {
  const text = [link.nextSibling, link.nextSibling.nextSibling].find((node) => node.nodeType === 3 && node.length > 9);
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, 9);
  const [word, after] = [link.getClientRects()[0], range.getClientRects()[0]];
  return [after.left - word.left, after.top - word.top].map(Math.round);
}"""


def test_an_open_note_leaves_the_line_of_its_word_whole(address: str, page: Page) -> None:
    """What follows the word in its line stays there, above the note."""
    page.goto(address + ARTICLE)
    links = [link for link in page.locator(f".md-content p > {OPENERS['term']}").all() if abs(link.evaluate(FOLLOWING)[1]) < 5]  # not at the end of its line
    for link in links[:6]:
        before = link.evaluate(FOLLOWING)
        link.press("Enter")
        expect(note(page)).to_be_visible()
        assert link.evaluate(FOLLOWING) == before
        page.keyboard.press("Escape")
    assert links


def test_one_note_at_a_time(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    for index in range(3):
        page.locator(OPENERS["evidence"]).nth(index).click()
        expect(page.locator("#gb-note")).to_have_count(1)


def test_a_term_note_says_the_meaning_and_leads_to_its_page(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    term = page.locator(OPENERS["term"]).first
    target = term.evaluate("a => a.href")
    term.click()
    expect(note(page)).to_contain_text(term.get_attribute("title"))
    expect(note(page)).to_contain_text(re.compile(re.escape(term.get_attribute("data-term")), re.I))
    note(page).get_by_role("link", name="More about").click()
    assert page.url == target


def test_an_evidence_note_says_what_stands_at_the_foot_of_the_page(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    mark = page.locator(OPENERS["evidence"]).first
    foot = page.locator("[id='%s']" % mark.get_attribute("href")[1:])
    mark.click()
    for part in (".gb-statement", ".gb-label"):
        expect(note(page).locator(part)).to_have_text(foot.locator(part).inner_text())
    expect(note(page).get_by_role("link", name="Back to the text")).to_have_count(0)
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length")


def test_a_click_with_control_follows_the_link(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    page.locator(OPENERS["term"]).first.evaluate("a => a.addEventListener('click', (e) => { document.body.dataset.followed = !e.defaultPrevented; e.preventDefault(); })")
    page.locator(OPENERS["term"]).first.click(modifiers=["Control"])
    expect(page.locator("body")).to_have_attribute("data-followed", "true")
    expect(note(page)).to_have_count(0)


def test_without_javascript_terms_are_links_and_nothing_dead_is_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + ARTICLE)
    term = page.locator(OPENERS["term"]).first
    target = term.evaluate("a => a.href")
    term.click()
    assert page.url == target
    page.goto(address + LEDGER)
    expect(page.locator(".gb-filters")).to_be_hidden()
    assert page.locator("#claims tbody tr:visible").count() > 100
    page.goto(address + GUIDE)
    expect(page.locator(".gb-breathing svg")).to_be_visible()
    expect(page.locator(".gb-breathing button")).to_be_hidden()
    context.close()


def shown(page: Page) -> int:
    return page.locator("#claims tbody tr:visible").count()


def test_the_ledger_is_filtered_by_each_choice_and_says_how_many_it_shows(address: str, page: Page) -> None:
    page.goto(address + LEDGER)
    every = shown(page)
    status = page.locator(".gb-filters [role=status]")
    for name, choice in (("Topic", "stress"), ("How sure", "limited"), ("Kind", "effect"), ("Source article", "mind-gut-connection-stress")):
        field = page.get_by_label(name, exact=True)
        field.select_option(choice)
        kept = shown(page)
        assert 0 < kept < every
        rows = page.locator(f"#claims tbody tr[data-{field.get_attribute('name')}~='{choice}']:visible")
        assert rows.count() == kept
        expect(status).to_have_text(f"Shown: {kept} of {every} claims.")
        page.get_by_role("button", name="Show all claims").click()
        expect(status).to_have_text(f"Shown: {every} of {every} claims.")


def test_a_filtered_view_can_be_linked(address: str, page: Page) -> None:
    page.goto(address + LEDGER)
    page.get_by_label("How sure", exact=True).select_option("not-supported")
    page.get_by_label("Sort by").select_option("claim")
    kept = shown(page)
    link = page.url
    assert link.endswith("?label=not-supported&sort=claim")
    page.goto(address)
    page.goto(link)
    assert shown(page) == kept
    expect(page.get_by_label("How sure", exact=True)).to_have_value("not-supported")
    page.get_by_role("button", name="Show all claims").click()
    expect(page).to_have_url(address + LEDGER)


def test_choices_that_no_claim_fits_say_so(address: str, page: Page) -> None:
    page.goto(address + LEDGER + "?topic=mindfulness&label=strong&kind=mechanism")
    assert shown(page) == 0
    expect(page.locator(".gb-filters [role=status]")).to_contain_text("No claim fits")


def test_an_unknown_choice_in_the_address_is_passed_over(address: str, page: Page) -> None:
    page.goto(address + LEDGER + "?topic=nothing&sort=<b>")
    assert shown(page) > 100


def test_the_ledger_is_sorted(address: str, page: Page) -> None:
    page.goto(address + LEDGER)
    labels = page.locator(".gb-filters [name=label] option").evaluate_all("list => list.map((o) => o.value).filter(Boolean)")
    page.get_by_label("Sort by").select_option("label")
    ranks = page.locator("#claims tbody tr").evaluate_all("(rows) => rows.map((r) => r.dataset.label)")
    assert [labels.index(label) for label in ranks] == sorted(labels.index(label) for label in ranks)
    page.get_by_label("Sort by").select_option("claim")
    claims = page.locator("#claims tbody tr th > p").evaluate_all("list => list.map((e) => e.textContent)")
    assert claims == page.evaluate("list => [...list].sort((a, b) => a.localeCompare(b, 'en'))", claims)


def test_the_breathing_guide_waits_for_the_reader_and_stops_at_once(address: str, page: Page) -> None:
    page.clock.install()
    page.goto(address + GUIDE)
    figure = page.locator(".gb-breathing")
    says = figure.get_by_role("status")
    page.clock.run_for(15_000)
    expect(says).to_be_empty()
    for way_to_stop in ("click", "key"):
        figure.get_by_role("button", name="Start the breathing guide").click()
        expect(says).to_have_text("Breathe in")
        page.clock.run_for(4_000)
        expect(figure.locator(".gb-breathing__count")).to_have_text("5")
        page.clock.run_for(1_000)
        expect(says).to_have_text("Breathe out")
        if way_to_stop == "click":
            figure.get_by_role("button", name="Stop").click()
        else:
            page.keyboard.press("Escape")
        expect(says).to_have_text("Stopped.")
        page.clock.run_for(20_000)
        expect(says).to_have_text("Stopped.")
        assert figure.get_attribute("data-breath") is None


def test_the_breathing_guide_ends_after_five_minutes(address: str, page: Page) -> None:
    page.clock.install()
    page.goto(address + GUIDE)
    page.get_by_role("button", name="Start the breathing guide").click()
    page.clock.run_for(299_000)
    expect(page.locator(".gb-breathing [role=status]")).to_have_text("Breathe out")
    page.clock.run_for(2_000)
    expect(page.locator(".gb-breathing [role=status]")).to_have_text("Five minutes are over.")


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_the_breathing_guide_moves_only_where_motion_is_welcome(browser: Browser, address: str, motion: str, moves: bool) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(address + GUIDE)
    circle = page.locator(".d-breath")
    before = circle.bounding_box()["width"]
    page.get_by_role("button", name="Start the breathing guide").click()
    page.wait_for_timeout(2_000)
    assert (circle.bounding_box()["width"] > before * 1.2) is moves
    context.close()


def test_the_menu_and_the_search_open_by_keyboard_on_a_phone(address: str, page: Page) -> None:
    page.goto(address + ARTICLE)
    menu = page.locator(".gb-menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gb-menu").get_by_role("link", name="Resilience")).to_be_visible()
    expect(page.locator(".gb-menu").get_by_role("link", name="Key points")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".gb-menu").get_by_role("link", name="Resilience")).to_be_hidden()
    expect(menu).to_be_focused()
    page.get_by_role("button", name="Search").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_search_closes_by_keyboard_while_the_theme_is_still_coming(address: str, page: Page) -> None:
    page.route("**/javascripts/bundle*.js", lambda route: None)  # it never comes
    page.goto(address + ARTICLE)
    page.get_by_role("button", name="Search").first.press("Enter")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search").first).to_be_focused()
    expect(page.get_by_role("textbox", name="Search")).to_be_hidden()
