"""The search index: what `docs/assets/search/` reads in the browser.

`search/lexicon.bin` holds the words and where their postings are, `search/rare-X.bin` the rare words
of a large library that begin with X; `search/postings-N.bin` the pages on which words stand;
`search/page-N.bin` the text of a page.
All are JSON, compressed with gzip, so that the size does not hang on the host. A reader's browser
fetches the lexicon, the postings of the words typed and the pages shown, and nothing else.

Each field of a page counts for itself and saturates, after BM25F (Robertson and Zaragoza 2009,
The Probabilistic Relevance Framework, section 3.6): weight * n / (n + K), n being the word's count.
"""

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix
from typing import Any

from ..library.schema import Distress
from .search_pages import Page
from .search_words import FAINT_WORDS, STOP_WORDS, everyday, groups, tokens

WEIGHTS = {"title": 3.0, "names": 2.2, "questions": 1.6, "key points": 1.3, "headings": 1.1, "summary": 1.0, "text": 1.6}
STEPS = 6  # of a field's weight: impacts are whole numbers from 1 to about 70
COMMON = 6_000  # groups of words that every search loads; a large library's rarer ones are fetched by their first letter
SHARD = 40_000  # characters of JSON in a file of postings; compressed about a quarter of that
_OF_PEOPLE = ("ME", "YOU", "ALL", "NOT", "WANT", "INTEND", "DARK", "SIGN", "PLAIN")  # groups of words of distress that name no topic
_K, _LENGTH_SHARE = 1.5, 0.6  # how fast text saturates, and how much of that hangs on the page's length


@dataclass(frozen=True)
class Index:
    """The pages and the groups of their words, from which every file follows."""

    pages: list[Page]
    distress: tuple[Distress, ...]  # words of distress, which lead to the page with the help lines
    help_lines: list[str]
    misspelt: dict[str, str]
    alike: dict[str, list[str]]  # words with others that may stand for them

    @cached_property
    def _fields(self) -> list[dict[str, Counter]]:
        return [{name: Counter(words) for name, words in _words(page).items()} for page in self.pages]

    @cached_property
    def group_of(self) -> dict[str, str]:
        written = {word for fields in self._fields for counts in fields.values() for word in counts}
        return groups(written | everyday(written), self.misspelt)

    @cached_property
    def words(self) -> list[list[str]]:
        """The written forms of each group: the common groups first, then the rare. A group's place in this list is its number."""
        forms: dict[str, list[str]] = defaultdict(list)
        for word, group in self.group_of.items():
            forms[group].append(word)
        seen = Counter(group for fields in self._fields for group in {self.group_of[word] for counts in fields.values() for word in counts})
        by_frequency = sorted(forms, key=lambda group: (-seen[group], group))
        return [found for part in (by_frequency[:COMMON], by_frequency[COMMON:]) for found in sorted(sorted(forms[group]) for group in part)]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, forms in enumerate(self.words) for word in forms}

    @cached_property
    def postings(self) -> list[dict[int, int]]:
        """For each group, page numbers with their impact."""
        found: list[dict[int, int]] = [{} for _ in self.words]
        lengths = [sum(fields["text"].values()) for fields in self._fields]
        usual = max(1, sum(lengths) / max(1, len(lengths)))
        for page, fields in enumerate(self._fields):
            impacts: dict[int, float] = defaultdict(float)
            for name, counts in fields.items():
                rest = _K * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths[page] / usual) if name == "text" else 0.4
                for group, count in _by_group(counts, self._numbers).items():
                    impacts[group] += WEIGHTS[name] * count / (count + rest)
            for group, impact in impacts.items():
                found[group][page] = max(1, round(impact * STEPS))
        return found

    @cached_property
    def names(self) -> dict[int, list[list]]:
        """For each group, the names that begin with it: the rest of their groups, page, weight in percent."""
        found: dict[int, list[list]] = defaultdict(list)
        for number, page in enumerate(self.pages):
            best: dict[tuple[int, ...], float] = {}
            for name, weight in page.names:
                spelled = tuple(self._numbers[word] for word in _telling(name) if word in self._numbers)
                best[spelled] = max(weight, best.get(spelled, 0))
            for spelled, weight in best.items():
                if spelled:
                    found[spelled[0]].append([list(spelled[1:]), number, round(weight * 100)])
        return found

    def files(self) -> dict[str, bytes]:
        """File names inside `search/` with their bytes."""
        starts, shards = self._shards()
        contents: dict[str, Any] = {"lexicon": self._lexicon(starts)}
        contents.update({f"postings-{number}": shard for number, shard in enumerate(shards)})
        contents.update({f"rare-{letter}": part for letter, part in self._rare.items()})
        contents.update({f"page-{number}": _record(page) for number, page in enumerate(self.pages)})
        packed = {f"{name}.bin": _pack(content) for name, content in contents.items()}
        return {**packed, "search_index.json": _manifest(packed)}

    def _lexicon(self, starts: list[int]) -> dict[str, Any]:
        return {
            "pages": len(self.pages),
            "lists": [number for number, page in enumerate(self.pages) if page.is_list],
            "stop": sorted(STOP_WORDS),
            "faint": sorted(self._of(FAINT_WORDS)),
            "alike": self._stand_ins(),
            "misspelt": {word: meant for word, meant in sorted(self.misspelt.items()) if word in self._numbers},
            **self._spelled(0, COMMON),
            "rare": sorted(self._rare),
            "starts": starts,
            "help": self._help(),
        }

    def _help(self) -> dict[str, Any] | None:
        """The page with the help lines, whole, so that it is shown even where nothing else can be fetched; and when."""
        page = next((page for page in self.pages if page.has_help_lines), None)
        if page:
            return {"url": page.url, "title": page.title, "summary": page.summary, "lines": self.help_lines, "words": self._distress_words()}

    def _distress_words(self) -> dict[str, Any]:
        """Groups of words of distress by name, and the lines by when they count."""
        lines = [line for line in self.distress if not line.name]
        return {
            "groups": {line.name: line.words.split("/") for line in self.distress if line.name},
            "always": [line.words for line in lines if not (line.unless_topic or line.harmless)],
            "unlessTopic": [line.words for line in lines if line.unless_topic],
            "harmless": [line.words for line in lines if line.harmless],
            "names": sorted({" ".join(spelled) for page in self.pages for spelled in _called(page) if not self._of(spelled) & self._topics}),
        }

    @cached_property
    def _topics(self) -> set[int]:
        """Groups with a word that names a page's topic: those of its names, without what is said of anything."""
        plain = {word for line in self.distress if line.name in _OF_PEOPLE for word in line.words.split("/")}
        return self._of(word for page in self.pages for name, _ in page.names for word in tokens(name) if not word.isdigit()) - self._of(plain | STOP_WORDS)

    @cached_property
    def _rare(self) -> dict[str, dict[str, Any]]:
        """Rare words by their first letter."""
        letters: dict[str, list[int]] = defaultdict(list)
        for number, forms in enumerate(self.words[COMMON:], COMMON):
            letters[forms[0][0]].append(number)
        return {letter: self._spelled(numbers[0], numbers[-1] + 1) for letter, numbers in letters.items()}

    def _spelled(self, first: int, end: int) -> dict[str, Any]:
        """The groups from one number to another: how they are written and on how many pages they stand."""
        return {
            "first": first,
            "words": [_packed_forms(forms) for forms in self.words[first:end]],
            "frequency": [len(found) for found in self.postings[first:end]],
            "topics": [number for number in range(first, min(end, len(self.words))) if number in self._topics],
        }

    def _stand_ins(self) -> dict[str, list[int]]:
        """For groups that other groups may stand for those that do, as far as they stand on any page."""
        found: dict[int, set[int]] = defaultdict(set)
        for word, others in self.alike.items():
            for group in self._of([word]):
                found[group] |= {other for other in self._of(others) if other != group and self.postings[other]}
        return {str(group): sorted(others) for group, others in sorted(found.items()) if others}

    def _of(self, words: Iterable[str]) -> set[int]:
        """The groups of the words that stand in the index."""
        return {self._numbers[word] for word in words if word in self._numbers}

    def _shards(self) -> tuple[list[int], list[list]]:
        """The first group of each file of postings, and the files."""
        starts, shards, size = [], [], SHARD
        for number, found in enumerate(self.postings):
            flat = _flat(found)
            if size >= SHARD:
                starts.append(number)
                shards.append([])
                size = 0
            entry = [flat, self.names[number]] if number in self.names else [flat]
            shards[-1].append(entry)
            size += len(json.dumps(entry))
        return starts, shards


