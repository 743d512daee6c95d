"""Who is measured: this library, stock Material with and without its glossary, and Zensical where it is installed.

All contenders build the same Markdown pages in the same environment.
"""

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from gutbrain.library.reading import read_library
from mkdocs.utils.yaml import yaml_load  # knows the tag !ENV

OURS = "gutbrain.enriching"
GLOSSARY = "includes/glossary.md"


@dataclass(frozen=True)
class Contender:
    """A way to build a library: its name, its folder and its command."""

    name: str
    folder: Path
    command: tuple[str, ...]


def contenders(library: Path) -> list[Contender]:
    """Everybody who can build the library at `library`, each in a folder of its own beside it."""
    python = sys.executable
    found = [
        Contender("ours", library, (python, "-m", "gutbrain", "build")),
        Contender("stock", _stock(library, "stock", with_glossary=True), (python, "-m", "mkdocs", "build")),
        Contender("stock, no glossary", _stock(library, "stock-bare", with_glossary=False), (python, "-m", "mkdocs", "build")),
    ]
    if importlib.util.find_spec("zensical"):
        found.append(Contender("zensical", library, (python, "-m", "gutbrain", "build", "--engine", "zensical")))
    return found


def _stock(library: Path, name: str, with_glossary: bool) -> Path:
    """The same pages for stock Material, set up as its manual says."""
    folder = library.with_name(f"{library.name}-{name}")
    folder.mkdir()
    shutil.copytree(library / "docs", folder / "docs", ignore=shutil.ignore_patterns("_data"))
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(stock_config(library, with_glossary), sort_keys=False), encoding="utf-8")
    (folder / GLOSSARY).parent.mkdir()
    (folder / GLOSSARY).write_text(abbreviations(library), encoding="utf-8")
    return folder


def stock_config(library: Path, with_glossary: bool) -> dict:
    """Plain Material: its theme, its search, the library's extensions but ours, navigation from the folders."""
    listed = yaml_load((library / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    extensions = [item for item in listed if item != OURS]
    if with_glossary:
        extensions += ["abbr", {"pymdownx.snippets": {"auto_append": [GLOSSARY]}}]
    return {"site_name": "Stock", "site_url": "https://example.org/", "theme": {"name": "material"}, "plugins": ["search"], "markdown_extensions": extensions}


def abbreviations(library: Path) -> str:
    """The glossary as Material's manual has it: a line `*[term]: meaning` for each term."""
    terms = read_library(library).terms.values()
    return "".join(f"*[{term.term}]: {term.meaning}\n" for term in terms)
