"""Pages kept from build to build are never stale, and two builds of the same files are the same bytes."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import ROOT, TINY, files, gutbrain, project_environment

from gutbrain.aside import Aside
from gutbrain.enriching.shelf import Shelf
from gutbrain.enriching.sight import Sight
from gutbrain.library.reading import read_library
from gutbrain.page_cache import PageCache

KEPT = ".cache/pages/build"

# Each kind of input: the file, what stands there, and what is put in its place.
EDITS = {
    "own text": ("docs/stress/axis.md", "Much is not known.", "Much is still not known."),
    "own front matter": ("docs/stress/leaky-gut.md", "hole in the gut", "gap in the gut"),
    "title of another page": ("docs/stress/leaky-gut.md", "# Leaky gut", "# The leaky gut"),
    "mentions on another page": ("docs/stress/axis.md", "Nerves, hormones", "IBS, nerves, hormones"),
    "claim": ("docs/_data/claims/stress.yml", "label: limited", "label: good"),
    "reference": ("docs/_data/references.yml", "Journal of Tests", "Journal of Trials"),
    "meaning of a term": ("docs/_data/glossary.yml", "meaning: ", "meaning: Something like "),
    "name of a term": ("docs/_data/glossary.yml", "term: ", "term: hormones and "),
    "path": ("docs/_data/paths.yml", "reader: ", "reader: Perhaps "),
    "warning sign": ("docs/_data/warning-signs.yml", "action: ", "action: Today. "),
    "help line": ("docs/_data/help-lines.yml", "name: ", "name: The "),
    "picture": ("docs/assets/diagrams/talk.svg", "<desc>", "<desc>Look. "),
    "source record": ("seeds/tiny-article.yml", "interest: ", "interest: Perhaps "),
    "configuration": ("mkdocs.yml", "toc_depth: 3", "toc_depth: 2"),
    "style sheet": ("docs/assets/library.css", "teal", "coral"),
    "script": ("scripts/gutbrain/enriching/frame.py", '"Related pages"', '"More pages"'),
    "theme": ("overrides/main.html", "No advertising", "Never any advertising"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny library as a whole project, built once, with its pages kept."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("kept") / "project"))
    for folder in ("scripts", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    page = "---\nsummary: A list.\nreviewed: 2026-01-15\nreview_by: 2027-01-15\n---\n\n# List of {0}\n\n<!-- gutbrain:{0} -->\n"
    for place in ("help-lines", "ledger", "sources", "warning-signs", "diagram talk", "questions", "a-to-z"):
        (root / "docs" / f"list-{place.split()[0]}.md").write_text(page.format(place), encoding="utf-8")
    (root / "docs" / "get-help-now.md").write_text(page.format("warning-signs"), encoding="utf-8")  # there they stand with their sources
    with (root / "docs" / "_data" / "warning-signs.yml").open("a", encoding="utf-8") as signs:
        signs.write("  references: [smith-2020-barrier]\n")
    (root / "docs" / "assets" / "library.css").write_text("a { color: teal; }\n", encoding="utf-8")
    (root / "docs" / "index.md").write_text(page.format("lately"), encoding="utf-8")
    build(root)
    return root


def build(root: Path) -> dict[str, bytes]:
    """Every file of a fresh site. The pages that are kept come from the cache of `root`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**project_environment(root), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1767225600"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return files(root / "site")


def kept(root: Path) -> set[str]:
    return {path.name for path in (root / KEPT).iterdir()}


@pytest.mark.parametrize("kind", EDITS)
def test_after_an_edit_the_site_is_that_of_a_clean_build(built: Path, tmp_path: Path, kind: str) -> None:
    root = Path(shutil.copytree(built, tmp_path / "project"))
    before = files(root / "site")
    path, old, new = EDITS[kind]
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    with_kept = build(root)
    shutil.rmtree(root / KEPT)
    clean = build(root)
    assert with_kept == clean
    assert clean != before, "the edit changed nothing"


def test_a_page_whose_review_becomes_overdue_is_made_anew() -> None:
    shelf = Shelf(read_library(TINY))
    page = shelf.library.articles["stress/axis.md"]
    before, last, after = (Sight(shelf, page.meta.review_by + timedelta(days)).of(page.uri, page.body) for days in (-1, 0, 1))
    assert before == last != after


def test_pages_come_and_go(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "project"))
    shutil.copy(root / "docs/stress/axis.md", root / "docs/stress/new.md")
    (root / "docs/stress/leaky-gut.md").unlink()
    with_kept = build(root)
    shutil.rmtree(root / KEPT)
    assert with_kept == build(root)


def test_pages_that_did_not_change_are_kept_and_no_others(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "project"))
    first = kept(root)
    path, old, new = EDITS["own text"]
    (root / path).write_text((root / path).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    build(root)
    assert len(kept(root)) == len(first), "what is no longer used is deleted"
    assert first & kept(root) and first - kept(root)


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    cache = PageCache(tmp_path, "build")
    cache.put("key", {"title": "A title"}, "a page")
    assert (PageCache(tmp_path, "build").facts("key"), PageCache(tmp_path, "build").html("key")) == ({"title": "A title"}, "a page")
    path = tmp_path / KEPT / "key"
    path.write_text(path.read_text().replace("a page", "a lie"))
    assert PageCache(tmp_path, "build").facts("key") is None
    path.write_bytes(b"\xff\xfe")
    assert PageCache(tmp_path, "build").facts("key") is None


def test_building_leaves_the_pages_of_serving(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    for command in ("serve", "build"):
        PageCache(tmp_path, command).put("key", {}, f"a page to {command}")
    PageCache(tmp_path, "build").prune()
    assert PageCache(tmp_path, "build").facts("key") is None
    assert PageCache(tmp_path, "serve").html("key") == "a page to serve"


def test_what_is_put_aside_comes_back() -> None:
    aside, texts = Aside(), ["one", "", "zwei: ●●○○ \ud800", "three\r\n"]
    places = [aside.put(text) for text in texts]
    assert [aside.get(place) for place in reversed(places)] == texts[::-1]
    assert aside.get(aside.put("four")) == "four" and aside.get(places[0]) == "one"


def test_a_warning_comes_again(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "project"))
    page = root / "docs/stress/axis.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](no-such-page.md)\n", encoding="utf-8")
    for _ in range(2):
        done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=root, env=project_environment(root), capture_output=True, text=True)
        assert "no-such-page.md" in done.stderr


def test_two_builds_are_the_same_bytes_in_any_folder_language_and_time_zone(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project, tmp_path / "another folder"))
    here = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "Pacific/Honolulu", "LC_ALL": "C"}
    there = {"SOURCE_DATE_EPOCH": "1767225600", "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8"}
    for root, variables in ((project, here), (other, there)):
        done = gutbrain(root, "build", variables=variables)
        assert done.returncode == 0, done.stdout + done.stderr
    assert files(project / "site") == files(other / "site")
