"""YAML as plain data, with the line and column of every key, and problems instead of exceptions.

Anchors, aliases and tags are refused: data files need none of them, and they can be abused
(a few lines of nested aliases grow to gigabytes).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from .problems import Mark, Problem
from .yaml_slips import ODD_SPACE, slip

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader

_DEPTH = 20  # levels; the deepest record of ours has five
_SCALARS = yaml.SafeLoader("")
_CORE = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


@dataclass
class Document:
    """What a YAML text holds: its data, the mark of each path in it, and its problems."""

    data: Any = None
    marks: dict[tuple, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, path: tuple) -> Mark:
        """Line and column of `path`, or of the nearest thing around it that has them."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


@lru_cache(maxsize=300)  # while serving, each save reads the library anew, and nearly all of its files are as they were
def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """Read `text` of the file `path`, whose first line is line `first_line` of that file. Everybody who asks gets the same, so do not change it."""
    document = Document()
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        line, column, what, remedy = slip(error, text)
        document.problems.append(Problem(path, first_line + line, column + 1, f"this is not valid YAML ({what})", remedy, "yaml"))
        return document
    except RecursionError:
        document.problems.append(Problem(path, first_line, 1, "the data is nested too deeply", "keep lists and maps a few levels deep", "yaml"))
        return document
    if node is None:
        document.problems.append(Problem(path, first_line, 1, "the file holds no data", "fill it in, or delete it where nothing needs it", "yaml"))
        return document
    _Builder(document, path, first_line, text.split("\n")).build(node)
    return document


class _Builder:
    """Turns a tree of YAML nodes into data, each node at most once."""

    def __init__(self, document: Document, path: str, first_line: int, lines: list[str]) -> None:
        self.document, self.path, self.first_line, self.lines = document, path, first_line, lines
        self.seen: set[int] = set()

    def build(self, node: yaml.Node) -> None:
        """Put the data of the whole tree into the document."""
        self.document.data = self._value(node, ())

    def _mark(self, node: yaml.Node) -> Mark:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1

    def _problem(self, node: yaml.Node, message: str, remedy: str) -> None:
        self.document.problems.append(Problem(self.path, *self._mark(node), message, remedy, "yaml"))

    def _after(self, mark: yaml.Mark) -> str:
        """What stands on a mark's line from there on."""
        return self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""

    def _value(self, node: yaml.Node, at: tuple) -> Any:
        self.document.marks.setdefault(at, self._mark(node))
        if len(at) > _DEPTH:
            return self._problem(node, "the data is nested too deeply", "keep lists and maps a few levels deep")
        if id(node) in self.seen:
            return None  # an alias of something whose anchor is told
        self.seen.add(id(node))
        if self._after(node.start_mark).startswith("&"):
            self._problem(node, "an anchor (&name) is not allowed", "write the value out wherever it is used, or put text that begins with `&` in double quotes")
        if node.tag not in _CORE:
            return self._problem(node, f"a tag ({node.tag.replace('tag:yaml.org,2002:', '!!')}) is not allowed", "write plain text, a number or a date, in double quotes if it begins with `!`")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._value(item, (*at, index)) for index, item in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: tuple) -> dict:
        return {key: self._value(value, (*at, key)) for key, value in self._keys(node, at)}

    def _keys(self, node: yaml.MappingNode, at: tuple) -> Iterator[tuple[str, yaml.Node]]:
        met: dict[str, Mark] = {}
        for key_node, value in node.value:
            key = ODD_SPACE.sub("", key_node.value) if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key != key_node.value:
                self._problem(key_node, f"a special space (U+{ord(ODD_SPACE.search(key_node.value)[0]):04X}) stands in the key '{key}'", "replace it by a plain space, or delete it where it stands before the key")
            if key is None:
                self._problem(key_node, "a key must be plain text", "write `key: value`")
            elif key in met and key == next(iter(met)) and at and isinstance(at[-1], int):
                return self._problem(key_node, f"the key '{key}' stands in this item a second time", f"begin the next item here with `- {key}:`, its other keys two spaces in")
            elif key in met:
                self._problem(key_node, f"the key '{key}' stands here a second time (first on line {met[key][0]})", "keep one of the two")
            else:
                met[key] = self._mark(key_node)
                self.document.marks[(*at, key)] = met[key]
                yield key, value

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if not node.style and node.tag.endswith(":str") and re.match(r"\s+#\w", self._after(node.end_mark)):
            place = (self.first_line + node.end_mark.line, node.end_mark.column + 2)
            self.document.problems.append(Problem(self.path, *place, "what follows ` #` is no part of the text", "put the whole text in double quotes, or a comment on a line of its own", "yaml", "warning"))
        try:
            return Loader.yaml_constructors[node.tag](_SCALARS, node)
        except ValueError:
            return self._problem(node, f"'{node.value}' is no date or number that exists", "write dates as 2026-11-22, or put text in quotes")
