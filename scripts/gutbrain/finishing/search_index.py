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
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from os.path import commonprefix
from typing import Any

from ..library.schema import Distress
from ..library.words import curly
from .search_pages import Page
from .search_words import FAINT_WORDS, STOP_WORDS, everyday, groups, tokens

WEIGHTS = {"title": 3.0, "names": 2.2, "questions": 1.6, "key points": 1.3, "headings": 1.1, "summary": 1.0, "text": 1.6}
STEPS = 6  # of a field's weight: impacts are whole numbers from 1 to about 70
COMMON = 6_000  # groups of words that every search loads; a large library's rarer ones are fetched by their first letter
SHARD = 16_000  # characters of JSON in a file of postings; compressed about a quarter of that
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
    def _called(self) -> list[list[list[str]]]:
        """For each page its names as words."""
        return [[tokens(name) for name, _ in page.names] for page in self.pages]

    @cached_property
    def _written(self) -> tuple[list[str], list[dict[str, array]]]:
        """All words that stand on pages, and for each field of each page its words as numbers in that list."""
        numbers: dict[str, int] = {}
        fields = [
            {name: array("I", [numbers.setdefault(word, len(numbers)) for word in words]) for name, words in _words(page, names).items()}
            for page, names in zip(self.pages, self._called)
        ]
        return list(numbers), fields

    @cached_property
    def group_of(self) -> dict[str, str]:
        """For each word that stands on a page or may be typed for one the name of its group."""
        written = set(self._written[0])
        return groups(written | everyday(written), self.misspelt)

    @cached_property
    def words(self) -> list[list[str]]:
        """The written forms of each group: the common groups first, then the rare. A group's place in this list is its number."""
        forms: dict[str, list[str]] = defaultdict(list)
        for word, group in self.group_of.items():
            forms[group].append(word)
        written, pages = self._written
        group_of = [self.group_of[word] for word in written]
        seen: Counter = Counter()
        for fields in pages:
            seen.update({group_of[word] for words in fields.values() for word in words})
        by_frequency = sorted(forms, key=lambda group: (-seen[group], group))
        return [found for part in (by_frequency[:COMMON], by_frequency[COMMON:]) for found in sorted(sorted(forms[group]) for group in part)]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, forms in enumerate(self.words) for word in forms}

    @cached_property
    def postings(self) -> list[array]:
        """For each group the pages on which it stands: steps between their numbers, each followed by its impact there."""
        written, pages = self._written
        groups_of = [self._numbers[word] for word in written]
        found, last = [array("I") for _ in self.words], [0] * len(self.words)
        lengths = [len(fields["text"]) for fields in pages]
        usual = max(1, sum(lengths) / max(1, len(lengths)))
        for page, fields in enumerate(pages):
            for group, impact in _impacts(fields, groups_of, lengths[page] / usual).items():
                found[group].extend((page - last[group], max(1, round(impact * STEPS))))
                last[group] = page
        return found

    @cached_property
    def names(self) -> dict[int, list[list]]:
        """For each group, the names that begin with it: the rest of their groups, page, weight in percent."""
        found: dict[int, list[list]] = defaultdict(list)
        for number, page in enumerate(self.pages):
            best: dict[tuple[int, ...], float] = {}
            for name, (_, weight) in zip(self._called[number], page.names):
                spelled = tuple(self._numbers[word] for word in _telling(name))
                best[spelled] = max(weight, best.get(spelled, 0))
            for spelled, weight in best.items():
                if spelled:
                    found[spelled[0]].append([list(spelled[1:]), number, round(weight * 100)])
        return found

    def files(self) -> Iterator[tuple[str, bytes]]:
        """File names inside `search/` with their bytes, one after the other; last a name for this state of the index."""
        version = hashlib.sha256()
        for name, text in self._texts():
            packed = _pack(text)
            version.update(packed)
            yield name, packed
        yield "search_index.json", _manifest(version.hexdigest()[:12])

    def _texts(self) -> Iterator[tuple[str, str]]:
        starts, shards = self._shards()
        yield "lexicon.bin", _json(self._lexicon(starts))
        yield from ((f"postings-{number}.bin", f"[{','.join(shard)}]") for number, shard in enumerate(shards))
        yield from ((f"rare-{letter}.bin", _json(part)) for letter, part in self._rare.items())
        yield from ((f"page-{number}.bin", _json(_record(page))) for number, page in enumerate(self.pages))

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
            return {"url": page.url, "title": page.title, "summary": curly(page.summary), "lines": self.help_lines, "words": self._distress_words()}

    def _distress_words(self) -> dict[str, Any]:
        """Groups of words of distress by name, and the lines by when they count."""
        lines = [line for line in self.distress if not line.name]
        return {
            "groups": {line.name: line.words.split("/") for line in self.distress if line.name},
            "always": [line.words for line in lines if not (line.unless_topic or line.harmless)],
            "unlessTopic": [line.words for line in lines if line.unless_topic],
            "harmless": [line.words for line in lines if line.harmless],
            "names": sorted({" ".join(words) for words in self._asked() if not self._of(words) & self._topics}),
        }

    def _asked(self) -> Iterator[list[str]]:
        """The names of all pages and the questions that they answer, as words."""
        for page, names in zip(self.pages, self._called):
            yield from names
            yield from (tokens(section.heading) for section in page.sections if section.kind == "question")

    @cached_property
    def _topics(self) -> set[int]:
        """Groups with a word that names a page's topic: those of its names, without what is said of anything."""
        plain = {word for line in self.distress if line.name in _OF_PEOPLE for word in line.words.split("/")}
        return self._of(word for names in self._called for name in names for word in name if not word.isdigit()) - self._of(plain | STOP_WORDS)

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
            "frequency": [len(found) // 2 for found in self.postings[first:end]],
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

    def _shards(self) -> tuple[list[int], list[list[str]]]:
        """The first group of each file of postings, and for each file the JSON of its groups."""
        starts, shards, size = [], [], SHARD
        for number, found in enumerate(self.postings):
            entry = _json([found.tolist(), self.names[number]] if number in self.names else [found.tolist()])
            if size >= SHARD:
                starts.append(number)
                shards.append([])
                size = 0
            shards[-1].append(entry)
            size += len(entry)
        return starts, shards


def _words(page: Page, names: list[list[str]]) -> dict[str, list[str]]:
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
    return {**{name: _telling(tokens(text)) for name, text in texts.items()}, "names": [word for name in names for word in _telling(name)]}


def _telling(words: list[str]) -> list[str]:
    """The words that tell a topic; all where there are no others: "about us" is a name too."""
    return [word for word in words if word not in STOP_WORDS] or words


def _impacts(fields: dict[str, array], groups_of: list[int], length: float) -> dict[int, float]:
    """For each group on a page what it counts there; `length` is the page's, as a share of the usual."""
    impacts: dict[int, float] = defaultdict(float)
    for name, words in fields.items():
        rest = _K * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length) if name == "text" else 0.4
        for group, count in Counter(map(groups_of.__getitem__, words)).items():
            impacts[group] += WEIGHTS[name] * count / (count + rest)
    return impacts


def _packed_forms(forms: list[str]) -> str:
    """"bloat bloated bloats" as "bloat  ed s": what the forms share, then the rest of each."""
    shared = commonprefix(forms)
    return " ".join([shared, *(form[len(shared):] for form in forms)])


def _record(page: Page) -> dict[str, Any]:
    """What is shown of a page, with the quotation marks that the page shows."""
    return {
        "url": page.url,
        "title": curly(page.title),
        "topic": page.topic,
        "summary": curly(page.summary),
        "names": [name for name, weight in page.names if weight == 1],  # those that readers see: a phrase in quotes may be one
        "sections": [[section.anchor, curly(section.heading), curly(section.text), list(section.labels)] for section in page.sections],
    }


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _pack(text: str) -> bytes:
    return gzip.compress(text.encode(), 6, mtime=0)


def _manifest(version: str) -> bytes:
    """What the theme fetches on every page and hands to the worker: no documents, only a name for this state of the index.

    `separator` is what the theme cuts the words by that it marks on the page after a search.
    """
    return json.dumps({"config": {"lang": ["en"], "separator": r"[\s\-]+", "version": version}, "docs": []}).encode()
