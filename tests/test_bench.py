"""The bench: its corpora are valid and always the same, and its figures are right."""

from datetime import date
from pathlib import Path

import pytest
from conftest import files
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import make
from bench.figures import exponent, growth, ratios
from bench.measure import Failed, Run, measure
from gutbrain.checking import check
from gutbrain.library.reading import read_library

SIZE = 42


def test_a_corpus_is_a_library_without_errors_and_the_same_each_time(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", SIZE), make(tmp_path / "two", SIZE)
    assert files(one) == files(two)
    library = read_library(one)
    assert sum(article.is_article for article in library.articles.values()) == SIZE
    assert [problem for problem in check(library, date.today()) if problem.severity == "error"] == []
    assert files(make(tmp_path / "three", SIZE, seed=9)) != files(one)


@given(st.floats(0.5, 2.5), st.floats(0.01, 100))
def test_the_exponent_of_a_power_is_its_power(power: float, factor: float) -> None:
    assert exponent({size: factor * size**power for size in (300, 1000, 3000)}) == pytest.approx(power)


def test_ratios_and_growth_are_those_of_the_medians() -> None:
    def runs(*seconds: float) -> list[Run]:
        return [Run(cpu, cpu, 50) for cpu in seconds]

    results = {300: {"ours": runs(1, 2, 90), "stock": runs(10)}, 3000: {"ours": runs(20), "stock": runs(1000)}}
    assert ratios(results) == {300: {"ours": 0.2, "stock": 1}, 3000: {"ours": 0.02, "stock": 1}}
    assert growth(results) == {"ours": pytest.approx(1), "stock": pytest.approx(2)}
    assert growth({300: results[300]}) == {}


def test_a_measure_is_taken_of_what_ran_and_a_failure_is_told(tmp_path: Path) -> None:
    run = measure(("python3", "-c", "x = bytearray(100_000_000); sum(range(5_000_000))"), tmp_path)
    assert 0 < run.cpu and run.wall > 0 and run.memory > 95
    with pytest.raises(Failed, match="no such thing"):
        measure(("python3", "-c", "raise SystemExit('no such thing')"), tmp_path)
