"""Where a YAML parser stumbled, what it says, and how a writer mends it."""

import re

import yaml

_REMEDIES = (
    (re.compile(r"mapping values are not allowed"), "put the text in double quotes if it holds a colon and a space"),
    (re.compile(r"cannot start any token|found a tab"), "use spaces, not tabs, and put text that starts with a special sign in double quotes"),
    (re.compile(r"expected '[,\]}]' or"), "close the list that begins here with `]`, and put an item that holds a colon, comma or quote in double quotes"),
    (re.compile(r"expected <block end>|did not find expected"), "line up this key with its neighbours, and close every bracket and quote above it"),
    (re.compile(r"could not find expected ':'"), "write `key: value`, or `- item`, with a space behind the sign, and close every quote above this line"),
    (re.compile(r"unexpected end of stream|found unexpected end"), "close the quote or bracket that was opened here or above"),
)  # fmt: skip
# Then the mistake is where the parser began to read the thing, not where it gave up.
_BEGINS_EARLIER = re.compile(r"end of stream|could not find expected ':'|expected '[,\]}]' or")
_VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?(?=\S)")
_BARE_KEY = re.compile(r"^\s*(?:- +)*[\w-]+$")
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")


def slip(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column (from 0) of the mistake, the parser's words, and the remedy."""
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if begun and (mark is None or _BEGINS_EARLIER.search(what)):
        mark = begun
    if mark is None:
        return 0, 0, what, "write it as `key: value`, two spaces deeper for each level"
    lines = text.split("\n") + [""]
    return _odd_space(lines, mark.line, what) or _special_sign(lines, mark.line, what) or (mark.line, mark.column, what, _remedy(lines[mark.line], mark.column, what))


def _odd_space(lines: list[str], at: int, what: str) -> tuple[int, int, str, str] | None:
    """A tab, or a space that only looks like one, on the line or above it."""
    for number in (at, at - 1):
        line = lines[number] if number >= 0 else ""
        if "\t" in line and number == at:
            return number, line.index("\t"), what, "replace the tab by spaces"
        if found := ODD_SPACE.search(line):
            return number, found.start(), what, f"replace the special space (U+{ord(found[0]):04X}) by a plain one"
    return None


def _special_sign(lines: list[str], at: int, what: str) -> tuple[int, int, str, str] | None:
    """A value that begins with a sign which means something in YAML."""
    start = match.end() if (match := _VALUE.match(lines[at])) else 0
    value = lines[at][start:]
    if value.startswith(('"', "'")) and "did not find expected" in what:
        if re.fullmatch(r"(.)((?!\1).)*\1\s*", value) and (opened := _left_open(lines[:at], value[0])) is not None:
            return opened, _VALUE.match(lines[opened]).end(), what, "close the quote that begins here"
        return at, start, what, "put the whole text in double quotes, and write `\\\"` for each double quote inside it"
    if value.startswith(("[", "{")) and re.search(r"[]}]\s*[^\s,#]", value):
        return at, start, what, f"put the whole text in double quotes if it begins with `{value[0]}` and is no list"
    if value[:1] and value[0] in "%@`*&!|>?" or value.startswith("- ") and start:
        return at, start, what, f"put the whole text in double quotes, since it begins with `{value[0]}`"
    return None


def _left_open(above: list[str], quote: str) -> int | None:
    """The nearest line whose value begins with a quote that does not end there."""
    found = (number for number in range(len(above) - 1, -1, -1) if (m := _VALUE.match(above[number])) and above[number][m.end()] == quote and above[number].count(quote) % 2)
    return next(found, None)


def _remedy(line: str, column: int, what: str) -> str:
    if "mapping values" in what and _BARE_KEY.match(line[:column]):  # the first colon of the line is no mistake
        return "line up this key with its neighbours, and write a space behind the colon of the line above"
    return next((cure for pattern, cure in _REMEDIES if pattern.search(what)), "write it as `key: value`, two spaces deeper for each level")
