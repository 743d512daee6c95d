"""Everything between the thought and the merge holds together: workflows, forms, schemas, words about them."""

import argparse
import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, TINY

from gutbrain import asking
from gutbrain.checking import RULES
from gutbrain.cli import _parser
from gutbrain.commands import links
from gutbrain.finishing import finish
from gutbrain.library import schema
from gutbrain.library.addresses import outside
from gutbrain.library.reading import read_library
from gutbrain.library.schema import Record
from gutbrain.writing.editor_schemas import editor_schemas

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def program(name: str, *arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run([Path(sys.executable).parent / name, *arguments], capture_output=True, text=True)


# Workflows and forms


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", [ROOT / ".github/ISSUE_TEMPLATE" / name for name in ("correction.yml", "new-article.yml", "term.yml")]),
        ("github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [ROOT / ".github/dependabot.yml"]),
    ],
)
def test_github_can_read_its_files(kind: str, files: list[Path]) -> None:
    done = program("check-jsonschema", "--builtin-schema", f"vendor.{kind}", *files)
    assert done.returncode == 0, done.stdout


def test_workflows_are_safe() -> None:
    done = program("zizmor", "--offline", "--no-progress", "--persona", "pedantic", ROOT / ".github")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("began\n          persist-credentials: false\n", "began\n"),
        ("permissions: {}", "permissions: write-all"),
        ("@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@v5"),
        ("  pull_request:\n", "  pull_request_target:\n"),
        ('--since "$BASE" --format github', "--since ${{ github.head_ref }} --format github"),
    ],
)
def test_the_lint_of_workflows_can_fail(tmp_path: Path, right: str, wrong: str) -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text()
    assert right in text
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/ci.yml").write_text(text.replace(right, wrong))
    assert program("zizmor", "--offline", "--no-progress", "--persona", "pedantic", tmp_path).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_workflows_run_nothing_but_the_projects_own_commands(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text())["jobs"].values()
    runs = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert all(line.startswith(("python3 run.py ", ".github/keep-one-issue.sh ")) for line in runs)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_write_tokens_never_meet_a_pull_request(path: Path) -> None:
    text = path.read_text()
    assert "secrets." not in text
    assert "write" not in text or "pull_request" not in text


def test_a_form_has_the_field_that_pages_fill_in() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/correction.yml").read_text())
    assert "page" in [part.get("id") for part in form["body"]]


ISSUES = """#!/usr/bin/env bash
echo "$@" >> "$LOG"
[ "$2" != list ] || echo "$KNOWN"
"""


@pytest.mark.parametrize(
    ("known", "opened", "calls"),
    [("", "yes", ["issue create --title T --body-file f"]), ("7", "yes", ["issue edit 7 --body-file f"]), ("7", "", ["issue edit 7 --body-file f", "issue close 7 --comment All is well again."]), ("", "", [])],
)
def test_one_issue_is_made_renewed_and_closed(tmp_path: Path, known: str, opened: str, calls: list[str]) -> None:
    (tmp_path / "gh").write_text(ISSUES)
    (tmp_path / "gh").chmod(0o755)
    log = tmp_path / "log"
    subprocess.run([ROOT / ".github/keep-one-issue.sh", "T", "f", opened], env={"PATH": f"{tmp_path}:/usr/bin:/bin", "LOG": str(log), "KNOWN": known}, check=True)
    assert log.read_text().splitlines()[1:] == calls


# Outside links


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = int(self.path.strip("/"))
        if not status:
            self.wfile.write(b"What?\r\n\r\n")  # no HTTP at all
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_arguments) -> None:
        pass


@pytest.fixture
def answering() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_only_what_says_so_itself_is_gone(answering: str) -> None:
    statuses = (200, 302, 403, 404, 410, 429, 500, 0)
    found = asking.ask_all([f"{answering}/{status}" for status in statuses] + ["http://127.0.0.1:1/"], pause=0)
    assert [answer.is_gone for answer in found.values()] == [False, False, False, True, True, False, False, False, False]
    assert [answer.is_well for answer in found.values()] == [True, True, False, False, False, False, False, False, False]


@pytest.mark.parametrize(("said", "code"), [("no network", 2), (403, 0), (404, 1)])
def test_links_that_nobody_could_ask_are_no_good_news(monkeypatch: pytest.MonkeyPatch, said: int | str, code: int) -> None:
    monkeypatch.setattr(links, "ask_all", lambda addresses: {address: asking.Answer(said) for address in addresses})
    assert links.run(argparse.Namespace(), TINY) == code


