"""What `gutbrain check --fix` mends: order, spaces, quotes and known words. It changes no meaning."""

import re
from datetime import date

from pydantic import BaseModel

from ..library import schema
from ..library.article import fences, outside_fences
from ..library.marked_yaml import read_yaml
from .wording import with_plain_words

_RECORDS = [model for model in vars(schema).values() if isinstance(model, type) and issubclass(model, BaseModel)]
_FIELDS = [(field.alias or name, str(field.annotation)) for model in _RECORDS for name, field in model.model_fields.items()]
_DATES = {name for name, kind in _FIELDS if kind == str(date)}
_TEXTS = {name for name, kind in _FIELDS if "str" in kind and "tuple" not in kind} - {name for name, kind in _FIELDS if "int" in kind}
_KEY = re.compile(r"^([a-z_]+):")
_QUOTED_DATE = re.compile(rf"^(\s*(?:- )?(?:{'|'.join(sorted(_DATES))}): *)([\"'])(\d{{4}}-\d\d-\d\d)\2$")
_BARE_NUMBER = re.compile(rf"^(\s*(?:- )?(?:{'|'.join(sorted(map(re.escape, _TEXTS)))}): *)(\d[\d.]*|yes|no|on|off|true|false)$", re.I)
# A value that the parser cannot take as it stands: it holds a colon, or begins with a sign that means something.
_UNREADABLE = re.compile(r"^(\s*(?:- )?[\w-]+: +)([^\"'\[{|>&*!#\s].*:(?: .*)?|[%@`*&?].*|[|>] +[^\s#].*|- .*|([\"'])[^\"']*\3 *[^\s#].*)$")

_HIDDEN = re.compile(r"<!--.*?-->|<(pre|code|kbd|samp|script|style)\b.*?</\1\s*>|</?[a-z](?:(?!\n\n)[^<>])*>|(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\2(?!`)", re.S | re.I)
_HOLDER = re.compile(r"[-*+:]\s|\d+\.\s|!!!|\?\?\?|\[\^")  # an item, a box or a note


def mend(path: str, text: str) -> str:
    """The text of a page or data file, mended. What no machine can mend stays as it is."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith((".yml", ".yaml")):
        return _mended_yaml(text)
    match = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*\n", text, re.S)
    front, body = (match[1], text[match.end() :]) if match else ("", text)
    opening = f"---\n{_ordered(_mended_yaml(front))}---\n" if match else ""
    return opening + _mended_body(body)


def _mended_yaml(text: str) -> str:
    lines = [_BARE_NUMBER.sub(r'\1"\2"', _QUOTED_DATE.sub(r"\1\3", line.rstrip())) for line in text.rstrip().split("\n")]
    return _readable("\n".join(lines) + "\n")


def _readable(text: str) -> str:
    """Quotes a value that holds a colon, and replaces tabs, line by line, for as long as the parser stumbles there."""
    for _ in range(text.count("\n")):
        problems = read_yaml(text, "").problems
        lines = text.split("\n")
        place = problems[0].line - 1 if problems and problems[0].line <= len(lines) else None
        mended = _readable_line(lines[place]) if place is not None and "not valid YAML" in problems[0].message else None
        if mended is None or mended == lines[place]:
            break
        lines[place] = mended
        text = "\n".join(lines)
    return text


def _readable_line(line: str) -> str:
    if line.startswith("\t"):
        indent = len(line) - len(line.lstrip("\t"))
        return "  " * indent + line[indent:]
    return _UNREADABLE.sub(lambda match: match[1] + '"' + match[2].replace("\\", "\\\\").replace('"', '\\"') + '"', line)


def _ordered(front: str) -> str:
    """The keys of the front matter in the order of the schema, each with the lines that belong to it."""
    order = list(schema.FrontMatter.model_fields)
    blocks: list[list[str]] = [[]]
    for line in front.split("\n")[:-1]:
        if _KEY.match(line):
            blocks.append([])
        blocks[-1].append(line)
    head, keyed = blocks[0], blocks[1:]
    keyed.sort(key=lambda block: order.index(name) if (name := _KEY.match(block[0])[1]) in order else len(order))
    return "".join(line + "\n" for block in [head, *keyed] for line in block)


def _mended_body(body: str) -> str:
    """Prose with plain words, single gaps and no stray space; code and attributes stay as they are."""
    lines = body.rstrip().split("\n")
    prose = _prose(lines)
    kept: list[str] = []
    for index, line in enumerate(lines):
        new = _without_stray_space(line) if index in prose else line
        if new or index not in prose or not kept or kept[-1]:
            kept.append(new)
    return "\n".join(map(with_plain_words, kept, _seen(kept))) + "\n"


def _seen(lines: list[str]) -> list[str]:
    """The lines with blanks for code, and for HTML that may go on over several of them."""
    prose = _prose(lines) - _indented_code(lines)
    text = "\n".join(line if index in prose else " " * len(line) for index, line in enumerate(lines))
    return _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text).split("\n")


def _prose(lines: list[str]) -> set[int]:
    opened = next((start for start, end in fences(lines) if end is None), len(lines))  # what is below may be meant as code
    return {index for index in outside_fences(lines) if index < opened}


def _indented_code(lines: list[str]) -> set[int]:
    """Lines set in by four, below an empty one, where nothing begun further left holds them."""
    found: set[int] = set()
    holder = above = ""
    for index, line in enumerate(lines):
        if line.strip() and not line[0].isspace():
            holder = line
        elif line.startswith(("    ", "\t")) and not _HOLDER.match(holder) and (not above.strip() or index - 1 in found):
            found.add(index)
        above = line
    return found


def _without_stray_space(line: str) -> str:
    """Two spaces behind a word break the line on purpose and stay."""
    bare = line.rstrip()
    return bare + "  " if bare and line.endswith("  ") else bare
