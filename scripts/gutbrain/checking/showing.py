"""How problems are shown: as text, as annotations on a pull request, as JSON, and on the page that is being written."""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from ..library.problems import Problem

Problems = Sequence[Problem]


def count(problems: Problems, severity: str) -> int:
    """How many problems are of this severity."""
    return sum(problem.severity == severity for problem in problems)


def as_text(problems: Problems) -> str:
    """One line a problem, and their number."""
    return "\n".join([*map(str, problems), _count(problems)])


def as_github(problems: Problems) -> str:
    """Workflow commands that GitHub shows on the lines of a pull request.

    Form: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    return "\n".join([*map(_annotation, problems), _count(problems)])


def _annotation(problem: Problem) -> str:
    facts = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.rule}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in facts.items())
    return f"::{problem.severity} {properties}::{_escaped(f'{problem.message}; {problem.remedy}')}"


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_json(problems: Problems) -> str:
    """The problems with their numbers, for other programs."""
    return json.dumps({"errors": count(problems, "error"), "warnings": count(problems, "warning"), "problems": [asdict(p) for p in problems]}, ensure_ascii=False, indent=1)


def banner(problems: Problems) -> str:
    """The problems of one page as HTML for its top, shown only while serving; nothing where there are none."""
    if not problems:
        return ""
    items = "".join(f"<li>Line {p.line}: {html.escape(p.message)}; {html.escape(p.remedy)} [{p.rule}]</li>" for p in problems)
    kind = "danger" if count(problems, "error") else "warning"
    return f'<div class="admonition {kind}" role="status"><p class="admonition-title">{_count(problems)} on this page</p><ul>{items}</ul></div>'


def _count(problems: Problems) -> str:
    numbers = ((count(problems, severity), severity) for severity in ("error", "warning"))
    return ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for number, severity in numbers)


FORMATS: dict[str, Callable[[Problems], str]] = {"text": as_text, "github": as_github, "json": as_json}
