"""The search dialog in a real browser: how it speaks, by keys, without a network, and that nothing leaves the browser."""

import subprocess
import sys
from pathlib import Path

from bench.measuring import served
from playwright.sync_api import Browser, Page, expect


def results(page: Page):
    return page.locator(".md-search-result__item")


def test_a_misspelling_is_mended_and_can_be_taken_back(address: str, page: Page) -> None:
    page.goto(address + "?q=buterate")
    expect(results(page).first).to_contain_text("Showing results for butyrate")
    expect(results(page).nth(1)).to_contain_text("butyrate")
    results(page).first.get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Search").first).to_have_value('"buterate"')
    expect(results(page).first).to_contain_text("Nothing found")


def test_nothing_found_leads_on(address: str, page: Page) -> None:
    page.goto(address + "?q=xylophone+qqq")
    links = results(page).get_by_role("link")
    expect(links.first).to_contain_text("A to Z")
    targets = [link.evaluate("a => a.pathname + a.hash") for link in links.all()]
    assert targets[0] == "/a-to-z/" and targets[-1] == "/about-this-library/#suggest-a-correction"
    expect(page.get_by_role("status")).to_contain_text("2 places to look")


def test_where_nothing_is_typed_nothing_is_said_to_be_missing(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.get_by_role("textbox", name="Search").first.press_sequentially("   ")
    expect(page.get_by_role("status")).to_contain_text("Type to start searching")


def test_help_comes_with_lines_to_call(address: str, page: Page) -> None:
    page.goto(address + "stress/leaky-gut/?q=i+feel+suicidel")
    expect(results(page).first).to_contain_text("Get help now")
    expect(results(page).first).to_contain_text("United Kingdom: 999; Samaritans 116 123")


def test_help_is_one_tap_away_whatever_is_typed(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})  # the open search covers the header
    page.goto(address + "stress/leaky-gut/?q=fibre")
    expect(results(page).first).to_contain_text("fibre", ignore_case=True)
    page.get_by_role("dialog", name="Search").get_by_role("link", name="Get help now").click()
    page.wait_for_url("**/get-help-now/")


def test_keys_lead_to_the_section_that_answers(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})  # on a phone the search field appears when it is opened
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("how much fibre", delay=20)
    expect(results(page).first).to_contain_text("fibre")
    expect(page.get_by_role("status")).to_contain_text("places to look")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practical-tips/fibre-and-plants/*#*")


def test_a_result_tells_topic_and_evidence(address: str, page: Page) -> None:
    page.goto(address + "?q=leaky+gut")
    expect(results(page).first).to_be_visible()
    tags = results(page).first.locator(".md-tag").all_inner_texts()
    assert tags[0] == "Stress" and any("evidence" in tag.lower() or tag.startswith(("●", "○", "✕")) for tag in tags[1:])


def test_nothing_that_is_typed_is_sent_and_pages_cost_nothing(address: str, browser: Browser) -> None:
    # The copy for reading offline would fetch the index too. On a phone the search field appears when it is opened.
    page = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block").new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url.split("/")]
    page.get_by_role("textbox", name="Search").first.press_sequentially("heartburn worry", delay=20)
    expect(results(page).first).to_be_visible()
    assert any(url.startswith("search/postings-") for url in asked)
    assert not [url for url in asked if "heart" in url or "worry" in url]
    page.context.close()


def test_a_search_that_cannot_be_reached_says_so_and_recovers(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})  # on a phone the search field appears when it is opened
    page.goto(address)
    page.context.route("**/search/*.bin*", lambda route: route.abort())
    box = page.get_by_role("textbox", name="Search").first
    box.press_sequentially("fibre")
    expect(results(page).first).to_contain_text("cannot be reached")
    page.context.unroute_all()
    box.press_sequentially(" a")
    expect(results(page).nth(1)).to_be_visible()


def test_it_answers_without_a_network_after_a_first_visit(address: str, browser: Browser) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address)
    tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    for query, title in (("seratonin", "Showing results for serotonin"), ("suiside", "Get help now"), ("leaky gut", "Leaky gut")):
        tab.goto(f"{address}stress/leaky-gut/?q={query}")
        expect(results(tab).first).to_contain_text(title)
    context.close()


def test_help_comes_even_where_nothing_else_can_be_had(address: str, page: Page) -> None:
    page.context.route("**/search/p*.bin*", lambda route: route.abort())
    page.goto(address + "?q=want+to+die")
    expect(results(page).first).to_contain_text("United Kingdom: 999; Samaritans 116 123")
    expect(results(page)).to_have_count(1)  # and no page about what dies, or a diet
    page.context.route("**/search/*.bin*", lambda route: route.abort())
    page.goto(address + "?q=want+to+die")
    expect(results(page).nth(1)).to_contain_text("Get help now")


def test_markup_in_a_query_stays_text(address: str, page: Page) -> None:
    page.goto(address + "?q=%3Cimg+src%3Dx+id%3Dbroken%3E+butiratte%3Cb%3E")
    expect(results(page).first).to_be_visible()
    assert page.locator("#broken, .md-search-result__item b").count() == 0


def test_a_browser_can_add_the_search(site: Path, address: str, page: Page) -> None:
    page.goto(address + "stress/leaky-gut/")
    link = page.locator("link[rel=search]").evaluate("link => link.href")
    assert link == address + "opensearch.xml"
    text = (site / "opensearch.xml").read_text(encoding="utf-8")
    assert text.startswith("<?xml") and "?q={searchTerms}" in text and "://" in text.split("template=")[1]


def test_search_works_with_instant_navigation(project: Path, browser: Browser) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("features: [", "features: [navigation.instant, ").replace("gut-brain-library.example.org", "127.0.0.1"))
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(project / "site")], cwd=project, check=True)
    with served(project / "site") as address:
        tab = browser.new_page()
        tab.goto(address)
        for query, slug in (("kefir", "fermented-foods"), ("cortisol", "stress-hormones")):
            tab.get_by_role("textbox", name="Search").first.fill(query)
            tab.keyboard.press("Shift")
            expect(results(tab).first).to_contain_text(query, ignore_case=True)
            results(tab).first.get_by_role("link").first.click()
            tab.wait_for_url(f"**/{slug}/**")
        tab.close()
