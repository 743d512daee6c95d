"""Importing, as far as it goes today: one clean draft, one record to fill in, nothing half written."""

from pathlib import Path

import pytest
from conftest import gutbrain
from hypothesis import given
from hypothesis import strategies as st

from gutbrain.importing.cleaning import clean, slug_of
from gutbrain.library.schema import SLUG
from gutbrain.library.words import shingles, unpack_shingles

ARTICLE = """# Calm: a very short article

Everybody who reads this sentence has read more than eight words of it by now.

## Second part

Related read: 10 tips for you
<script>alert(1)</script>Text stays. [x](javascript:alert(1))

Leave a Comment
"""


def test_import_writes_a_draft_a_record_and_hashes(project: Path) -> None:
    done = gutbrain(project, "import", "-", "--url", "https://example.org/a", input=ARTICLE)
    assert done.returncode == 0, done.stderr
    draft = (project / "docs/drafts/calm-a-very-short-article.md").read_text()
    assert "Not ours yet" in draft and "Text stays." in draft
    assert not any(gone in draft for gone in ("<script", "javascript:", "Leave a Comment", "Related read"))
    assert "dropped (comment form of the website): Leave a Comment" in done.stdout
    assert (project / "seeds/calm-a-very-short-article.shingles").stat().st_size > 0
    report = gutbrain(project, "check").stdout
    assert "seeds/calm-a-very-short-article.yml" not in report or "error" in report


def test_import_never_overwrites(project: Path) -> None:
    gutbrain(project, "import", "-", input=ARTICLE)
    done = gutbrain(project, "import", "-", input=ARTICLE)
    assert done.returncode == 2 and "exists already" in done.stderr


@pytest.mark.parametrize(("raw", "message"), [("", "no article text was found"), ("\0\1\2", "not text")])
def test_import_refuses_what_is_no_article(project: Path, raw: str, message: str) -> None:
    before = sorted(project.rglob("*"))
    done = gutbrain(project, "import", "-", input=raw)
    assert done.returncode == 2 and message in done.stderr and "Traceback" not in done.stderr
    assert sorted(project.rglob("*")) == before


def test_import_says_that_a_file_is_missing(project: Path) -> None:
    done = gutbrain(project, "import", "no-such-file.txt")
    assert done.returncode == 2 and "cannot be read" in done.stderr


@given(st.text())
def test_a_slug_is_always_a_plain_name(title: str) -> None:
    assert SLUG.fullmatch(slug_of(title)) and len(slug_of(title)) <= 60


@given(st.binary(max_size=400))
def test_cleaning_never_raises(raw: bytes) -> None:
    assert "<script" not in clean(raw, None).text


def test_shingles_spare_the_title_and_hold_the_text() -> None:
    title = "one two three four five six seven eight nine"
    assert shingles(title, without=title) == b""
    assert len(unpack_shingles(shingles(f"{title} ten"))) == 3
