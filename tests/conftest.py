"""What the tests share: the real library, a tiny one to break, and case files."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

# In CI the same examples each time, so that a pull request is judged by what it changes; new ones on a person's machine.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "tiny"
TODAY = date(2026, 6, 1)  # the tiny library's today


def case_parts(path: Path) -> dict[str, str]:
    """The parts of a case file, each under a line `=== name`."""
    parts: dict[str, str] = {}
    for part in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, text = part.partition("\n")
        parts[name.strip()] = text
    return parts


def cases(folder: str) -> list:
    return [pytest.param(path, id=path.stem) for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.txt"))]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A small valid library that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, rendered strictly and finished, once for all tests."""
    folder = tmp_path_factory.mktemp("built") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return folder


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def site_headers(site: Path) -> dict[str, str]:
    """The headers that `_headers` asks a host to send with every file."""
    every = (site / "_headers").read_text(encoding="utf-8").split("\n/*\n")[1].split("\n/")[0]
    return dict(line.strip().split(": ", 1) for line in every.splitlines() if line.strip())


class Host(http.server.SimpleHTTPRequestHandler):
    """A quiet static host that sends the site's own headers, and lets browsers keep files for a while, as GitHub Pages does."""

    def __init__(self, *arguments, site: Path) -> None:
        self.site_headers = site_headers(site)
        super().__init__(*arguments, directory=str(site))

    def end_headers(self) -> None:
        for name, value in {**self.site_headers, "Cache-Control": "max-age=600"}.items():
            self.send_header(name, value)
        super().end_headers()

    def copyfile(self, source, outputfile) -> None:
        with suppress(ConnectionError):  # a browser that leaves a page hangs up
            super().copyfile(source, outputfile)

    def log_message(self, *_arguments) -> None:
        pass


@contextmanager
def hosted(site: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    """The site on a host of its own, on a free port, until the block ends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, site=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with hosted(site) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GUTBRAIN_BROWSER"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def addresses(site: Path) -> list[str]:
    """The pages of a site, as a reader asks for them."""
    return [page.parent.relative_to(site).as_posix().removeprefix(".") for page in sorted(site.rglob("index.html"))]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project that a test may change."""
    kept_out = shutil.ignore_patterns(".venv", ".git", ".cache", "site", ".site-*", "__pycache__", ".hypothesis", ".pytest_cache")
    return Path(shutil.copytree(ROOT, tmp_path / "project", ignore=kept_out))


def gutbrain(project: Path, *arguments: str, variables: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    """Run the project's own command line as a person would, with these variables of the environment."""
    command = [sys.executable, "-m", "gutbrain", *arguments]
    return subprocess.run(command, cwd=project, env={**project_environment(project), **(variables or {})}, capture_output=True, text=True, **options)


def project_environment(project: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(project / "scripts")}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path inside it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
