"""What the build adds to finished pages: it says what the pages show, and nothing that is not so."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import html5lib
import pytest
from conftest import ROOT, addresses, gutbrain, project_environment, site_headers
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from mkdocs.utils.yaml import yaml_load

from gutbrain.finishing import offline
from gutbrain.finishing.feed import changed, feed
from gutbrain.finishing.head import with_head
from gutbrain.finishing.headers import header_files, headers
from gutbrain.finishing.naming import own_files, own_folder, sent, with_names
from gutbrain.finishing.policy import allowed, with_policy
from gutbrain.finishing.rendered import CannotFinish, Site, read_site
from gutbrain.library.reading import read_library
from gutbrain.library.schema import TOPICS, Change

X = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LIBRARY = read_library(ROOT)
SETTINGS = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
SITE = Site(SETTINGS["site_url"], SETTINGS["site_name"])
ARTICLES = [article for article in LIBRARY.articles.values() if article.is_article]
DATA = ["articles", "claims", "references", "glossary", "sources", "help-lines"]


@cache
def tree(page: Path) -> ET.Element:
    return html5lib.parse(page.read_text(encoding="utf-8"), treebuilder="etree")


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def meta(page: Path) -> dict[str, str]:
    return {element.get("property") or element.get("name"): element.get("content") for element in tree(page).iter(f"{X}meta")}


def graph(page: Path) -> dict[str, dict]:
    """The parts of a page's JSON-LD by their type."""
    blocks = [e.text for e in tree(page).iter(f"{X}script") if e.get("type") == "application/ld+json"]
    assert len(blocks) == 1, page
    return {part["@type"]: part for part in json.loads(blocks[0])["@graph"]}


# --- Structured data ---


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.slug)
def test_structured_data_of_an_article_is_what_its_page_shows(site: Path, article) -> None:
    file = site / article.slug / "index.html"
    page, data = tree(file), graph(file)["MedicalWebPage"]
    assert data["name"] == words(next(page.iter(f"{X}h1")))
    assert data["description"] == meta(file)["description"]
    about = words(next(element for element in page.iter(f"{X}div") if element.get("data-gb") == "about"))
    day = date.fromisoformat(data["dateModified"])
    assert f"Last checked by the editors: {day.day} {day:%B} {day.year}." in about
    shown = [item for item in page.iter(f"{X}li") if (item.get("id") or "").startswith("source-")]
    assert len(shown) == len(data["citation"])
    for item, citation in zip(shown, data["citation"]):
        assert words(next(item.iter(f"{X}cite"))) == citation["name"]
        links = [link.get("href") for link in item.iter(f"{X}a")]
        assert [citation["url"], *citation.get("sameAs", [])] == links
        assert citation.get("datePublished", "") in words(item)


def test_no_page_claims_a_medical_review(site: Path) -> None:
    for path in addresses(site):
        text = json.dumps(graph(site / path / "index.html"))
        assert "lastReviewed" not in text and "reviewedBy" not in text


def test_the_way_to_each_page_is_told_and_leads_to_pages(site: Path) -> None:
    for path in addresses(site):
        parts = graph(site / path / "index.html")
        assert ("BreadcrumbList" in parts) == (path != "")
        steps = parts.get("BreadcrumbList", {"itemListElement": []})["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert all((site / step["item"].removeprefix(SITE.address) / "index.html").is_file() for step in steps)
        assert not steps or steps[-1]["item"] == SITE.address + path + "/"
    names = [step["name"] for step in graph(site / "stress" / "leaky-gut" / "index.html")["BreadcrumbList"]["itemListElement"]]
    assert names[:2] == [SITE.name, "Stress"]


def test_the_glossarys_terms_are_those_shown(site: Path) -> None:
    page, terms = tree(site / "glossary" / "index.html"), graph(site / "glossary" / "index.html")["DefinedTermSet"]["hasDefinedTerm"]
    shown = {entry.get("id"): words(entry) for entry in page.iter(f"{X}dt")}
    assert {term["@id"].split("#")[1]: term["name"] for term in terms} == shown
    text = words(page)
    assert all(term["description"] in text for term in terms)


@given(st.text())
def test_no_text_ends_the_block_that_holds_it(text: str) -> None:
    page = with_head("<head></head><body></body>", {"name": text + "</script><script>alert(1)</script>"}, "./")
    assert page.count("<script") == 2  # the one that keeps a copy, and the block
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.S)[1])["name"].startswith(text)


