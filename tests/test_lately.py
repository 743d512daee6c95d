"""What changed lately says only what the data say."""

from pathlib import Path

from rendering import enriched

from gutbrain.enriching import forget

PLACE = "<!-- gutbrain:lately -->"
CLAIMS = "docs/_data/claims/stress.yml"


def test_changes_of_claims_come_newest_first(tiny: Path) -> None:
    claims = tiny / CLAIMS
    claims.write_text(claims.read_text() + "  history:\n  - {date: 2025-03-01, change: First written.}\n  - {date: 2026-01-15, change: Label lowered.}\n")
    page = enriched(PLACE, tiny, "index.md")
    assert page.index("15 January 2026: Label lowered.") < page.index("1 March 2025: First written.")
    assert 'href="evidence/ledger.md#barrier-loosens"' in page


def test_many_pages_checked_on_one_day_are_counted_and_not_listed(tiny: Path) -> None:
    pattern = (tiny / "docs/stress/axis.md").read_text()
    for number in range(5):
        (tiny / f"docs/stress/page-{number}.md").write_text(pattern)
    assert "All 7 articles were last checked on 15 January 2026." in enriched(PLACE, tiny, "index.md")
    (tiny / "docs/stress/older.md").write_text(pattern.replace("reviewed: 2026-01-15", "reviewed: 2025-01-15"))
    forget()
    assert "7 of 8 articles were last checked on 15 January 2026." in enriched(PLACE, tiny, "index.md")
