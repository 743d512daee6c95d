"""Enrichment: awkward pages as cases, and rules that hold for every page."""

import re
from pathlib import Path
from xml.etree.ElementTree import tostring

import html5lib
import pytest
from conftest import ROOT, TINY, case_parts, cases
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from rendering import enriched, extensions, plain

from gutbrain.enriching.elements import MARK
from gutbrain.enriching.lists import MAKERS
from gutbrain.library.article import PLACEHOLDERS
from gutbrain.library.reading import read_library
from gutbrain.library.words import fold, name_pattern, variants

REAL = read_library(ROOT)
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_a_large_library_lists_its_questions_without_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = enriched("# Questions\n\n<!-- gutbrain:questions -->\n", ROOT, "questions.md")
    monkeypatch.setattr("gutbrain.enriching.questions._ANSWERED", 10)
    listed = enriched("# Questions\n\n<!-- gutbrain:questions -->\n", ROOT, "questions.md")
    asked = [question for article in REAL.articles.values() for question, _ in article.questions]
    assert whole.count("<h3") == listed.count("<li>") == len(asked) > 10
    assert "From: " in whole and "From: " not in listed


def test_every_place_that_a_page_may_hold_is_filled() -> None:
    assert MAKERS.keys() == PLACEHOLDERS.keys()


@pytest.mark.parametrize("path", cases("enrich"))
def test_case(path: Path) -> None:
    parts = case_parts(path)
    page = parts.get("page", "stress/new.md").strip()
    settings = {name: parts[name].strip() for name in ("today", "repository") if name in parts}
    assert enriched(parts["markdown"], TINY, page, **settings).strip() == parts["html"].strip()


def words_read(page: str, citations: frozenset[str] = frozenset()) -> str:
    """What a reader reads, in order, with all that the build added taken away again."""
    tree = html5lib.parse(page, treebuilder="etree")
    text = "".join(_own(tree))
    for name in citations:  # without our extension a citation is plain text
        text = text.replace(f"[^{name}]", "")
    return " ".join(text.translate(_TYPED).split())


_TYPED = str.maketrans("‘’“”", "''\"\"")  # the build sets quotation marks; cases/enrich/quotes.txt has how


def _own(element):
    if not isinstance(element.tag, str):  # a comment
        return
    added = element.get(MARK)
    if added is None or added == "term":
        yield element.text or ""
        for child in element:
            yield from _own(child)
            yield child.tail or ""


def without_places(text: str) -> str:
    return re.sub(r"<!--.*?-->", "", text)


@pytest.mark.parametrize("article", REAL.articles.values(), ids=lambda a: a.uri)
def test_no_word_of_a_page_changes(article) -> None:
    claims = frozenset(REAL.claims)
    assert words_read(enriched(article.body, ROOT, article.uri)) == words_read(plain(without_places(article.body)), claims)


MARKDOWN_BITS = st.sampled_from(
    ["gut", "Gut", "guts", "gut–brain axis", "gut-brain axis", "gut\u00a0barrier", "gut barrier’s", "bowels", "IBS", "ens", "ENS", "naïve cell", "naive cells", "allergies"]
    + ["[^barrier-loosens]", "[^other]", "# ", "## ", "- ", "1. ", "> ", "`", "```\n", "*", "**", "_", "[", "](x.md)", "](", ")", "<b>", "</b>", "<summary>", "</summary>", "<div>", "</div>", "<div markdown>", "|", "|---|---|", ": ", "!!! note ", "??? note \"x\"", "    ", "\n", "\n\n", "&amp;", "&", "\\", "{.no-link}", "{#id}", "![gut](a.png)", "<!-- gutbrain:help -->", "[^1]: note", "word", ".", ","]
)  # fmt: skip
TEXTS = st.lists(MARKDOWN_BITS | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6), max_size=40).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_word_of_any_text_changes(text: str) -> None:
    # A citation is a mark on our side and text on theirs, and text on both inside raw HTML.
    ours, theirs = (words_read(page).replace("[^barrier-loosens]", "") for page in (enriched(text, TINY), plain(text)))
    assert ours.split() == theirs.split() or "[^" in text and _letters(ours) == _letters(theirs)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(max_examples=100, deadline=None)
@example("gut " * 19 + "gut–brain axis gut–brain axis [^barrier-loosens]")  # the citation's own words make no room for a link
@given(TEXTS)
def test_enriching_twice_changes_nothing(text: str) -> None:
    names, options = extensions()
    md = Markdown(extensions=names, extension_configs={**options, "gutbrain.enriching": {"root": str(TINY), "page": "stress/new.md"}})
    ours = md.treeprocessors["gutbrain-enrich"]
    once = []
    run = ours.run

    def run_twice(root):
        run(root)
        once.append(tostring(root))
        run(root)
        once.append(tostring(root))

    ours.run = run_twice
    md.convert(text)
    if once:
        assert once[0] == once[1]


def test_first_mention_alone_is_linked() -> None:
    page = enriched("The gut barrier " + "lies here and does a lot of work for all of us each day. " * 3 + "The gut barrier again.", TINY)
    assert page.count("gb-term") == 1


def test_1500_names_are_found_as_the_longest_of_them() -> None:
    names = [f"term {i}" for i in range(1500)] + ["term 7 of 9"]
    pattern = name_pattern({form for name in names for form in variants(name)})
    found = pattern.findall(fold("A Term 7 of 9, a term–77, a term 1499 and a term 1500.")[0])
    assert found == ["term 7 of 9", "term-77", "term 1499"]


@given(st.text())
def test_folding_knows_where_each_character_stood(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert list(places) == sorted(places) and all(0 <= place < len(text) for place in places)
