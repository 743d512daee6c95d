"""Writing files: all of them or none."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_all(files: dict[Path, bytes], over: frozenset[Path] | set[Path] = frozenset()) -> None:
    """Write all files or none, also when interrupted: each beside its place first, then all renamed.

    Only the paths in `over` may exist before, and they stay written. Raises OSError.
    """
    waiting: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    with _terminating_cleanly():
        try:
            for target, content in files.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
                waiting.append((Path(name), target))
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                os.chmod(name, 0o644)
            # The ones that may replace a file come last: until then everything can be taken back.
            for name, target in sorted(waiting, key=lambda pair: pair[1] in over):
                if target not in over:
                    placed.append(target)
                os.replace(name, target)
            placed.clear()
        finally:
            for path in [*(name for name, _ in waiting), *placed]:
                path.unlink(missing_ok=True)


@contextmanager
def _terminating_cleanly() -> Iterator[None]:
    """Let SIGTERM unwind like Ctrl+C, so that what was begun is taken back."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
