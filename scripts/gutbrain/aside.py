"""Texts put aside on disk until they are asked for, so that the memory a build needs hardly grows with the library."""

import os
from tempfile import TemporaryFile


class Aside:
    """A file without a name, gone when the build ends."""

    def __init__(self) -> None:
        self._file = TemporaryFile()

    def put(self, text: str) -> tuple[int, int]:
        """Put a text aside. Returns its place, by which `get` finds it."""
        raw = text.encode("utf-8", "surrogatepass")
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(raw)
        return start, len(raw)

    def get(self, place: tuple[int, int]) -> str:
        """The text that was put at this place."""
        start, size = place
        self._file.seek(start)
        return self._file.read(size).decode("utf-8", "surrogatepass")
