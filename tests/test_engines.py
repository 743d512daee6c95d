"""The same pages from both engines: what is said, which links are put in, which notes stand there."""

from pathlib import Path

import html5lib
from conftest import gutbrain

X = "{http://www.w3.org/1999/xhtml}"
PAGES_OF_ENGINES = {"404.html"}  # each theme's own
LINKS_DIFFER = {"about/data/index.html"}  # to files that the build makes: Zensical puts one `../` too many before them


def article(page: Path):
    """The part of a page that comes from its Markdown."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), treebuilder="etree")
    return next(element for element in tree.iter(f"{X}article") if "md-content__inner" in element.get("class", ""))


def read(element) -> str:
    return " ".join("".join(element.itertext()).split())


def links(element) -> list[tuple[str | None, str | None]]:
    return [(link.get("href"), link.get("title")) for link in element.iter(f"{X}a") if link.get("href")]  # an anchor without an address is the theme's own


def notes(element) -> list[str]:
    return [read(item) for item in element.iter(f"{X}li") if item.get("id", "").startswith(("note-", "source-"))]


def test_both_engines_give_the_same_articles_links_and_notes(site: Path, project: Path) -> None:
    done = gutbrain(project, "build", "--engine", "zensical")
    assert done.returncode == 0, done.stdout + done.stderr
    other = project / "site"
    names = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert names == {page.relative_to(other).as_posix() for page in other.rglob("*.html")}
    pages = {name: (article(site / name), article(other / name)) for name in sorted(names - PAGES_OF_ENGINES)}
    assert [name for name, (ours, theirs) in pages.items() if read(ours) != read(theirs)] == []
    assert [name for name, (ours, theirs) in pages.items() if notes(ours) != notes(theirs)] == []
    assert {name for name, (ours, theirs) in pages.items() if links(ours) != links(theirs)} == LINKS_DIFFER


def test_an_engine_that_is_not_installed_is_named_with_its_remedy(project: Path) -> None:
    (project / "hidden").mkdir()
    (project / "hidden" / "sitecustomize.py").write_text("import sys\nsys.modules['zensical'] = None\n")
    variables = {"PYTHONPATH": f"{project / 'hidden'}:{project / 'scripts'}"}
    done = gutbrain(project, "build", "--engine", "zensical", variables=variables)
    assert done.returncode == 2 and "pip install --editable .[zensical]" in done.stderr and "Traceback" not in done.stderr
