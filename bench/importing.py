"""Compares the importer with two libraries alone, on the scored articles: `python -m bench.importing`.

trafilatura and markdownify read HTML; text and Markdown are handed to them as a page that
holds it, which is what a person without an importer could do.
"""

import html
from collections.abc import Callable
from datetime import date

from markdownify import markdownify
from trafilatura import extract

from gutbrain.importing import About, import_article

from .scoring import ARTICLES, MEASURES, article_parts, mean_scores, scores


def ours(kind: str, raw: str) -> str:
    """The draft without its boxes for the editor."""
    draft = import_article(raw.encode(), About(rights="own"), date(2026, 1, 1)).draft.decode()
    return "\n\n".join(part for part in draft.split("\n\n") if not part.startswith(('!!! warning "To look at', "    - ")))


def _page(kind: str, raw: str) -> str:
    return raw if kind == "html" else f"<html><body><article><pre>{html.escape(raw)}</pre></article></body></html>"


def _trafilatura(kind: str, raw: str) -> str:
    return extract(_page(kind, raw), output_format="markdown", include_links=True, include_formatting=True, include_tables=True) or ""


def _markdownify(kind: str, raw: str) -> str:
    return markdownify(raw, heading_style="ATX") if kind == "html" else raw


TOOLS: dict[str, Callable[[str, str], str]] = {"gutbrain import": ours, "trafilatura": _trafilatura, "markdownify": _markdownify}


def table() -> str:
    """One row for each measure and format, one column for each tool; percent."""
    articles = [article_parts(path) for path in sorted(ARTICLES.glob("*.txt"))]
    rows = [f"| {len(articles)} articles, percent | {' | '.join(TOOLS)} |", f"|---|{'---:|' * len(TOOLS)}"]
    found = {tool: [(kind, scores(read(kind, raw), gold, gone)) for kind, raw, gold, gone in articles] for tool, read in TOOLS.items()}
    for measure in MEASURES:
        rows.append(f"| {measure} | {' | '.join(f'{100 * mean_scores([s for _, s in found[tool]])[measure]:.1f}' for tool in TOOLS)} |")
    for kind in sorted({kind for kind, *_ in articles}):
        means = {tool: mean_scores([s for k, s in found[tool] if k == kind]) for tool in TOOLS}
        rows.append(f"| all measures, {kind} | {' | '.join(f'{100 * sum(means[tool].values()) / len(MEASURES):.1f}' for tool in TOOLS)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