# --- Where machines find the pages ---


def test_no_page_has_a_browser_fetch_another_page_unasked(site: Path) -> None:
    """Firefox fetches what `rel="next"` names; the policy stops it, and its console says so."""
    ahead = {"next", "prev", "prefetch", "prerender"}
    asked = [(page, link.get("href")) for page in site.rglob("*.html") for link in tree(page).iter(f"{X}link") if ahead & set(link.get("rel", "").split())]
    assert asked == []


def test_each_page_has_its_canonical_address_and_a_preview_that_says_the_same(site: Path) -> None:
    for path in addresses(site):
        file = site / path / "index.html"
        links = [e.get("href") for e in tree(file).iter(f"{X}link") if e.get("rel") == "canonical"]
        address = SITE.address + (f"{path}/" if path else "")
        said = meta(file)
        assert links == [address] and said["og:url"] == address
        assert said["og:description"] == said["description"]
        assert len(words(next(tree(file).iter(f"{X}title")))) <= 65, path
        assert words(next(tree(file).iter(f"{X}title"))).removesuffix(f" - {SITE.name}") == said["og:title"]
        assert (site / said["og:image"].removeprefix(SITE.address)).is_file()


def test_pictures_have_the_sizes_that_are_told(site: Path) -> None:
    icons = {icon["src"]: icon["sizes"] for icon in json.loads((site / "manifest.webmanifest").read_text())["icons"]}
    assert {"192x192", "512x512"} <= set(icons.values())
    for name, sizes in {**icons, "assets/icons/social.png": "1200x630", "assets/icons/apple-touch-icon.png": "180x180"}.items():
        head = (site / name).read_bytes()[:24]  # PNG: width and height stand in the header, https://www.w3.org/TR/png/#11IHDR
        assert f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}" == sizes


def test_the_map_names_every_page_with_the_day_of_its_last_change(site: Path) -> None:
    urls = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in ET.parse(site / "sitemap.xml").getroot()}
    assert urls.keys() == {SITE.address + (f"{path}/" if path else "") for path in addresses(site)}
    assert urls[f"{SITE.address}stress/leaky-gut/"] == changed(LIBRARY, LIBRARY.articles["stress/leaky-gut.md"]).isoformat()
    assert f"{SITE.address}sitemap.xml" in (site / "robots.txt").read_text()


def test_llms_txt_leads_to_every_article(site: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text())
    assert {SITE.url(article) for article in ARTICLES} <= set(links)
    for link in links:
        target = site / link.removeprefix(SITE.address)
        assert target.is_file() or (target / "index.html").is_file(), link


def test_the_feed_is_atom_and_leads_to_articles(site: Path) -> None:
    root = ET.parse(site / "feed.xml").getroot()
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed" and len(entries) == min(50, len(ARTICLES))
    for part in [root, *entries]:
        assert all(len(part.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part.findtext(f"{ATOM}updated"))
    for entry in entries:
        assert (site / entry.find(f"{ATOM}link").get("href").removeprefix(SITE.address) / "index.html").is_file()


def test_a_changed_claim_brings_its_pages_to_the_top_of_the_feed() -> None:
    key = LIBRARY.articles["stress/leaky-gut.md"].citations[0][0]
    claim = LIBRARY.claims[key].model_copy(update={"history": (Change(date=date(2030, 1, 2), change="From limited to good."),)})
    entries = ET.fromstring(feed(replace(LIBRARY, claims={**LIBRARY.claims, key: claim}), SITE)).findall(f"{ATOM}entry")
    first = {entry.findtext(f"{ATOM}id"): entry for entry in entries if entry.findtext(f"{ATOM}updated") == "2030-01-02T00:00:00Z"}
    assert first.keys() == {SITE.url(article) for article in LIBRARY.citing[key] if article.is_article}
    assert entries[0].findtext(f"{ATOM}id") in first and "From limited to good." in entries[0].findtext(f"{ATOM}content")


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda docs: (docs / "index.md").write_text("---\nsumary: no such field\n---\n# Home\n"), "docs/index.md:1: there is no home page that can be read"),
        (lambda docs: [page.unlink() for page in docs.glob("*/*.md") if page.stem != "index" and page.parent.name in TOPICS], "docs:1: there is no article that can be read"),
    ],
)
def test_plain_mkdocs_says_what_a_site_lacks(project: Path, break_it: Callable[[Path], object], words: str) -> None:
    break_it(project / "docs")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=project, env=project_environment(project), capture_output=True, text=True)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_a_site_without_an_address_is_refused_kindly(project: Path) -> None:
    home = project / "home.html"
    with pytest.raises(CannotFinish, match="no home page; write this file"):
        read_site(home)
    home.write_text("<head></head>")
    with pytest.raises(CannotFinish, match="set `site_url`"):
        read_site(home)
    settings = project / "mkdocs.yml"
    settings.write_text(re.sub(r"^site_url:.*\n", "", settings.read_text(), flags=re.M))
    done = gutbrain(project, "build")
    assert done.returncode == 1 and "mkdocs.yml:1: the site has no address" in done.stderr and "Traceback" not in done.stderr
    assert not (project / "site").exists()