def _words(page: Page) -> dict[str, list[str]]:
    """The words of each field of a page."""
    def of(*kinds: str) -> list:
        return [section for section in page.sections if section.kind in kinds]

    texts = {
        "title": page.title,
        "questions": " ".join(section.heading for section in of("question")),
        "key points": " ".join(section.text for section in of("key-points")),
        "headings": " ".join(section.heading for section in of("text")),
        "summary": page.summary,
        "text": " ".join(section.text for section in page.sections),
    }
    return {**{name: _telling(text) for name, text in texts.items()}, "names": [word for name, _ in page.names for word in _telling(name)]}


def _called(page: Page) -> Iterator[list[str]]:
    """The names of a page and the questions that it answers, as words."""
    yield from (tokens(name) for name, _ in page.names)
    yield from (tokens(section.heading) for section in page.sections if section.kind == "question")


def _telling(text: str) -> list[str]:
    """The words of a text that tell its topic; all where there are no others: "about us" is a name too."""
    spelled = tokens(text)
    return [word for word in spelled if word not in STOP_WORDS] or spelled


def _by_group(counts: Counter, numbers: dict[str, int]) -> Counter:
    found: Counter = Counter()
    for word, count in counts.items():
        found[numbers[word]] += count
    return found


def _flat(found: dict[int, int]) -> list[int]:
    """Postings as steps between page numbers, each followed by its impact."""
    flat, last = [], 0
    for page in sorted(found):
        flat += [page - last, found[page]]
        last = page
    return flat


def _packed_forms(forms: list[str]) -> str:
    """"bloat bloated bloats" as "bloat  ed s": what the forms share, then the rest of each."""
    shared = commonprefix(forms)
    return " ".join([shared, *(form[len(shared):] for form in forms)])


def _record(page: Page) -> dict[str, Any]:
    return {
        "url": page.url,
        "title": page.title,
        "topic": page.topic,
        "summary": page.summary,
        "names": [name for name, weight in page.names if weight == 1],  # those that readers see: a phrase in quotes may be one
        "sections": [[section.anchor, section.heading, section.text, list(section.labels)] for section in page.sections],
    }


def _pack(content: Any) -> bytes:
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)


def _manifest(packed: dict[str, bytes]) -> bytes:
    """What the theme fetches on every page and hands to the worker: no documents, only a name for this state of the index.

    `separator` is what the theme cuts the words by that it marks on the page after a search.
    """
    version = hashlib.sha256(b"".join(packed[name] for name in sorted(packed))).hexdigest()[:12]
    return json.dumps({"config": {"lang": ["en"], "separator": r"[\s\-]+", "version": version}, "docs": []}).encode()
