"""Reads the whole library from its files: every record with its place, every problem at once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from . import schema
from .article import NOT_PAGES, OFTEN, Article, page_name
from .file_names import misnamed
from .marked_yaml import Document, read_yaml
from .names import Names, names_of
from .problems import Mark, Problem
from .text_files import read_text
from .validating import did_you_mean, validate
from .words import words

R = TypeVar("R", bound=schema.Record)
DATA = "docs/_data"
Place = tuple[str, int, int]  # file, line, column
START: Mark = (1, 1)
_KINDS = ("claim", "reference", "source record", "term")  # what a data file of the wrong name may have held
FENCE = re.compile(r"^---[ \t]*\n", re.M)  # the lines around the front matter, as MkDocs takes them
_NOT_PROSE = re.compile(r"<!--.*?-->|`[^`\n]*`|\]\([^)\n]*\)|\[\^[^\]\n]*\]|https?://\S+|^#[^\n]*$", re.S | re.M)


@dataclass(frozen=True)
class Where:
    """The file of a record and its path inside that file's data."""

    path: str
    document: Document
    at: tuple

    def mark(self, *inside: str | int) -> Mark:
        """Line and column of the record, or of something in it."""
        return self.document.mark((*self.at, *inside))


@dataclass
class Library:
    """All that the project's files say, and what is wrong with them. `places` tells where a record stands.

    `broken` holds the names of records that could not be read: whoever names one of them makes no mistake.
    `lost` holds the kinds of which a whole file could not be read: nobody can tell whether one of them is missing.
    `former` holds the addresses of pages that an earlier version had, where the caller knows them.
    """

    root: Path
    articles: dict[str, Article] = field(default_factory=dict)
    terms: dict[str, schema.Term] = field(default_factory=dict)
    claims: dict[str, schema.Claim] = field(default_factory=dict)
    claim_topics: dict[str, str] = field(default_factory=dict)
    references: dict[str, schema.Reference] = field(default_factory=dict)
    sources: dict[str, schema.Source] = field(default_factory=dict)
    help_lines: dict[str, schema.HelpLine] = field(default_factory=dict)
    warning_signs: dict[str, schema.WarningSigns] = field(default_factory=dict)
    distress: dict[str, schema.Distress] = field(default_factory=dict)
    paths: dict[str, schema.Path] = field(default_factory=dict)
    shingles: dict[str, bytes] = field(default_factory=dict)
    diagrams: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], Where] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    former: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read, so that what nobody names is known to be unused."""
        return not (self.broken or self.lost)

    def place(self, kind: str, key: str, *inside: str | int) -> Place:
        """File, line and column of a record or of something in it, for example `place("claim", id, "label")`."""
        where = self.places[kind, key]
        return where.path, *where.mark(*inside)

    @cached_property
    def by_name(self) -> dict[str, Article]:
        """Pages by the short name that authors use (`leaky-gut`); introductions by their topic."""
        return {article.name: article for article in self.articles.values()}

    @cached_property
    def names(self) -> Names:
        """The names of the glossary's terms."""
        return names_of(tuple(self.terms.items()))

    @cached_property
    def mentions(self) -> dict[str, list[Article]]:
        """For each term, the articles whose text names it, those that name it most first."""
        counts: dict[str, list[tuple[int, str, Article]]] = {}
        for article in (a for a in self.articles.values() if a.is_article):
            for term, count in _named(article, self.names).items():
                counts.setdefault(term, []).append((-count, article.uri, article))
        return {term: [article for *_, article in sorted(found, key=lambda item: item[:2])] for term, found in counts.items()}

    def topic_articles(self, topic: str) -> list[Article]:
        """The articles of a topic in the order of its introduction; those that it does not name follow, by title."""
        introduction = self.articles.get(f"{topic}/index.md")
        place = {name: number for number, name in enumerate(introduction.meta.order if introduction else ())}
        found = (a for a in self.articles.values() if a.topic == topic and a.is_article)
        return sorted(found, key=lambda a: (place.get(a.name, len(place)), a.title.casefold()))

    @cached_property
    def citing(self) -> dict[str, list[Article]]:
        """For each claim, the pages that cite it."""
        found: dict[str, list[Article]] = {}
        for article in self.articles.values():
            for claim in article.cited:
                found.setdefault(claim, []).append(article)
        return found


