"""Writing files: all of them or none."""

import os
import tempfile
from pathlib import Path


def write_all(root: Path, files: dict[str, bytes]) -> None:
    """Write all files or none: each beside its place first, then all renamed."""
    waiting: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
            waiting.append((name, target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        for name, target in waiting:
            os.chmod(name, 0o644)
            os.replace(name, target)
    finally:
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)
