"""The whole build: strict, finished, and never at the cost of the last good site."""

import json
import re
import subprocess
import sys
from pathlib import Path

import html5lib
from conftest import ROOT, gutbrain, project_environment

from gutbrain.finishing.policy import allowed, with_policy
from gutbrain.library.reading import read_library

X = "{http://www.w3.org/1999/xhtml}"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_of_the_library_is_there(site: Path) -> None:
    for article in read_library(ROOT).articles.values():
        folder = site if article.uri == "index.md" else site / article.slug
        assert (folder / "index.html").is_file(), article.uri


def test_an_imported_draft_is_never_built(project: Path, tmp_path: Path) -> None:
    raw = "# An imported draft\n\n--8<-- \"x\"\n\nNobody but its editor sees this. [x](/gone) {{ config }}[^no-such-claim]\n\n[^no-such-claim]: y\n\n<!-- gutbrain:nothing -->\n"
    assert gutbrain(project, "import", "-", input=raw).returncode == 0
    (project / "seeds/an-imported-draft.yml").unlink()  # a record is public, and `check` refuses it until it is filled in
    _mkdocs(project, tmp_path / "built")
    pages = [path for path in (tmp_path / "built").rglob("*") if path.suffix in (".html", ".json", ".xml", ".txt") and "Nobody but its editor" in path.read_text(encoding="utf-8")]
    assert pages == [] and not (tmp_path / "built/drafts").exists()


def test_a_page_that_has_no_title_yet_is_shown_with_one(project: Path, tmp_path: Path) -> None:
    (project / "docs/about/no-title-yet.md").write_text("---\nsummary: A page that is being written.\n---\n\nIts first words.\n", encoding="utf-8")
    _mkdocs(project, tmp_path / "built")
    assert re.search(r"<h1>No title yet</h1>\s*(?:<!--.*-->)?\s*<p>Its first words.</p>", (tmp_path / "built/about/no-title-yet/index.html").read_text(encoding="utf-8"))


def _mkdocs(project: Path, to: Path) -> None:
    """Build as anyone would who knows MkDocs, without our check before it."""
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(to)], cwd=project, env=project_environment(project), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_drafts_and_data_files_are_not_published(site: Path) -> None:
    assert not (site / "drafts").exists() and not (site / "_data").exists()


def test_every_page_has_its_own_title_description_and_policy(site: Path) -> None:
    titles = [re.search(r"<title>(.*?)</title>", page.read_text())[1] for page in pages(site)]
    assert len(set(titles)) == len(titles)
    for page in pages(site):
        text = page.read_text()
        assert text.count("Content-Security-Policy") == 1
        assert text.count('<meta name="description"') == (0 if page.name == "404.html" else 1), page


def test_every_link_and_anchor_of_every_page_resolves(site: Path) -> None:
    trees = {page: html5lib.parse(page.read_text(), treebuilder="etree") for page in pages(site)}
    ids = {page: {e.get("id") for e in tree.iter() if e.get("id")} for page, tree in trees.items()}
    for page, tree in trees.items():
        if page.name == "404.html":  # its links are absolute, since it is shown at any address
            continue
        anchors = [*tree.iter(f"{X}a"), *tree.iter("{http://www.w3.org/2000/svg}a")]
        for link in (a.get("href") for a in anchors if a.get("href")):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path.split("?")[0]).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {link}"
            assert not anchor or anchor in ids.get(target, {anchor}), f"{page}: {link}"


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for page in pages(site):
        found = [e.get("id") for e in html5lib.parse(page.read_text(), treebuilder="etree").iter() if e.get("id")]
        assert len(found) == len(set(found)), f"{page}: {sorted(i for i in found if found.count(i) > 1)}"


def test_open_data_is_the_library(site: Path) -> None:
    library = read_library(ROOT)
    for name, table in (("claims", library.claims), ("references", library.references), ("sources", library.sources), ("glossary", library.terms)):
        data = json.loads((site / "data" / f"{name}.json").read_text())
        assert data["version"] == 1 and data[name].keys() == table.keys()


def test_a_policy_names_the_hash_of_each_inline_script_and_is_put_in_once() -> None:
    page = '<meta charset="utf-8"><script>go()</script><script src="a.js"></script><script type="application/json">{}</script>'
    assert len(allowed(with_policy(page))) == 1
    assert with_policy(with_policy(page)) == with_policy(page)
    assert "unsafe" not in with_policy(page)


def test_a_failing_build_tells_why_and_leaves_the_last_good_site(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good one")
    page = project / "docs" / "stress" / "leaky-gut.md"
    good = page.read_text()
    page.write_text(good.replace("summary:", "sumary:"))
    done = gutbrain(project, "build")
    assert done.returncode == 1 and "docs/stress/leaky-gut.md:2:1: there is no key 'sumary'; did you mean 'summary'? [schema]" in done.stdout
    page.write_text(good + "\n[a broken link](no-such-page.md\n'with a title')\n")  # over two lines only the renderer sees it
    done = gutbrain(project, "build")
    assert done.returncode == 1 and "no-such-page.md" in done.stderr
    assert (project / "site" / "index.html").read_text() == "the last good one"
    assert not list(project.glob(".site-*"))


def test_a_build_shows_its_progress_and_replaces_the_site(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "stale.html").write_text("gone afterwards")
    done = gutbrain(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1/2" in done.stdout and "2/2" in done.stdout and "pages in site/" in done.stdout
    assert (project / "site" / "index.html").is_file() and not (project / "site" / "stale.html").exists()
