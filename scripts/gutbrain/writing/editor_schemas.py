"""JSON Schemas, made from the one schema, with which editors complete keys and underline mistakes while one types."""

import json
from typing import Any

from pydantic import ConfigDict, RootModel

from ..library.schema import Claim, DistressFile, FrontMatter, GlossaryFile, HelpLinesFile, PathsFile, ReferencesFile, Slug, Source, WarningSignsFile


class _ClaimsFile(RootModel[dict[Slug, Claim]]):
    """Claims of one topic, each under its id."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})  # an id that is no slug is a slip


# What each schema describes; .vscode/settings.json names the files. A page's front matter has no file of its own.
_MODELS = {
    "front-matter": FrontMatter,
    "claims": _ClaimsFile,
    "glossary": GlossaryFile,
    "references": ReferencesFile,
    "help-lines": HelpLinesFile,
    "warning-signs": WarningSignsFile,
    "distress-words": DistressFile,
    "paths": PathsFile,
    "source": Source,
}


def editor_schemas() -> dict[str, str]:
    """Path inside the project and text of each schema (JSON Schema 2020-12)."""
    return {f"schemas/{name}.schema.json": _text(name, model.model_json_schema(by_alias=True)) for name, model in _MODELS.items()}


def _text(name: str, schema: dict[str, Any]) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "Written by `gutbrain schemas`; change scripts/gutbrain/library/schema.py instead."}
    return json.dumps({**head, **schema, "title": name}, ensure_ascii=False, indent=1) + "\n"
