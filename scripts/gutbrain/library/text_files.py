"""The text of a file, or the problem that keeps it from being read."""

import re
from pathlib import Path
from stat import S_ISREG

from .problems import Problem

MAX_BYTES = 2_000_000  # a page or data file larger than this was not written by a person
# Marks of a merge, and characters that nobody sees or that were lost: no writer means them.
_LEFT_OVER = re.compile(r"^(?:<{7}|>{7})(?= |$)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", re.M)


def read_text(path: Path, name: str) -> str | Problem:
    """The text of a file, its lines ended by line feeds alone. `name` is its path in the project."""
    try:
        if not S_ISREG(path.stat().st_mode):  # a folder, or a pipe that would keep us waiting
            return Problem(name, 1, 1, "this is no plain file", "put a text file in its place, or rename it", "encoding")
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8-sig")
        return Problem(name, *_mark_in(good, len(good)), "the file is not UTF-8", "save it again with the encoding UTF-8", "encoding")
    except OSError as error:
        return Problem(name, 1, 1, f"the file cannot be read ({error.strerror})", "make it a plain file that you may read, or delete it", "encoding")
    if not text.strip():
        return Problem(name, 1, 1, "the file is empty", "fill it in, or delete it where nothing needs it", "empty-file")
    if len(raw) > MAX_BYTES:
        return Problem(name, 1, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it", "empty-file")
    if left := _LEFT_OVER.search(text):
        return Problem(name, *_mark_in(text, left.start()), *_told(left[0]))
    return text


def _mark_in(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _told(found: str) -> tuple[str, str, str]:
    """The message, the remedy and the rule for something left over."""
    if len(found) > 1:
        return "two versions of this text stand here, parted by a merge", "keep one, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`", "merge"
    if found == "\ufffd":
        return "a letter was lost here (U+FFFD)", "write it again", "encoding"
    return f"a control character stands here (U+{ord(found):04X})", "delete it, and type the line again if it looks whole", "encoding"
