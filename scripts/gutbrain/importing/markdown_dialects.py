"""Markdown of any site to HTML: front matter as data, and what only its own generator understands taken out."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ..library.marked_yaml import read_yaml
from .plain_lines import from_markdown

_FRONT = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_MOST_FRONT = 20_000  # characters; front matter is a few lines
_MOST_MARKS = 60_000  # characters that may begin markup; an article has some thousands
_MOST_IN_LINE = 2_000  # of them
_MARKUP = re.compile(r"[\[\]!*_`<~&\\|^]")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_SHORTCODE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{/\*[^{}]*\*/\}")
_SQUARE = re.compile(r"\\?\[(?:/[a-z][\w-]*|[a-z][\w-]*(?: +[\w-]+=(?:\"[^\"\]]*\"|[^\s\"\]]+))+)\s*/?\\?\](?![(:\[])")  # of WordPress
_HIDDEN = re.compile(r"%%[^%\n]+%%")
_TASK = re.compile(r"^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\]\s+")
_MARKED = re.compile(r"==(?=\S)([^=\n]+)(?<=\S)==")  # by Obsidian and Pandoc
_TAKEN_OUT = ((_SHORTCODE, "a shortcode of the website's generator"), (_SQUARE, "a shortcode of the website's generator"), (_HIDDEN, "a comment that no reader sees"))
_BRACES = re.compile(r"\s?\{:?([^{}\n]{1,200})\}")
_ATTRIBUTE = re.compile(r"[#.:][\w:-]+|[\w-]+=\S+|toc")
_GENERATED = re.compile(r"^\s*(?:-{1,}8<-{1,}.*|;?-{2,}8<.*|[*-] toc|\[TOC\]|\[\[_?TOC_?\]\]|!\[\[.*\]\]|:{3,}\s*|(?:import\s+.+\s+from\s+['\"].*|export\s+(?:default|const|function)\b.*))\s*$", re.I)
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:\s.*$")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?|:{3,})\s*[\w-]+(?:\s+\"?([^\"]+?)\"?)?\s*$")
_ALERT = re.compile(r"^(\s*>\s*)\[![A-Z]+\][+-]?[ \t]*(.*)", re.I)
_WIKI = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_BROKEN_LINK = re.compile(r"\[[ \t]*\n[ \t]*([^\[\]\n]{1,300})\n[ \t]*\]\([ \t]*([^\s()]{1,2000})[ \t]*\)")
_SPLIT_LINK = re.compile(r"\[([^\[\]\n]{1,300})\] ?\n? ?\( ?(https?://[^\s()]{1,2000}) ?\)")
_SPLIT_WORDS = re.compile(r"\[([^\[\]\n]{1,200})\n([^\[\]\n]{1,200})\](?=\()")


@dataclass
class Markdown:
    """A Markdown text's body as HTML, its front matter, what was taken out, and what is odd about it."""

    html: str
    front: dict[str, Any] = field(default_factory=dict)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def read_markdown(text: str) -> Markdown:
    """Take a Markdown text of any dialect apart."""
    found = Markdown("")
    text = _front_matter(text, found)
    lines = from_markdown(list(_without_dialect(joined_links(text).split("\n"), found)))
    found.html = to_html("\n".join(lines))
    return found


def joined_links(text: str) -> str:
    """Links that were broken over lines, on one line again."""
    return _SPLIT_LINK.sub(r"[\1](\2)", _SPLIT_WORDS.sub(r"[\1 \2]", _BROKEN_LINK.sub(r"[\1](\2)", text)))


def to_html(text: str) -> str:
    """Markdown as HTML. Text with more marks than any article has is read without markup, so that time stays linear."""
    if len(_MARKUP.findall(text)) > _MOST_MARKS or any(len(line) > _MOST_IN_LINE and len(_MARKUP.findall(line)) > _MOST_IN_LINE for line in text.split("\n")):
        return "".join(f"<p>{escape(unescape(part))}</p>" for part in _EMPTY_LINES.split(text))
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    return reader.render(text)


def _front_matter(text: str, found: Markdown) -> str:
    """The text without its front matter, which is read as data: no tag, alias or object comes to life."""
    title = re.match(r"\A%\s+(\S.*)\n", text)
    if title:  # Pandoc's title block
        found.front["title"] = title[1].strip()
        return text[title.end() :]
    match = _FRONT.match(text)
    if not match:
        return text
    if len(match[2]) > _MOST_FRONT:
        found.odd.append("the front matter was too long to be read; look in the input for title, author and date")
        return text[match.end() :]
    if match[1] == "+++":
        data = _toml(match[2])
    else:
        document = read_yaml(match[2], "front matter", 2)
        data = document.data
        found.odd += [f"line {problem.line} of the front matter was not used: {problem.message}" for problem in document.problems]
    if not isinstance(data, dict) and not found.odd and match[1] == "---":
        return text  # two rules across the page, with text between them
    found.front = data if isinstance(data, dict) else {}
    return text[match.end() :]


def _toml(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None


def front_text(front: dict[str, Any], *keys: str) -> str | None:
    """The first of some keys of the front matter that holds text, a day, or a list of names."""
    for value in (front.get(key) for key in keys):
        if isinstance(value, (list, tuple)):
            value = ", ".join(item if isinstance(item, str) else str(item.get("name", "")) for item in value if isinstance(item, (str, dict)))
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, (date, datetime)):
            return value.isoformat()[:10]
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _without_dialect(lines: list[str], found: Markdown) -> Iterator[str]:
    """The lines outside fences without shortcodes, attribute lists, includes, abbreviations and the like."""
    fence, inside = "", 0
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if mark or fence:
            yield line
            continue
        box = _ADMONITION.match(line)
        if box:
            inside = 4
            yield from (["", f"> **{box[1]}**", ""] if box[1] else [""])
            continue
        if inside and line.startswith("    "):
            line = f"> {line[4:]}"
        elif line.strip():
            inside = 0
        yield _plain_line(line, found)


def _plain_line(line: str, found: Markdown) -> str:
    if _GENERATED.match(line) or _ABBREVIATION.match(line):
        found.dropped.append((line.strip(), "an instruction to the website's generator" if _GENERATED.match(line) else "an abbreviation's meaning, given for a tooltip"))
        return ""
    bare = line
    for pattern, why in _TAKEN_OUT:
        codes = [match[0] for match in pattern.finditer(bare)]
        found.dropped += [(" ".join(codes), why)] if codes else []
        bare = pattern.sub("", bare) if codes else bare
    if "{" in bare:
        bare = _BRACES.sub(lambda m: "" if _is_attributes(m[1]) else m[0], bare)
    bare = _TASK.sub(r"\1", _MARKED.sub(r"\1", bare))
    return _WIKI.sub(lambda m: m[2] or m[1], _ALERT.sub(lambda m: f"{m[1]}**{m[2].strip()}**\n{m[1].rstrip()}" if m[2].strip() else m[1], bare))


def _is_attributes(text: str) -> bool:
    """Whether what stands in braces is an attribute list (Kramdown, Pandoc, Python-Markdown)."""
    parts = re.sub(r"\"[^\"]*\"|'[^']*'", "x", text).split()
    return bool(parts) and all(_ATTRIBUTE.fullmatch(part) for part in parts)