def test_every_outside_address_is_known_with_its_places(tiny: Path) -> None:
    assert outside(read_library(TINY)) == {"https://example.org/": ["docs/stress/leaky-gut.md:24"], "https://doi.org/api/handles/10.1000/test.1": ["docs/_data/references.yml:2"]}
    page = tiny / "docs/stress/axis.md"
    page.write_text(page.read_text() + "\n[by name]: https://example.org/named\n")
    assert outside(read_library(tiny))["https://example.org/named"] == ["docs/stress/axis.md:21"]
    real = outside(read_library(ROOT))
    assert len(real) > 200 and all(address.startswith("https://") for address in real)


# Schemas for editors


def plain(value):
    """YAML as an editor's schema sees it: dates are text."""
    return json.loads(json.dumps(value, default=str))


FILES = [(pattern, file) for file, pattern in json.loads((ROOT / ".vscode/settings.json").read_text())["yaml.schemas"].items()]


@pytest.mark.parametrize(("pattern", "file"), FILES)
def test_every_data_file_fits_its_schema_and_a_slip_does_not(pattern: str, file: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads((ROOT / file).read_text()))
    paths = sorted(ROOT.glob(pattern))
    assert paths
    for path in paths:
        data = plain(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert not list(validator.iter_errors(data)), path
        assert list(validator.iter_errors({**data, "slip Here": 1})), "an unknown key is refused"


def test_every_page_fits_the_schema_of_the_front_matter() -> None:
    validator = jsonschema.Draft202012Validator(json.loads((ROOT / "schemas/front-matter.schema.json").read_text()))
    for article in read_library(ROOT).articles.values():
        front = (ROOT / article.path).read_text(encoding="utf-8").split("---\n")[1]
        assert not list(validator.iter_errors(plain(yaml.safe_load(front)))), article.path
    assert list(validator.iter_errors({"summary": "x" * 161, "reviewed": "2026-01-01", "review_by": "2026-01-01"}))


def test_schemas_are_as_the_command_writes_them() -> None:
    made = editor_schemas()
    assert {path: (ROOT / path).read_text(encoding="utf-8") for path in made} == made, "run `python3 run.py schemas`"
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == made.keys()


# Words


def commands() -> dict[str, object]:
    return next(action for action in _parser()._actions if hasattr(action, "choices") and action.choices).choices


def test_every_command_and_option_is_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    run_py = (ROOT / "run.py").read_text(encoding="utf-8")
    for name, parser in commands().items():
        assert f"`{name}`" in readme, f"the README does not speak of the command {name}"
        assert f"run.py {name}" in run_py
        for option in (option for action in parser._actions for option in action.option_strings if option.startswith("--") and option != "--help"):
            assert option in readme + CONTRIBUTING + run_py, f"nothing speaks of {name} {option}"


def test_every_field_is_documented() -> None:
    models = [model for model in vars(schema).values() if isinstance(model, type) and issubclass(model, Record) and not model.__name__.endswith("File")]
    named = set(re.findall(r"`([\w-]+)(?::[^`]*)?`", CONTRIBUTING))
    for model in models:
        fields = {field.alias or name for name, field in model.model_fields.items()}
        assert model is Record or fields and fields <= named, f"CONTRIBUTING does not speak of {sorted(fields - named)} ({model.__name__})"


def test_every_rule_is_documented_and_no_other() -> None:
    section = CONTRIBUTING.split("## What the rules hold", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"`([a-z-]+)`", section)) == set(RULES)


def test_every_command_that_the_guide_shows_exists() -> None:
    shown = re.findall(r"(?:run\.py|gutbrain) ([a-z]+)\b", CONTRIBUTING)
    assert shown and set(shown) <= {*commands(), "test", "lock"}


def test_a_page_that_moved_leads_on_from_its_old_address(tiny: Path, tmp_path: Path) -> None:
    page = tiny / "docs/stress/axis.md"
    page.write_text(page.read_text().replace("reviewed:", "moved_from: [old-axis, evidence/axis]\nreviewed:", 1))
    (tmp_path / "index.html").write_text('<meta charset="utf-8"><meta property="og:site_name" content="Tiny"><link rel="canonical" href="https://example.org/">')
    (tiny / "docs/index.md").write_text("---\nsummary: Home.\nreviewed: 2026-01-15\nreview_by: 2027-01-15\n---\n\n# Home\n")
    finish(read_library(tiny), tmp_path)
    for old, target in (("old-axis", "../stress/axis/"), ("evidence/axis", "../../stress/axis/")):
        text = (tmp_path / old / "index.html").read_text()
        assert f'http-equiv="refresh" content="0; url={target}"' in text and f'<a href="{target}">The gut–brain axis</a>' in text
        assert "Content-Security-Policy" in text
