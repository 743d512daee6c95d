"""What git knows of the library: an earlier version of it, and what has changed since."""

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .library.article import NOT_PAGES, address
from .library.reading import Library, read_library


class NoHistory(ValueError):
    """Git cannot answer; the message says why and what to do."""


def base(root: Path, revision: str) -> str:
    """The commit at which the work at hand left `revision`, so that nobody answers for what others changed there since.

    Raises NoHistory where git does not know the revision, or the folder is no clone.
    """
    try:
        return _git(root, "merge-base", "--end-of-options", revision, "HEAD").decode().strip()
    except NoHistory:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()


def changed(root: Path, commit: str) -> set[str]:
    """Files that differ from the commit, new ones included, by path inside the project."""
    listed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit) + _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return set(os.fsdecode(listed).split("\0")) - {""}


def addresses(root: Path, commit: str) -> frozenset[str]:
    """The addresses of the pages that the commit holds."""
    listed = os.fsdecode(_git(root, "ls-tree", "-r", "-z", "--name-only", commit, "docs")).split("\0")
    return frozenset(address(path) for path in listed if path.endswith(".md") and path.split("/")[1] not in NOT_PAGES)


@contextmanager
def library_at(root: Path, commit: str) -> Iterator[Library]:
    """The library as it was at the commit, read from a copy that is gone afterwards."""
    packed = _git(root, "archive", commit, "docs", "seeds")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter=_within)
        yield read_library(Path(folder))


def _within(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Whatever stays inside the folder; a link that leads out of it is passed over."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    except OSError as error:
        raise NoHistory(f"git cannot be run ({error.strerror}); install it") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise NoHistory(f"git does not know that revision here ({said or 'no such commit'}); name a branch, tag or commit, and fetch it first")
    return done.stdout
