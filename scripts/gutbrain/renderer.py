"""Runs the renderer: a strict build that replaces the site only when it succeeded, and a live server."""

import gc
import importlib.util
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from . import finishing
from .compressing import compress
from .library.current import current_library

HOST = "127.0.0.1"
_UNPUBLISHED = ("_data", "drafts")  # Zensical knows no `exclude_docs`


def installed(engine: str) -> bool:
    """Whether an engine can run here; Zensical is an extra of its own."""
    return importlib.util.find_spec(engine) is not None


def render(root: Path, engine: str, compressed: bool) -> bool:
    """Render the site strictly into site/, `compressed` with copies to send. A build that fails or is interrupted leaves the last good site in place."""
    new, old, site = root / ".site-new", root / ".site-old", root / "site"
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        if not ENGINES[engine](root, new):
            return False
        if compressed:
            compress(new)
        if site.exists():
            site.rename(old)
        new.rename(site)
        return True
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _with_mkdocs(root: Path, new: Path) -> bool:
    """Run MkDocs in this process, which has read the library already."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    gc.freeze()  # the library stays to the end: looking through it for garbage again and again takes time, and lets garbage lie
    before = sys.argv
    sys.argv = ["mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(new)]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return not end.code
    finally:
        sys.argv = before
    return True


def _with_zensical(root: Path, new: Path) -> bool:
    """Run Zensical, which takes the folder for the site from its configuration alone, publishes every file and runs no hooks."""
    configuration = root / ".site-zensical.yml"
    text = re.sub(r"^site_dir:.*$", "", (root / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.M)
    configuration.write_text(f"{text}\nsite_dir: {new.name}\n", encoding="utf-8")
    try:
        if _run(root, "zensical", "build", "--clean", "--strict", "--config-file", configuration.name).wait():
            return False
    finally:
        configuration.unlink()
    for folder in _UNPUBLISHED:
        shutil.rmtree(new / folder, ignore_errors=True)
    finishing.write_search(current_library(root), new)
    try:
        finishing.finish(current_library(root), new)
    except finishing.CannotFinish as error:
        print(error, file=sys.stderr)
        return False
    return True


ENGINES = {"mkdocs": _with_mkdocs, "zensical": _with_zensical}


def serve(root: Path, port: int) -> int:
    """Serve the library until interrupted, rebuilding on every save. A changed script restarts the renderer."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, we end the renderer too, as for Ctrl+C
    changed = threading.Event()
    watcher = Observer()
    watcher.schedule(_ScriptWatch(changed), str(root / "scripts"), recursive=True)
    watcher.start()
    server = _run(root, "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}")
    try:
        while server.poll() is None:
            if changed.wait(0.5):
                changed.clear()
                print("gutbrain: a script changed, starting again", flush=True)
                _stop(server)
                server = _run(root, "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}")
        return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(server)
        watcher.stop()


def free_port(wanted: int) -> int | None:
    """The first free port of the ten from `wanted` on, or None."""
    for port in range(wanted, min(wanted + 10, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
                return port
            except OSError:
                continue
    return None


def _run(root: Path, engine: str, *arguments: str) -> subprocess.Popen:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    return subprocess.Popen([sys.executable, "-m", engine, *arguments], cwd=root, env=environment)


def _stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


class _ScriptWatch(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "deleted", "moved") and str(event.src_path).endswith(".py"):
            self.changed.set()
