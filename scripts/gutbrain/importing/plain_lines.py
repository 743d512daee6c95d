"""Lines to paragraphs: text whose line ends mean something else than Markdown's.

A line may be a whole paragraph, or a part of one that an editor or mailer wrapped. The result is
Markdown with an empty line between blocks; `TIGHT` begins each that followed without one.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from .html_blocks import TIGHT

_NARROWEST_WRAP, _WIDEST_WRAP = 40, 120  # characters; nobody wraps lines narrower or wider than that
_FULL_SHARE = 0.4  # of the lines that another follows; fewer full ones are chance
_LONG_LINE = 160  # mean length from which lines of Markdown are paragraphs
_BULLET = re.compile(r"^\s*(?:[•◦▪▸‣·●○■□✓✔➤►∙]\s*|[*+-]\s+|\\-\s+)(?=\S)")
_DASH = re.compile(r"^\s*[–—]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*([-*_=~#•.]\s*){3,}$")
_MARKUP = re.compile(r"^\s*(#{1,6}\s|>|```|~~~|\[\^[^\]]+\]:|<)|^\s*\|")
_DEFINITION = re.compile(r"^(\s*)(\[[^\]]+\]:|[:~](?=\s))")  # of a link, a note or a word: in a text without markers it is just text
_TAG = re.compile(r"<(?!/?(?:a|b|i|em|strong|br|u|sup|sub)\b[^<>]*>)", re.I)
_ENDED = re.compile(r"[.!?:;…][\"”’')\]*_]*\s*$")


def from_text(text: str) -> str:
    """Markdown of a text without markers: lines joined where they were wrapped, bullets and tables as such."""
    lines = [_DEFINITION.sub(r"\1\\\2", _TAG.sub("&lt;", line.rstrip())) for line in text.split("\n")]
    width = _width(lines)
    parts: list[str] = []
    for filled, group in groupby(lines, key=lambda line: bool(line.strip()) and not _RULE.match(line)):
        if filled:
            parts += _run(list(group), width)
    return "\n\n".join(parts)


def from_markdown(lines: list[str]) -> Iterator[str]:
    """The lines of Markdown with empty ones put between long lines that are paragraphs each."""
    for prose, group in groupby(lines, key=lambda line: bool(line.strip()) and not _MARKUP.match(line) and not _BULLET.match(line) and not _NUMBER.match(line) and not line.startswith("    ")):
        run = list(group)
        apart = prose and len(run) > 1 and sum(map(len, run)) > _LONG_LINE * len(run) and all(_ENDED.search(line) for line in run)
        for line in run:
            yield line
            if apart:
                yield ""


def _width(lines: list[str]) -> int:
    """The width at which lines were wrapped, or 0 where they were not."""
    lengths = sorted(len(line) for line in lines if line.strip())
    widest = lengths[int(len(lengths) * 0.98)] if len(lengths) > 1 else 0
    pairs = [(before, after) for before, after in zip(lines, lines[1:]) if before.strip() and after.strip()]
    full = sum(_is_full(before, after, widest) for before, after in pairs)
    return widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP and full >= _FULL_SHARE * len(pairs) else 0


def _is_full(before: str, after: str, width: int) -> bool:
    """Whether the first word of the line after would not have fit on the line before."""
    return len(before.rstrip()) + 1 + len(after.split(None, 1)[0]) > width


def _run(lines: list[str], width: int) -> list[str]:
    """The blocks of some lines that stand together."""
    dashed = sum(bool(_DASH.match(line)) for line in lines) > 1
    blocks: list[list[str]] = []  # each in the pieces that make it up
    index = 0
    while index < len(lines):
        rows = _table_at(lines, index)
        line, shaped, before = lines[index], _shaped(lines[index], dashed), lines[index - 1]
        if rows:
            blocks.append(["\n".join(_with_rule(rows))])
        elif blocks and line.lstrip().startswith(">") and before.lstrip().startswith(">"):
            blocks[-1].append(f"\n{shaped}")
        elif blocks and shaped == line.strip() and _goes_on(before, line, width):
            blocks[-1].append(shaped if re.search(r"\w-$", before.rstrip()[-2:]) else f" {shaped}")
        else:
            blocks.append([_mark(shaped) if blocks else shaped])
        index += len(rows) or 1
    return ["".join(pieces) for pieces in blocks]


def _table_at(lines: list[str], start: int) -> list[str]:
    """The rows of a table that begins here, with pipes or with tabs between its cells; none for other lines."""
    rows: list[str] = []
    tabs = lines[start].strip().count("\t")
    for line in map(lines.__getitem__, range(start, len(lines))):
        piped = bool(_TABLE.match(line))
        if not piped and not (tabs and line.strip().count("\t") == tabs):
            break
        rows.append(line.strip() if piped else f"| {' | '.join(cell.strip() or ' ' for cell in line.strip().split(chr(9)))} |")
    return rows if len(rows) > 1 else []


def _shaped(line: str, dashed: bool) -> str:
    """A line with Markdown's own mark of a list, or as it is without its indent."""
    line = line.replace("\t", " ")
    depth = "  " * min(3, (len(line) - len(line.lstrip())) // 2)
    for pattern in (_BULLET, *([_DASH] if dashed else [])):
        if pattern.match(line):
            return f"{depth}- {line[pattern.match(line).end():]}"
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}. {line[number.end():]}"
    return line.strip()


def _mark(block: str) -> str:
    """A block that no empty line stood before."""
    found = re.match(r"(\s*(?:- |\d+\. |#{1,6}\s+|>\s*)?)", block)
    return found[0] + TIGHT + block[found.end() :]


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line was broken off because the next word did not fit, or in the middle of a sentence."""
    if _MARKUP.match(before) or not width:
        return False
    word = line.strip().split(" ", 1)[0]
    midway = not _ENDED.search(before) and word[:1].islower() and len(before) > width * 0.6
    return _is_full(before, line, width) and len(before) > width * 0.5 or midway


def _with_rule(rows: list[str]) -> list[str]:
    """Rows of a table with the line of dashes under the first that Markdown asks for."""
    if len(rows) > 1 and re.fullmatch(r"[\s|:-]+", rows[1]):
        return rows
    return [rows[0], f"|{'---|' * (rows[0].strip('|').count('|') + 1)}", *rows[1:]]
