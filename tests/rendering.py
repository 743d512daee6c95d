"""Renders Markdown for tests as the site does: with the extensions that mkdocs.yml names, and nothing else."""

from functools import cache
from pathlib import Path

from conftest import ROOT, TODAY
from markdown import Markdown
from mkdocs.utils.yaml import yaml_load

OURS = "gutbrain.enriching"


@cache
def extensions() -> tuple[list[str], dict[str, dict]]:
    listed = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    pairs = [(item, {}) if isinstance(item, str) else next(iter(item.items())) for item in listed]
    return [name for name, _ in pairs], {name: options for name, options in pairs if options}


def enriched(text: str, root: Path, page: str = "stress/new.md", **settings: str) -> str:
    """The page as the site shows it."""
    names, options = extensions()
    return Markdown(extensions=names, extension_configs={**options, OURS: {"root": str(root), "page": page, "today": str(TODAY), **settings}}).convert(text)


def plain(text: str) -> str:
    """The page without our extension."""
    names, options = extensions()
    return Markdown(extensions=[name for name in names if name != OURS], extension_configs=options).convert(text)
