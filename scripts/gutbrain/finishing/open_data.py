"""The library as open data: JSON files that others may use under CC BY 4.0, each with a JSON Schema.

The schemas come from the classes that the library itself is read with (https://json-schema.org/draft/2020-12).
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from ..library.reading import Library
from ..library.schema import TOPICS, Claim, FrontMatter, HelpLine, Record, Reference, Slug, Source, Term, Text

VERSION = 1  # grows when a field changes its meaning or goes
LICENCE = "CC BY 4.0"


class ArticleData(FrontMatter):
    """An article: its title, topic and front matter, and the ids of the claims that it cites."""

    title: Text
    topic: Literal[tuple(TOPICS)]
    claims: tuple[Slug, ...] = Field((), description="ids in claims.json, in the order of their first mention")


class ClaimData(Claim):
    """A health statement with its label, and the addresses (inside the site) of the pages that cite it."""

    topic: Literal[tuple(TOPICS)]
    pages: tuple[Text, ...] = ()


# What each file holds: records by id, or a list of them.
_TABLES: dict[str, Any] = {
    "articles": dict[str, ArticleData],
    "claims": dict[str, ClaimData],
    "references": dict[str, Reference],
    "glossary": dict[str, Term],
    "sources": dict[str, Source],
    "help-lines": tuple[HelpLine, ...],
}


def open_data(library: Library) -> Iterator[tuple[str, str]]:
    """File names with their JSON text, one after the other, since each may be large."""
    for name, table in _tables(library):
        yield f"data/{name}.json", _json({"$schema": f"schema/{name}.json", "version": VERSION, "licence": LICENCE, name: table})


def _tables(library: Library) -> Iterator[tuple[str, Any]]:
    articles = [article for article in library.articles.values() if article.is_article]
    yield "articles", {a.slug: {"title": a.title, "topic": a.topic, **_plain(a.meta), "claims": list(a.cited)} for a in articles}
    yield "claims", {key: {"topic": library.claim_topics[key], **_plain(claim), "pages": [a.slug for a in library.citing.get(key, [])]} for key, claim in library.claims.items()}
    for name, records in (("references", library.references), ("glossary", library.terms), ("sources", library.sources)):
        yield name, {key: _plain(record) for key, record in records.items()}
    yield "help-lines", [_plain(line) for line in library.help_lines.values()]


def schemas() -> dict[str, str]:
    """File names with a JSON Schema for each file of `open_data`."""
    return {f"data/schema/{name}.json": _json({"$schema": "https://json-schema.org/draft/2020-12/schema", **_file(name).model_json_schema()}) for name in _TABLES}


def _file(name: str) -> type[BaseModel]:
    """The shape of the file `name`."""
    return create_model(
        f"{name}.json",
        __config__=ConfigDict(extra="forbid", populate_by_name=True),
        schema_address=(Literal[f"schema/{name}.json"], Field(alias="$schema")),
        version=(Literal[VERSION], Field(description="grows when a field changes its meaning or goes")),
        licence=(Literal[LICENCE], ...),
        table=(_TABLES[name], Field(alias=name)),
    )


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
