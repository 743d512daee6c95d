#!/usr/bin/env python3
"""Set up this project and run one of its commands. Needs Python 3.11 or newer and nothing else.

  python3 run.py serve        build the library and serve it on 127.0.0.1, rebuilding on every save
  python3 run.py test         run every test, the real browser included
  python3 run.py build        check, enrich, render and finish the site into site/
  python3 run.py check        check the library and say what to mend
  python3 run.py new TITLE    begin an article: a page with its open places
  python3 run.py report       say where the library stands, and what changed since a revision
  python3 run.py links        ask every address outside the library whether it still answers
  python3 run.py schemas      write the JSON Schemas with which editors help while writing
  python3 run.py import FILE  turn a raw article into a draft
  python3 run.py lock         renew the locked versions in requirements/

Anything after the command is handed on to it: `python3 run.py serve --port 9000`.
The first run makes .venv and installs the locked versions; later runs start at once.
"""

from __future__ import annotations  # so that an older Python gets as far as our message

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "requirements"

# Which locked list each command needs; the longer lists hold the shorter ones.
NEEDS = {"serve": "site", "build": "site", "check": "site", "new": "site", "report": "site", "links": "site", "schemas": "site", "import": "import", "test": "test", "lock": "lock"}
GROUPS = {"site": [], "import": ["--extra", "import"], "test": ["--extra", "import", "--extra", "zensical", "--group", "test"]}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    if command not in NEEDS:
        return fail(f"there is no command '{command}'; choose one of: {', '.join(NEEDS)}")
    if sys.version_info < (3, 11):
        return fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; install a newer one from python.org")
    try:
        set_up(NEEDS[command])
    except (subprocess.CalledProcessError, OSError) as error:
        return fail(f"the set-up stopped ({error}); check the network and the messages above, then run it again")
    return {"test": test, "lock": lock}.get(command, gutbrain)(command, rest)


def set_up(group: str) -> None:
    """Make .venv and install the locked list, unless that very list is installed already."""
    if not works(PYTHON):
        say("making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    if group == "lock":
        pip("install", "--quiet", "uv")
        return
    wanted = fingerprint(group)
    mark = VENV / f".installed-{group}"
    if mark.is_file() and mark.read_text() == wanted:
        return
    say(f"installing the locked packages ({group}); this takes a minute the first time")
    pip("install", "--quiet", "--require-hashes", "--requirement", str(LOCKS / f"{group}.txt"))
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    mark.write_text(wanted)


def works(python: Path) -> bool:
    """Whether the environment's Python runs (it does not after its base was removed or moved)."""
    try:
        return subprocess.run([str(python), "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def fingerprint(group: str) -> str:
    parts = [(LOCKS / f"{group}.txt").read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def pip(*arguments: str) -> None:
    subprocess.run([str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments], check=True, cwd=ROOT)


def environment() -> dict[str, str]:
    """The variables every command runs with; the environment's own programs come first."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def gutbrain(command: str, rest: list[str]) -> int:
    return become([str(PYTHON), "-m", "gutbrain", command, *rest])


def test(_command: str, rest: list[str]) -> int:
    """Run all tests; the browser ones need Chrome or Chromium."""
    browser = find_browser() or install_browser()
    if not browser:
        return fail("the browser tests need Chrome or Chromium; install one (for example `apt install chromium`) or set GUTBRAIN_BROWSER to its path")
    return become([str(PYTHON), "-m", "pytest", *rest], GUTBRAIN_BROWSER=browser)


def become(command: list[str], **variables: str) -> int:
    """Let this process become the command where the system can, so that whoever ends it ends the command."""
    if os.name != "posix":
        return run(command, **variables)
    os.chdir(ROOT)
    os.execve(command[0], command, {**environment(), **variables})


def run(command: list[str], **variables: str) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, env={**environment(), **variables}).returncode
    except KeyboardInterrupt:
        return 130


def find_browser() -> str | None:
    named = os.environ.get("GUTBRAIN_BROWSER")
    if named and Path(named).is_file():
        return named
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in [*found, *MAC_BROWSERS] if path and Path(path).is_file()), None) or playwright_browser()


def playwright_browser() -> str | None:
    """The Chromium that Playwright keeps for itself, if it has one."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True).stdout.strip()
    return answer if answer and Path(answer).is_file() else None


def install_browser() -> str | None:
    """Install Chromium: as a Debian package where we may, else Playwright's own build."""
    say("looking for a browser: none found, installing Chromium")
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *step], stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if not find_browser():
        subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], stdout=subprocess.DEVNULL)
    return find_browser()


def lock(_command: str, rest: list[str]) -> int:
    """Write requirements/*.txt from pyproject.toml, for every platform, with hashes and no index address."""
    LOCKS.mkdir(exist_ok=True)
    for group, parts in GROUPS.items():
        status = run([
            str(BIN / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url",
            "--no-emit-find-links", "--custom-compile-command", "python3 run.py lock", "--python-version", "3.11",
            "pyproject.toml", "--group", "build", *parts, "--output-file", f"requirements/{group}.txt", *rest,
        ])  # fmt: skip
        if status:
            return status
    return 0


def say(text: str) -> None:
    print(f"run.py: {text}", file=sys.stderr, flush=True)  # not among the words of a command whose output is kept


def fail(text: str) -> int:
    print(f"run.py: {text}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