@lru_cache(maxsize=OFTEN)
def _named(article: Article, names: Names) -> Counter[str]:
    """The terms that a page's text names, and how often."""
    return Counter(key for *_, key in names.find(_NOT_PROSE.sub(" ", "\n".join(line for _, line in article.prose_lines))))


def read_library(root: Path) -> Library:
    """Read the project at `root`. Never raises for what stands in a file: see `Library.problems`."""
    library = Library(root)
    for term, where in _list(library, "glossary", "terms", "term", schema.Term):
        _add(library, library.terms, ("term", term_id(term.term)), term, where)
    for reference, where in _list(library, "references", "references", "reference", schema.Reference):
        _add(library, library.references, ("reference", reference.id), reference, where)
    for path, where in _list(library, "paths", "paths", "path", schema.Path):
        _add(library, library.paths, ("path", path.id), path, where)
    for line, where in _list(library, "help-lines", "lines", "help-line", schema.HelpLine):
        _add(library, library.help_lines, ("help-line", f"{line.country}: {line.name}"), line, where)
    for line, where in _list(library, "distress-words", "lines", "distress", schema.Distress):
        _add(library, library.distress, ("distress", line.words), line, where)
    for group, where in _list(library, "warning-signs", "groups", "warning-signs", schema.WarningSigns):
        _add(library, library.warning_signs, ("warning-signs", group.urgency), group, where)
    _read_claims(library)
    _read_sources(library)
    _read_articles(library)
    for path in sorted((root / "docs/assets/diagrams").glob("*.svg")):
        if (text := _text(library, path)) is None:
            library.broken.add(path.stem)
        else:
            library.diagrams[path.stem] = text
    for problem in misnamed(root):
        library.problems.append(problem)
        library.lost |= set(_KINDS) if "/_data/" in problem.path or problem.path.startswith("seeds/") else {"page"}
    return library


def _read_claims(library: Library) -> None:
    if not (library.root / DATA / "claims").is_dir():
        library.lost.add("claim")
        _fail(library, f"{DATA}/claims", START, "the folder is missing", "bring it back, with a file of claims for each topic", "schema")
    for path in sorted((library.root / DATA / "claims").glob("*.yml")):
        document, name = _document(library, path, "claim")
        for key in document.data or ():
            if not schema.SLUG.fullmatch(key):
                _fail(library, name, document.mark((key,)), f"the id '{key}' must be small letters, digits and single hyphens", f"write `{term_id(key) or 'like-this'}`, also where it is cited", "schema")
            claim = _record(library, schema.Claim, document, (key,), name, key)
            if claim and _add(library, library.claims, ("claim", key), claim, Where(name, document, (key,))):
                library.claim_topics[key] = path.stem


def _read_sources(library: Library) -> None:
    folder = library.root / "seeds"
    for path in sorted(folder.glob("*.yml")):
        document, name = _document(library, path, "source record")
        source = _record(library, schema.Source, document, (), name, path.stem) if document.data is not None else None
        if source:
            _add(library, library.sources, ("source", path.stem), source, Where(name, document, ()))
    for path in sorted(path for path in folder.glob("*.shingles") if path.is_file()):  # `source-runs` misses the others
        library.shingles[path.stem] = path.read_bytes()


def _read_articles(library: Library) -> None:
    docs = library.root / "docs"
    for path in sorted(docs.rglob("*.md")):
        if path.relative_to(docs).parts[0] not in NOT_PAGES:
            _read_article(library, path)


def _read_article(library: Library, path: Path) -> None:
    name = path.relative_to(library.root).as_posix()
    text = _text(library, path)
    article, problems = _page(name, text) if text is not None else (None, ())
    library.problems += problems
    if article is None:
        library.broken.add(page_name(name))
    else:
        library.articles[article.uri] = article


_LAST: dict[str, tuple[str, tuple[Article | None, tuple[Problem, ...]]]] = {}


