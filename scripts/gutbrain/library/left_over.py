"""What no writer means: marks of a merge, and characters that nobody sees or that were lost."""

import re

_LEFT_OVER = re.compile(r"^(?:<{7}|>{7})(?= |$)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]", re.M)


def left_over(text: str) -> tuple[int, str, str, str] | None:
    """Where the first of them stands in a text, the message, the remedy and the rule; None where there is none."""
    match = _LEFT_OVER.search(text)
    return (match.start(), *_told(match[0])) if match else None


def _told(found: str) -> tuple[str, str, str]:
    if len(found) > 1:
        return "two versions of this text stand here, parted by a merge", "keep one, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`", "merge"
    if found == "\ufffd":
        return "a letter was lost here (U+FFFD)", "write it again", "encoding"
    return f"a control character stands here (U+{ord(found):04X})", "delete it, and type the line again if it looks whole", "encoding"
