"""The library as open data: JSON files that others may use under CC BY 4.0."""

import json
from typing import Any

from ..library.reading import Library

VERSION = 1  # grows when a field changes its meaning or goes


def open_data(library: Library) -> dict[str, str]:
    """File names with their JSON text."""
    tables: dict[str, Any] = {
        "articles": {a.slug: {"title": a.title, "topic": a.topic, **_plain(a.meta), "claims": list(dict.fromkeys(c for c, _ in a.citations))} for a in library.articles.values() if a.is_article},
        "claims": {key: {"topic": library.claim_topics[key], **_plain(claim), "pages": [a.slug for a in library.citing.get(key, [])]} for key, claim in library.claims.items()},
        "references": {key: _plain(reference) for key, reference in library.references.items()},
        "glossary": {key: _plain(term) for key, term in library.terms.items()},
        "sources": {key: _plain(source) for key, source in library.sources.items()},
        "help-lines": [_plain(line) for line in library.help_lines.values()],
    }
    return {f"{name}.json": json.dumps({"version": VERSION, "licence": "CC BY 4.0", name: table}, ensure_ascii=False, indent=1) + "\n" for name, table in tables.items()}


def _plain(record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