def _page(name: str, text: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """A page and its problems: those of the last reading while its text is the same, so that all that is known of it holds on."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if name not in _LAST or _LAST[name][0] != digest:
        alone = Library(Path())
        _LAST[name] = digest, (_parsed(alone, name, text), tuple(alone.problems))
    return _LAST[name][1]


def _parsed(library: Library, name: str, text: str) -> Article | None:
    if not (opening := FENCE.match(text)):
        return _fail(library, name, START, "the page has no front matter", "begin it with `---`, its keys (summary, reviewed, review_by) and `---`", "front-matter")
    closing = FENCE.search(text, opening.end())
    if not closing:
        return _fail(library, name, START, "the front matter is not closed", "write `---` on a line of its own after its last key", "front-matter")
    front = text[opening.end() : closing.start()]
    if not front.strip():
        return _fail(library, name, START, "the front matter is empty", "write its keys (summary, reviewed, review_by) between the two `---`", "front-matter")
    document = read_yaml(front, name, first_line=2)
    library.problems += document.problems
    meta = _record(library, schema.FrontMatter, document, (), name, name) if document.data is not None else None
    return meta and Article(name, meta, text[closing.end() :], text[: closing.end()].count("\n") + 1, document.marks)


def term_id(term: str) -> str:
    """The anchor of a term on the glossary page."""
    return "-".join(words(term))


def _text(library: Library, path: Path) -> str | None:
    found = read_text(path, path.relative_to(library.root).as_posix())
    if isinstance(found, Problem):
        library.problems.append(found)
        return None
    return found


def _document(library: Library, path: Path, kind: str) -> tuple[Document, str]:
    """A data file that holds records of this kind, and its name."""
    name = path.relative_to(library.root).as_posix()
    text = _text(library, path)
    document = read_yaml(text, name) if text is not None else Document()
    library.problems += document.problems
    if document.data is not None and not isinstance(document.data, dict):
        _fail(library, name, START, "the file must hold a map", "write `key: value` lines", "schema")
        document = replace(document, data=None)
    if document.data is None:
        library.lost.add(kind)
    return document, name


def _list(library: Library, file: str, key: str, kind: str, model: type[R]) -> Iterator[tuple[R, Where]]:
    """The valid records of a data file that holds one list under one key."""
    name = f"{DATA}/{file}.yml"
    if not (library.root / name).is_file():
        library.lost.add(kind)
        return _fail(library, name, START, "the file is missing", f"create it with `{key}:` and a list", "schema")
    document, _ = _document(library, library.root / name, kind)
    if document.data is None:
        return
    for extra in document.data.keys() - {key}:
        _fail(library, name, document.mark((extra,)), f"there is no key '{extra}'", did_you_mean(extra, [key], f"keep everything under `{key}:`"), "schema")
    items = document.data.get(key)
    if not isinstance(items, tuple):
        library.lost.add(kind)
        return _fail(library, name, START, f"'{key}' must be a list", "write each item on its own line after `- `", "schema")
    for index in range(len(items)):
        item = items[index] if isinstance(items[index], dict) else {}
        record = _record(library, model, document, (key, index), name, str(item.get("id")))
        if record:
            yield record, Where(name, document, (key, index))


def _record(library: Library, model: type[R], document: Document, at: tuple, name: str, key: str) -> R | None:
    """The record at a place of a file; a misfit on a line that is no valid YAML is not told twice."""
    record, problems = validate(model, document, at, name)
    told = {problem.line for problem in document.problems}
    library.problems += [problem for problem in problems if problem.line not in told]
    if record is None:
        library.broken.add(key)
    return record


def _add(library: Library, table: dict, key: tuple[str, str], record: schema.Record, where: Where) -> bool:
    if key in library.places:
        first = library.places[key]
        _fail(library, where.path, where.mark(), f"the {key[0]} '{key[1]}' stands twice (first in {first.path}:{first.mark()[0]})", "keep one of the two", "schema")
        return False
    library.places[key] = where
    table[key[1]] = record
    return True


def _fail(library: Library, path: str, mark: Mark, message: str, remedy: str, rule: str) -> None:
    library.problems.append(Problem(path, *mark, message, remedy, rule))
