"""The library with the network pulled out, in a real browser: hosts here are really stopped."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import addresses, hosted
from playwright.sync_api import Page, expect

from gutbrain.finishing import offline

ACTIVE = "async () => (await navigator.serviceWorker.ready).active.state"
EDITIONS = "async () => (await caches.keys()).filter((name) => name.startsWith('gutbrain '))"


def until(page: Page, condition: str, seconds: int = 60) -> None:
    """Wait until a JavaScript function says yes (the limit is for slow machines, not a measure)."""
    for _ in range(seconds * 10):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def kinds(site: Path) -> list[str]:
    """One page of each folder: the home page, an article of each topic, each list."""
    return list({path.split("/")[0]: path for path in addresses(site)}.values())


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture
def visited(own_site: Path, page: Page) -> Iterator[str]:
    """The address of a site that was visited once, on its home page, and whose host then stopped."""
    with hosted(own_site) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(address)
        page.evaluate(ACTIVE)
    yield address


def test_after_one_visit_every_page_reads_without_a_network(site: Path, visited: str, page: Page) -> None:
    for path in kinds(site):
        page.goto(visited + path)  # without its last slash, as people type it
        assert page.url == visited + (f"{path}/" if path else "")
        expect(page.get_by_text("This is a saved copy")).to_be_visible()
        assert page.evaluate("document.styleSheets.length && [...document.styleSheets].every((sheet) => sheet.cssRules.length)")  # they came too
    titles = page.evaluate("(all) => Promise.all(all.map(async (one) => /<title>(.*?)</.exec(await (await fetch(one)).text())[1]))", [f"{visited}{path}/" for path in addresses(site) if path])
    assert len(titles) > 40 and len(set(titles)) == len(titles)


def test_a_saved_crisis_page_says_when_it_was_saved_and_what_to_do_where_a_number_fails(visited: str, page: Page) -> None:
    page.goto(visited + "get-help-now/")
    notice = page.locator(".admonition", has_text="This is a saved copy")
    expect(notice).to_be_visible()
    expect(notice).to_be_in_viewport()
    assert re.search(r"saved on \d{1,2} \w+ \d{4}", notice.inner_text())
    assert "Phone numbers may have changed" in notice.inner_text()


def test_a_page_that_is_not_in_the_copy_leads_to_help(visited: str, page: Page) -> None:
    page.goto(visited + "no/such/page/")
    expect(page.get_by_role("heading", name="Reading without a network")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Get help now").first.click()
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()


def test_with_a_network_no_page_is_a_copy(address: str, page: Page) -> None:
    page.goto(address)
    assert page.evaluate(ACTIVE) in ("activating", "activated")
    page.goto(address + "get-help-now/")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert page.get_by_text("This is a saved copy").count() == 0


def test_a_new_edition_replaces_the_old_one_whole(own_site: Path, page: Page) -> None:
    with hosted(own_site) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(address)
        page.evaluate(ACTIVE)
        old = page.evaluate(EDITIONS)
        renew(own_site, "get-help-now/index.html")
        page.goto(address + "glossary/")
        until(page, f"async () => {{ const names = await ({EDITIONS})(); return names.length === 1 && names[0] !== '{old[0]}'; }}")
    page.goto(address + "get-help-now/")
    expect(page.get_by_role("heading", name="A renewed heading")).to_be_visible()


def test_an_edition_that_cannot_be_fetched_whole_is_not_used(own_site: Path, page: Page) -> None:
    with hosted(own_site) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(address)
        page.evaluate(ACTIVE)
        renew(own_site, "get-help-now/index.html")
        shutil.rmtree(own_site / "get-help-now")  # a host that lost a page
        page.goto(address + "glossary/")
        until(page, f"async () => {{ const names = await ({EDITIONS})(); return names.length === 2; }}")  # it began
        until(page, "async () => { const ours = await navigator.serviceWorker.getRegistration(); return !ours.installing && !ours.waiting; }")  # and gave up
    page.goto(address + "get-help-now/")
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
    expect(page.get_by_text("This is a saved copy")).to_be_visible()


def test_the_search_answers_without_a_network(visited: str, page: Page) -> None:
    page.goto(visited + "glossary/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("bloating")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(page.locator(".md-search-result__item").first).to_contain_text("bloating", ignore_case=True)


def renew(site: Path, path: str) -> None:
    """Publish a new edition of the site in which one page has another heading."""
    file = site / path
    file.write_text(re.sub(r"(<h1[^>]*>).*?<", r"\1A renewed heading<", file.read_text(), count=1))
    listed = json.loads(re.match(r"const edition = (.*);\n", (site / offline.NAME).read_text())[1])["files"]
    files = {(f"{name}index.html" if name.endswith("/") or not name else name): None for name in listed}
    (site / offline.NAME).write_text(offline.worker({name: (site / name).read_bytes() for name in files}))


def test_the_browser_keeps_chosen_colours_and_the_copy_and_nothing_else(address: str, page: Page) -> None:
    page.goto(address)
    page.evaluate(ACTIVE)
    page.locator("label[title^='Switch to']:visible").click()
    for path in ("stress/leaky-gut/", "evidence/ledger/"):
        page.goto(address + path)
        assert page.evaluate("Object.keys(localStorage)") == ["/.__palette"]
        assert page.evaluate("caches.keys()") == page.evaluate(EDITIONS) != []
        assert page.evaluate("[sessionStorage.length, document.cookie]") == [0, ""]


def test_a_reader_who_saves_data_is_given_no_copy(address: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0


def test_the_library_can_be_installed(address: str, page: Page) -> None:
    page.goto(address)
    page.evaluate(ACTIVE)
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == [] and told["url"] == address + "manifest.webmanifest"
    hindrances = {error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert hindrances <= {"in-incognito"}  # every test has a private window of its own
    for target in [icon["src"] for icon in json.loads(told["data"])["icons"]] + [short["url"] for short in json.loads(told["data"])["shortcuts"]]:
        assert page.request.get(address + target).ok, target


def test_every_page_tells_nobody_where_its_reader_came_from(site: Path, address: str, page: Page) -> None:
    answer = page.request.get(address)
    assert answer.headers["referrer-policy"] == "no-referrer" and "camera=()" in answer.headers["permissions-policy"]
    for path in addresses(site)[:3]:
        page.goto(address + path)
        assert page.locator("meta[name=referrer]").get_attribute("content") == "no-referrer"
        page.goto(address)
        page.evaluate("location.href = 'a-to-z/'")
        page.wait_for_url("**/a-to-z/")
        assert page.evaluate("document.referrer") == ""
