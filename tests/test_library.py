"""The real library: what must hold of its content, so that a bad pull request fails here with words to mend it."""

from datetime import date
from statistics import median

from conftest import ROOT

from gutbrain.checking import check
from gutbrain.library.prose import grade, sentences
from gutbrain.library.reading import read_library
from gutbrain.library.schema import TOPICS

LIBRARY = read_library(ROOT)


def test_the_library_has_no_errors() -> None:
    errors = [str(problem) for problem in check(LIBRARY, date.today()) if problem.severity == "error"]
    assert not errors, "\n".join(["mend these:", *errors])


def test_every_topic_has_an_introduction_and_three_articles_or_more() -> None:
    for topic in TOPICS:
        assert f"{topic}/index.md" in LIBRARY.articles
        assert len(LIBRARY.topic_articles(topic)) >= 3


def test_articles_stand_in_the_order_of_their_topic_and_new_ones_follow_by_title(tiny) -> None:
    write = lambda name, title, head="": (tiny / "docs" / "stress" / f"{name}.md").write_text(f"---\nsummary: A page.\n{head}reviewed: 2026-01-15\nreview_by: 2027-01-15\n---\n\n# {title}\n", encoding="utf-8")
    write("zebra", "About zebras")
    assert [article.name for article in read_library(tiny).topic_articles("stress")] == ["zebra", "leaky-gut", "axis"]
    write("index", "Stress", "order: [axis, leaky-gut]\n")
    assert [article.name for article in read_library(tiny).topic_articles("stress")] == ["axis", "leaky-gut", "zebra"]


def test_every_source_feeds_several_articles_of_several_topics() -> None:
    for key, source in LIBRARY.sources.items():
        fed = {article for point in source.points if point.claim for article in map(lambda a: a.uri, LIBRARY.citing.get(point.claim, []))}
        assert len(fed) >= 5 and len({uri.split("/")[0] for uri in fed}) >= 3, key


def test_every_point_of_every_source_leads_to_a_claim_on_a_page_or_to_a_reason() -> None:
    for key, source in LIBRARY.sources.items():
        for point in source.points:
            assert point.why or point.open or LIBRARY.citing.get(point.claim or ""), f"{key}: {point.says}"


def test_hashes_of_every_reserved_source_are_there_and_its_text_is_not() -> None:
    assert {key for key, source in LIBRARY.sources.items() if source.rights == "all-rights-reserved"} <= LIBRARY.shingles.keys()
    assert not list((ROOT / "seeds").glob("*.txt"))


def test_articles_are_as_long_as_the_guide_says() -> None:
    lengths = [len(" ".join(line for _, line in a.prose_lines).split()) for a in LIBRARY.articles.values() if a.is_article]
    assert 400 <= median(lengths) <= 1100 and max(lengths) <= 1500, sorted(lengths)


def test_pages_read_easily() -> None:
    grades = {article.uri: grade(article) for article in LIBRARY.articles.values()}
    assert median(grades.values()) <= 8
    assert max(grades.values()) <= 10, {uri: round(found, 1) for uri, found in grades.items() if found > 10}


def test_sentences_are_short() -> None:
    lengths = [len(words) for article in LIBRARY.articles.values() if article.is_article for words in sentences(article)]
    assert median(lengths) <= 15 and max(lengths) <= 45


def test_each_question_is_asked_once() -> None:
    asked = [question for article in LIBRARY.articles.values() for question, _ in article.questions]
    assert len(asked) == len({question.casefold() for question in asked}) > 70


def test_every_reading_path_and_slug_of_the_plan_is_there() -> None:
    assert len([a for a in LIBRARY.articles.values() if a.is_article]) >= 37
    assert len(LIBRARY.paths) == 5
    assert {"get-help-now", "about-this-library", "glossary", "a-to-z", "questions"} <= LIBRARY.by_name.keys()