# --- Open data ---


@pytest.mark.parametrize("name", DATA)
def test_open_data_fits_its_published_schema(site: Path, name: str) -> None:
    data = json.loads((site / "data" / f"{name}.json").read_text())
    schema = json.loads((site / "data" / data["$schema"]).read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(data)
    table = data[name]
    record = table[0] if isinstance(table, list) else next(iter(table.values()))
    record["surprise"] = 1
    with pytest.raises(ValidationError, match="surprise"):
        validator.validate(data)


def test_the_data_page_names_every_file(site: Path) -> None:
    links = {link.get("href") for link in tree(site / "about" / "data" / "index.html").iter(f"{X}a")}
    assert {f"../../data/{path.relative_to(site / 'data').as_posix()}" for path in (site / "data").rglob("*.json")} <= links


# --- Headers ---


def test_a_data_block_needs_no_hash_and_any_other_inline_script_does() -> None:
    head = '<meta charset="utf-8">'
    assert not allowed(with_policy(head + '<script type="application/ld+json">{}</script><script type="application/json">{}</script><script src="a.js"></script>'))
    assert len(allowed(with_policy(head + '<script type="module">go()</script><script>come()</script>'))) == 2


def test_the_headers_of_all_hosts_are_the_same_and_allow_every_page(site: Path) -> None:
    every = site_headers(site)
    assert {"Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "X-Content-Type-Options"} <= every.keys()
    for name, value in every.items():
        assert f'add_header {name} "{value}" always;' in (site / "hosting" / "nginx.conf").read_text()
        assert f'{name} "{value}"' in (site / "hosting" / "Caddyfile").read_text()
    scripts = every["Content-Security-Policy"].split("script-src ")[1].split(";")[0].split()
    for page in site.rglob("*.html"):
        own = re.search(r'Content-Security-Policy" content="([^"]+)"', page.read_text())[1].replace("&#x27;", "'")
        assert set(own.split("script-src ")[1].split(";")[0].split()) <= set(scripts), page
    assert max(map(len, (site / "_headers").read_text().splitlines())) <= 2000  # Cloudflare reads no longer line


def test_header_files_hold_where_the_site_stands_below_its_host() -> None:
    files = header_files(headers(["'sha256-x'"]), "/library/", ["assets.01234567/library.css", "assets.01234567/search/worker.js"])
    assert "\n/library/*\n" in files["_headers"] and "\n/library/get-help-now/*\n" in files["_headers"]
    assert "location ^~ /library/assets.01234567/ {" in files["hosting/nginx.conf"] and "header /library/assets.01234567/*" in files["hosting/Caddyfile"]
    assert "=404 /library/404.html;" in files["hosting/nginx.conf"] and "ErrorDocument 404 /library/404.html" in files["hosting/apache.conf"]


def test_a_browser_asks_anew_for_what_is_not_named_by_its_content() -> None:
    files = header_files(headers([]), "/", ["assets.01234567/library.css"])
    anew = {"hosting/nginx.conf": "\nexpires -1;", "hosting/Caddyfile": "\theader ?Cache-Control no-cache", "hosting/apache.conf": '\nHeader set Cache-Control "no-cache"'}
    assert [host for host, rule in anew.items() if rule not in files[host]] == []
    assert files["hosting/apache.conf"].index("no-cache") < files["hosting/apache.conf"].index("immutable")  # what comes later counts


def test_only_what_is_named_by_its_content_is_kept_for_long(site: Path) -> None:
    rules = (site / "_headers").read_text().split("\n/")[1:]
    lasting = [rule.split("\n")[0] for rule in rules if "immutable" in rule]
    assert [rule for rule in lasting if rule.endswith("/*")] == [f"{folder.name}/*" for folder in site.glob("assets.*")] != []
    assert all(re.search(r"^assets\.[0-9a-f]{8}/\*$|\.[0-9a-f]{8}\.min\.(css|js)$", rule) for rule in lasting) and len(lasting) >= 4
    for rule in lasting:
        assert rule in (site / "hosting" / "nginx.conf").read_text().replace("/ {", "/* {") and rule in (site / "hosting" / "Caddyfile").read_text()


def test_browsers_get_what_browsers_read(tmp_path: Path) -> None:
    for name, text, expected in (
        ("a.css", "/* why */\na  >  b { width: calc(1px + 2px); content: \"  x\" }\n", 'a>b{width:calc(1px + 2px);content:"  x"}'),
        ("a.js", "// why\nconst a = /[\"] x/g;\n/* why */ go(`  ${a}  y`, '  z') // so\nend()\n", "const a=/[\"] x/g;go(`  ${a}  y`,'  z')\nend()"),
        ("a.woff2", "  as it is  ", "  as it is  "),
    ):
        (tmp_path / name).write_text(text)
        assert sent(tmp_path / name) == expected.encode()


@pytest.mark.parametrize("nested", [True, False])
def test_no_script_nests_template_literals(nested: bool) -> None:
    """What makes scripts shorter takes one inside another for code."""
    scripts = "\n".join(path.read_text() for path in own_files(ROOT / "docs/assets") if path.suffix == ".js")
    text = scripts + ("`${a ? `${b}  c` : d}`" if nested else "")
    assert bool(re.search(r"\$\{[^{}`]*`", text)) is nested


def test_a_changed_script_or_style_sheet_has_another_address(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "worker.js").write_text("one")
    (tmp_path / "mark.svg").write_text("<svg/>")
    before = own_folder(tmp_path)
    (tmp_path / "mark.svg").write_text("<svg></svg>")
    assert own_folder(tmp_path) == before
    (tmp_path / "search" / "worker.js").write_text("two")
    assert own_folder(tmp_path) != before
    page = '<link href="../assets/library.css"><script src="/assets/theme.js" data-script="/assets/javascripts/bundle.a5f9d56c.min.js">"a": "./assets/search/worker.js"<img src="../assets/mark.svg">'
    assert with_names(page, "assets.x") == page.replace("assets/library", "assets.x/library").replace("assets/theme", "assets.x/theme").replace("assets/search", "assets.x/search")


# --- The copy for reading offline ---


def edition(site: Path) -> dict:
    return json.loads(re.match(r"const edition = (.*);\n", (site / offline.NAME).read_text())[1])


def test_the_copy_holds_every_page_within_its_stated_size(site: Path) -> None:
    files = edition(site)["files"]
    assert {f"{path}/" if path else "" for path in addresses(site)} <= files.keys()
    paths = [site / (f"{name}index.html" if name.endswith("/") or not name else name) for name in files]
    assert sum(path.stat().st_size for path in paths) <= offline.LIMIT
    assert f"up to {offline.LIMIT // 1_000_000} MB" in words(tree(site / "about" / "privacy" / "index.html"))


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}/index\.html", fullmatch=True), st.integers(0, offline.LIMIT), max_size=9))
def test_the_copy_never_grows_beyond_its_limit_and_keeps_the_crisis_page(pages: dict[str, int]) -> None:
    sizes = {**pages, "get-help-now/index.html": 30_000, "assets/library.css": 20_000, "data/claims.json": 10}
    kept = offline.copied(sizes)
    assert sum(sizes[path] for path in kept) <= offline.LIMIT
    assert kept[:2] == ["get-help-now/index.html", "assets/library.css"] and "data/claims.json" not in kept


def test_one_large_list_does_not_keep_small_pages_out_of_the_copy() -> None:
    pages = {f"stress/page-{n}/index.html": 50_000 for n in range(9)}
    kept = offline.copied({"evidence/ledger/index.html": offline.LIMIT - 100_000, "stress/index.html": 60_000, **pages})
    assert kept == ["stress/index.html", *pages]


def test_another_page_makes_another_edition_and_the_same_pages_the_same() -> None:
    one, two = ({"index.html": text} for text in (b"one", b"two"))
    assert offline.worker(one) == offline.worker(dict(one)) != offline.worker(two)
