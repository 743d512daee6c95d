"""The commands as a contributor uses them: check and its ways to speak, mending, what a change touches, new, report."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import case_parts, cases, gutbrain, project_environment

from gutbrain import saving
from gutbrain.cli import main

PAGE = "docs/stress/leaky-gut.md"


def git(project: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)


@pytest.fixture
def kept(tiny: Path) -> Path:
    """The tiny library in a repository with one commit."""
    (tiny / "scripts").symlink_to(Path(__file__).parents[1] / "scripts")
    git(tiny, "init", "-q", "-b", "main")
    git(tiny, "add", "docs", "seeds", "mkdocs.yml")
    git(tiny, "commit", "-q", "-m", "first")
    return tiny


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_clean_library_says_so_and_returns_0(kept: Path) -> None:
    done = gutbrain(kept, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 errors, 0 warnings\n", "")


def test_the_same_problem_as_text_annotation_and_json(kept: Path) -> None:
    edit(kept, PAGE, "- It is no diagnosis.", "- 50%: a miracle, [here](none.md).")
    text, github, data = (gutbrain(kept, "check", "--format", name) for name in ("text", "github", "json"))
    assert [done.returncode for done in (text, github, data)] == [1, 1, 1]
    assert f"{PAGE}:12:10: we do not use 'miracle'; say it plainly, or put a quoted claim in quotation marks [refused-words]" in text.stdout
    assert f"::error file={PAGE},line=12,col=10,title=refused-words::we do not use 'miracle'; say it plainly" in github.stdout
    found = json.loads(data.stdout)
    assert found["errors"] == 3 and {p["rule"] for p in found["problems"]} == {"refused-words", "link-target", "link-words"}
    assert found["problems"][0] | {"path": PAGE, "line": 12, "severity": "error"} == found["problems"][0]


def test_an_annotation_escapes_what_would_end_it() -> None:
    from gutbrain.checking.showing import as_github
    from gutbrain.library.problems import Problem

    shown = as_github([Problem("docs/a,b:c.md", 1, 2, "100%\nmore", "mend", "rule", "warning")]).splitlines()[0]
    assert shown == "::warning file=docs/a%2Cb%3Ac.md,line=1,col=2,title=rule::100%25%0Amore; mend"


def test_only_the_named_files_are_judged(kept: Path) -> None:
    edit(kept, PAGE, "It is no diagnosis.", "It is a miracle.")
    assert gutbrain(kept, "check", "docs/stress/axis.md").returncode == 0
    assert gutbrain(kept, "check", "docs/stress").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "docs/none.md"], "there is no file or folder 'docs/none.md'"),
        (["check", "/"], "there is no file or folder '/' in this library"),
        (["check", "--since", "no-such-branch"], "git does not know that revision"),
        (["check", "--since=--output=x"], "git does not know that revision"),
        (["check", "--explain", "headngs"], "there is no rule 'headngs'; did you mean 'headings'?"),
        (["report", "lables"], "there is no section 'lables'; did you mean 'labels'?"),
        (["report", "--since", "no-such-branch"], "git does not know that revision"),
        (["new", "A title"], "a title and a topic are needed"),
        (["new", "A title", "--topic", "stres"], "there is no topic 'stres'; did you mean 'stress'?"),
        (["new", "A title " * 10, "--topic", "stress"], "the title must have at most 65 characters, it has 79"),
        (["new", "Leaky gut", "--topic", "mindfulness"], "docs/stress/leaky-gut.md has that name already"),
        (["new", "", "--topic", "stress"], "a title and a topic are needed"),
    ],
)
def test_what_cannot_run_says_why_in_one_line_and_returns_2(kept: Path, arguments: list[str], words: str) -> None:
    before = sorted(kept.rglob("*"))
    done = gutbrain(kept, *arguments, stdin=subprocess.DEVNULL)
    assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1
    assert sorted(kept.rglob("*")) == before


def test_outside_a_library_and_without_git_it_still_speaks_plainly(tiny: Path, tmp_path: Path) -> None:
    done = gutbrain(tmp_path, "check")
    assert done.returncode == 2 and "this folder is in no gut–brain library" in done.stderr
    done = subprocess.run([sys.executable, "-m", "gutbrain", "check", "--since", "main"], cwd=tiny, env={**os.environ, "PATH": "", "PYTHONPATH": project_environment(Path(__file__).parents[1])["PYTHONPATH"]}, capture_output=True, text=True)
    assert done.returncode == 2 and "git cannot be run" in done.stderr


def test_since_judges_the_change_and_what_it_breaks_elsewhere(kept: Path) -> None:
    edit(kept, PAGE, "It is no diagnosis.", "It is a miracle.")
    git(kept, "commit", "-qam", "an old fault")
    git(kept, "checkout", "-qb", "work")
    edit(kept, "docs/_data/claims/stress.yml", "label: limited", "label: very-uncertain")
    done = gutbrain(kept, "check", "--since", "main")
    rules = sorted(line.rpartition("[")[2] for line in done.stdout.splitlines()[:-1])
    assert rules == ["cited-sentence]"] * 4 + ["claim-wording]"] and "miracle" not in done.stdout
    edit(kept, PAGE, "No test for it", "\n- No test for it")
    assert "miracle" in gutbrain(kept, "check", "--since", "main").stdout, "a touched page is judged as a whole"


def test_since_asks_nobody_to_answer_for_what_others_did_on_main(kept: Path) -> None:
    git(kept, "checkout", "-qb", "work")
    git(kept, "checkout", "-q", "main")
    edit(kept, PAGE, "It is no diagnosis.", "It is a miracle.")
    git(kept, "commit", "-qam", "main went on")
    git(kept, "checkout", "-q", "work")
    assert gutbrain(kept, "check", "--since", "main").stdout == "0 errors, 0 warnings\n"


def test_a_renamed_page_is_missed_until_its_old_address_leads_on(kept: Path) -> None:
    for path in kept.rglob("*.*"):
        if path.is_file() and ".git" not in path.parts and path.suffix in (".md", ".yml", ".svg"):
            path.write_text(path.read_text(encoding="utf-8").replace("leaky-gut", "loose-gut"), encoding="utf-8")
    (kept / PAGE).rename(kept / "docs/stress/loose-gut.md")
    done = gutbrain(kept, "check")
    assert done.returncode == 1 and f"{PAGE}:1:1: this page is gone" in done.stdout and "`moved_from: [stress/leaky-gut]`" in done.stdout
    edit(kept, "docs/stress/loose-gut.md", "reviewed:", "moved_from: [stress/leaky-gut]\nreviewed:")
    assert gutbrain(kept, "check").returncode == 0


@pytest.mark.parametrize("path", cases("mend"))
def test_mending(path: Path) -> None:
    from gutbrain.checking.mending import mend

    parts = case_parts(path)
    name = parts["file"].strip()
    assert mend(name, parts["before"]) == parts["after"]
    assert mend(name, parts["after"]) == parts["after"], "mending twice changes nothing more"


def test_diff_shows_what_fix_does_and_changes_nothing(kept: Path) -> None:
    edit(kept, PAGE, "It is no diagnosis.", "It isn't a diagnosis. ")
    before = (kept / PAGE).read_text()
    shown = gutbrain(kept, "check", "--diff")
    assert shown.returncode == 1 and "-- It isn't a diagnosis. \n+- It is not a diagnosis.\n" in shown.stdout
    assert (kept / PAGE).read_text() == before
    fixed = gutbrain(kept, "check", "--fix")
    assert (fixed.returncode, fixed.stderr, fixed.stdout) == (0, f"mended {PAGE}\n", "0 errors, 0 warnings\n")
    assert gutbrain(kept, "check", "--diff").returncode == 0


def test_fix_brings_an_unreadable_page_back(kept: Path) -> None:
    edit(kept, PAGE, "summary: What a leaky gut is, and what it is not.", "summary: Leaky gut: what it is, and what it is not.")
    assert "this is not valid YAML" in gutbrain(kept, "check").stdout
    assert gutbrain(kept, "check", "--fix").returncode == 0
    assert 'summary: "Leaky gut: what it is, and what it is not."' in (kept / PAGE).read_text()


def test_the_real_library_needs_no_mending() -> None:
    from conftest import ROOT

    assert gutbrain(ROOT, "check", "--diff").stdout == ""


def test_new_writes_a_page_whose_open_places_are_all_that_is_wrong(kept: Path) -> None:
    done = gutbrain(kept, "new", "IBS, panic and you: “what” helps?", "--topic", "mindfulness")
    path = "docs/mindfulness/ibs-panic-and-you-what-helps.md"
    assert done.returncode == 0 and f"wrote {path}" in done.stdout
    text = (kept / path).read_text()
    assert "<!-- gutbrain:help -->" in text and "<!-- gutbrain:warning-signs -->" in text
    report = gutbrain(kept, "check").stdout.splitlines()
    assert len(report) == text.count("FILL IN") + 1 and all(line.endswith("[open-place]") for line in report[:-1])
    assert [line for line in done.stdout.splitlines() if "[open-place]" in line] == report[:-1]
    assert gutbrain(kept, "new", "IBS, panic and you: what helps", "--topic", "stress").returncode == 2


def test_new_asks_a_person_at_a_terminal(kept: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Stress and sleep\nstress\n")
    done = gutbrain(kept, "new", stdin=theirs)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0 and (kept / "docs/stress/stress-and-sleep.md").is_file(), done.stderr
    assert "Topic (stress, mindfulness," in done.stdout


def test_a_report_is_text_markdown_or_json(kept: Path) -> None:
    text, markdown, data = (gutbrain(kept, "report", "--format", name) for name in ("text", "markdown", "json"))
    assert "Claims by label\n---------------\n" in text.stdout and "### Coverage of the sources\n\n| source |" in markdown.stdout
    found = json.loads(data.stdout)
    assert found["coverage"] == [{"source": "tiny-article", "sections": 1, "points": 1, "kept": 0, "softened": 1, "corrected": 0, "left out": 0, "open": 0, "articles fed": 2}]
    assert {row["label"]: row["claims"] for row in found["labels"]}["Limited evidence"] == 1
    assert found["orphans"] == [] and len(found["reading"]) == 3 and found["glossary"][0]["articles"] == 1
    assert gutbrain(kept, "report", "labels").stdout.count("---\n") == 1


def test_a_report_since_a_revision_says_what_came_went_and_changed(kept: Path) -> None:
    assert "nothing that a reader sees" in gutbrain(kept, "report", "--since", "main").stdout
    edit(kept, "docs/_data/claims/stress.yml", "label: limited", "label: good")
    edit(kept, "docs/_data/glossary.yml", "term: ENS", "term: network")
    edit(kept, "docs/stress/axis.md", "carry signals.", "carry [signals](leaky-gut.md).")
    edit(kept, PAGE, "reviewed: 2026-01-15", "reviewed: 2026-02-15")
    gutbrain(kept, "new", "A new page", "--topic", "evidence")
    rows = json.loads(gutbrain(kept, "report", "--since", "main", "--format", "json").stdout)["changes"]
    assert [tuple(row.values()) for row in rows] == [
        ("page", "evidence/a-new-page.md", "new"),
        ("page", "stress/axis.md", "changed"),
        ("page", "stress/leaky-gut.md", "reviewed"),
        ("claim", "barrier-loosens", "regraded from limited to good"),
        ("term", "network", "new"),
        ("term", "ens", "gone"),
        ("link", "stress/axis.md to leaky-gut.md", "gained"),
    ]


def test_a_place_where_nothing_may_be_written_is_named(monkeypatch: pytest.MonkeyPatch, kept: Path, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.chdir(kept)
    monkeypatch.setattr(saving.tempfile, "mkstemp", lambda dir, prefix: (_ for _ in ()).throw(PermissionError(13, "Permission denied", f"{dir}/{prefix}x")))
    assert main(["new", "A new page", "--topic", "stress"]) == 2
    assert capsys.readouterr().err == f"gutbrain: in '{kept}/docs/stress' something cannot be read or written (Permission denied); see that you may write there, and that the disk has room\n"
    assert not (kept / "docs/stress/a-new-page.md").exists()


def test_a_report_says_where_a_page_has_moved(kept: Path) -> None:
    edit(kept, "docs/stress/axis.md", "reviewed:", "moved_from: [stress/axis]\nreviewed:")
    (kept / "docs/stress/axis.md").rename(kept / "docs/stress/gut-brain.md")
    rows = json.loads(gutbrain(kept, "report", "--since", "main", "--format", "json").stdout)["changes"]
    assert [row["how"] for row in rows if row["which"] == "stress/axis.md"] == ["moved to stress/gut-brain.md"]


def test_a_report_tells_what_cannot_be_read_from_what_is_gone(kept: Path) -> None:
    edit(kept, "docs/stress/axis.md", "reviewed: 2026-01-15", "reviewed: soon")
    edit(kept, "docs/_data/claims/stress.yml", "label: limited", "label: likely")
    (kept / "docs/_data/glossary.yml").write_text("")
    rows = json.loads(gutbrain(kept, "report", "--since", "main", "--format", "json").stdout)["changes"]
    assert rows and {row["how"] for row in rows} == {"cannot be read: see `check`"}
    assert {row["which"] for row in rows} >= {"stress/axis.md", "barrier-loosens", "ens"}


def test_overdue_pages_are_listed_the_oldest_first(kept: Path) -> None:
    edit(kept, PAGE, "review_by: 2027-01-15", "review_by: 2020-01-15")
    rows = json.loads(gutbrain(kept, "report", "reviews", "--format", "json").stdout)["reviews"]
    assert rows[0] == {"page": PAGE, "due": "2020-01-15", "when": "overdue"}


def test_a_reader_who_has_seen_enough_causes_no_traceback(kept: Path) -> None:
    command = f"{sys.executable} -m gutbrain check --list | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=kept, env=project_environment(kept), capture_output=True, text=True)
    assert done.stdout.startswith("active-html (error)") and done.stderr == ""
