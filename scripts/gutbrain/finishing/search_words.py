"""The words of the search index: how text is cut into words, and which written forms count as one word."""

import difflib
import re
from collections.abc import Iterable
from functools import cache

import Stemmer

from ..library.words import words
from .search_everyday import ALIKE, IRREGULAR

# Words that carry a sentence and not its topic.
STOP_WORDS = frozenset(
    "a about am an and any are arent as at be been being but by can could did didnt do does doesnt for from get got had has hasnt have havent how i id if ill im in into is it its "
    "isnt ive just me my of off on or our out should so some than that thats the their them then there theres these they this those to too u up us was "
    "we were what whats when where which who why will with would you your youre".split()
)
# Words that stand in many questions and say little of their topic; they count, but less.
FAINT_WORDS = frozenset(
    "affect affects after all always another anymore bad before being best better cannot cause causes change changes day days different difference do does "
    "eat eating every feel feels feeling find first food foods front give go goes going good happen happens health healthy help helps keep know level levels like "
    "lot lots make makes many matter mean meaning means more most much need needs number often one other people problem problems put read real really right "
    "safe see show start stop take takes thing things think thinking time times too true try trying two use uses using want way ways week weeks well without work works worth wrong".split()
)

# Ways in which British and American spelling part; each pair is (British, American).
_SPELLINGS = [(re.compile(british), american) for british, american in (
    (r"our(?=s?$|ed$|ing$|al|it|ful)", "or"), (r"is(?=e[sdr]?$|ing$|ation)", "iz"), (r"ys(?=e[sd]?$|ing$)", "yz"), (r"tre(?=s?$)", "ter"),
    (r"bre(?=s?$)", "ber"), (r"oea", "ea"), (r"ae", "e"), (r"oe(?=s|d)", "e"), (r"ogue(?=s?$)", "og"), (r"lled$", "led"), (r"lling$", "ling"),
    (r"ghurt", "gurt"), (r"amme(?=s?$)", "am"), (r"ence(?=s?$)", "ense"),
)]  # fmt: skip
_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLINGS))
_APOSTROPHE = re.compile("['’ʼ`´]")
_ALIKE = 0.8  # of difflib's ratio: from here on a single search word is a misspelling of its term
_stemmer = Stemmer.Stemmer("english")
_BASES = {_stemmer.stemWord(form): _stemmer.stemWord(base) for base, *forms in map(str.split, IRREGULAR) for form in forms}


def tokens(text: str) -> list[str]:
    """The words of a text as a search compares them: folded, apostrophes dropped ("don't" is "dont")."""
    return words(_APOSTROPHE.sub("", text))


def spellings(word: str) -> set[str]:
    """The word and its American spellings; some of them are no words, which harms nobody."""
    return {word, *(pattern.sub(american, word) for pattern, american in _SPELLINGS)} if _BRITISH.search(word) else {word}


def groups(vocabulary: Iterable[str], misspelt: dict[str, str]) -> dict[str, str]:
    """For each written form the name of its group: inflections (by Porter's second stemmer), spellings, known misspellings."""
    found: dict[str, str] = {}
    for word in sorted(vocabulary):
        if word not in misspelt:
            forms = spellings(word)
            found.update(dict.fromkeys(forms, min(map(_stem, forms), key=lambda stem: (len(stem), stem)) if len(forms) > 1 else _stem(word)))
    for word, meant in misspelt.items():
        found.setdefault(word, found.get(meant, _stem(meant)))
    return found


@cache
def _stem(word: str) -> str:
    stem = _stemmer.stemWord(word)
    return _BASES.get(stem, stem)


def everyday(vocabulary: set[str]) -> set[str]:
    """The words that readers may type for some of these: other forms, and others that mean the same."""
    return {word for line in map(str.split, (*IRREGULAR, *ALIKE)) if not vocabulary.isdisjoint(line) for word in line}


def alike(names: Iterable[str], search_only: Iterable[str]) -> dict[str, list[str]]:
    """Single words that may stand for each other: a term and its aliases; its search words stand for those, and not the reverse."""
    shown = [spelled[0] for spelled in map(tokens, names) if len(spelled) == 1]
    typed = [spelled[0] for spelled in map(tokens, search_only) if len(spelled) == 1]
    return {word: [other for other in shown if other != word] for word in (*shown, *typed)} if shown else {}


def alike_everyday() -> dict[str, list[str]]:
    """Everyday words, each with those that may stand for it."""
    found: dict[str, list[str]] = {}
    for line in map(str.split, ALIKE):
        for word in line:
            found[word] = [*found.get(word, ()), *(other for other in line if other != word)]
    return found


def misspellings(term: str, search_only: Iterable[str]) -> dict[str, str]:
    """Single search words that are nearly a word of the term, each with that word."""
    found = {}
    for name in (spelled[0] for spelled in map(tokens, search_only) if len(spelled) == 1):
        near = difflib.get_close_matches(name, tokens(term), n=1, cutoff=_ALIKE)
        if near:
            found[name] = near[0]
    return found
