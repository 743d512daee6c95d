"""Serving: what a person saves is what they see."""

import http.client
import os
import re
import runpy
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import gutbrain, project_environment

REPOSITORY = "https://example.org/you/library"


@pytest.fixture
def served(project: Path) -> Iterator[tuple[Path, str]]:
    command = [sys.executable, "-m", "gutbrain", "serve", "--port", "8470"]
    server = subprocess.Popen(command, cwd=project, env={**project_environment(project), "GUTBRAIN_REPOSITORY": REPOSITORY}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        address = next(match[0] for line in server.stdout if (match := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        yield project, address
    finally:
        server.terminate()
        server.wait(20)
        assert not seen(address, "", seconds=1), "the renderer runs on after its command was ended"


def seen(address: str, text: str, seconds: float = 40) -> bool:
    """Whether `text` appears at `address` within the time (a limit for slow machines, not a measure)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if text in urllib.request.urlopen(address, timeout=10).read().decode():
                return True
        except (urllib.error.URLError, http.client.HTTPException, OSError):
            pass
        time.sleep(0.2)
    return False


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} no longer holds '{old}'"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_kind_of_save_is_seen(served: tuple[Path, str]) -> None:
    project, address = served
    page = address + "stress/leaky-gut/"
    assert seen(page, "Key points")
    replace(project / "docs/stress/leaky-gut.md", "## Key points", "A saved page.\n\n## Key points")
    assert seen(page, "A saved page.")
    assert not seen(page, "on this page</p>", seconds=1)
    replace(project / "docs/stress/leaky-gut.md", "A saved page.", "A saved miracle.")
    assert seen(page, "1 error, 0 warnings on this page</p>") and seen(page, "[refused-words]")
    assert seen(page, f'href="{REPOSITORY}/edit/main/docs/stress/leaky-gut.md"')
    assert seen(address + "glossary/", f"{REPOSITORY}/issues/new?template=correction.yml")
    assert seen(address + "search/search_index.json", '"version"')  # our search's index, not the theme's
    glossary = project / "docs/_data/glossary.yml"
    meaning = re.search(r"meaning: (.+)", glossary.read_text())[1]
    replace(glossary, meaning, "A saved term")
    assert seen(address + "glossary/", "A saved term")
    claims = project / "docs/_data/claims/stress.yml"
    studied = re.search(r"  studied: (.+)", claims.read_text())[1]
    replace(claims, studied, "A saved claim")
    assert seen(address + "evidence/ledger/", "A saved claim")
    record = next((project / "seeds").glob("*.yml"))
    replace(record, "interest: ", "interest: A saved record. ")
    assert seen(address + "sources/", "A saved record.")
    assert gutbrain(project, "import", "-", input="# A served draft\n\nNobody but its editor sees this sentence.\n").returncode == 0
    assert seen(address + "drafts/a-served-draft/", "Nobody but its editor sees this sentence.")
    replace(project / "scripts/gutbrain/enriching/frame.py", '"Related pages"', '"A saved script"')
    assert seen(page, "A saved script")


@pytest.fixture
def set_up(project: Path) -> Path:
    """A project whose `.venv` holds what run.py would have installed: here, the packages of these tests."""
    venv.create(project / ".venv", with_pip=False)
    packages = sysconfig.get_path("purelib", vars={"base": str(project / ".venv")})
    Path(packages, "tests.pth").write_text(f"{project / 'scripts'}\n{sysconfig.get_path('purelib')}\n")
    mark = runpy.run_path(str(project / "run.py"))["fingerprint"]("site")
    (project / ".venv" / ".installed-site").write_text(mark)
    return project


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody asks a program to end by a signal")
def test_run_py_ends_its_server_when_it_is_ended(set_up: Path) -> None:
    command = subprocess.Popen([sys.executable, "run.py", "serve", "--port", "8485"], cwd=set_up, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = next(match[0] for line in command.stdout if (match := re.search(r"http://127\.0\.0\.1:\d+/", line)))
    assert seen(address, "Gut–brain")
    command.terminate()
    assert command.wait(20) == 0
    assert not seen(address, "", seconds=1)


def test_run_py_hands_on_how_a_command_ended(set_up: Path) -> None:
    assert subprocess.run([sys.executable, "run.py", "check"], cwd=set_up, capture_output=True).returncode == 0
    replace(set_up / "docs/stress/leaky-gut.md", "## Key points", "A miracle.\n\n## Key points")
    done = subprocess.run([sys.executable, "run.py", "check", "docs/stress/leaky-gut.md"], cwd=set_up, capture_output=True, text=True)
    assert done.returncode == 1 and "[refused-words]" in done.stdout
