"""Words: folding text for comparison, finding many names at once, and runs of words as hashes."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

RUN = 8  # words; a run this long that stands in a source may not stand in a page
_HASH_BYTES = 6  # 2**48 values: with 10 million known runs, one false alarm in 28 million
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\t\n\r"), " ")
_QUOTES = dict.fromkeys(map(ord, "’ʼ`´"), "'")
_TABLE = {**_DASHES, **_SPACES, **_QUOTES, ord("\u00ad"): None, ord("\u200b"): None}
_QUOTE = re.compile(r"""(?P<opening>(?<![^\s(\[–—/"'])["'](?=[^\s"'.,;:!?)\]]|\.\.|["'](?=\w)))|["']""")
_CURLY = {True: {'"': "“", "'": "‘"}, False: {'"': "”", "'": "’"}}
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"https?://\S+")


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Text without case, accents and kinds of dash or space, and for each character its place in `text`."""
    if text.isascii():
        return text.translate(_TABLE).lower(), range(len(text))
    table = {ord(character): _folded(character) for character in set(text)}
    folded = text.translate(table)
    if all(len(part) == 1 for part in table.values()):  # as in nearly every text: then nothing has moved
        return folded, range(len(text))
    return folded, [place for place, character in enumerate(text) for _ in table[ord(character)]]


def folded(text: str) -> str:
    """Text as `fold` has it, for whoever needs no places."""
    return fold(text)[0]


@cache
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFD", character).casefold().translate(_TABLE)
    return "".join(part for part in parts if not unicodedata.combining(part))


def curly(text: str) -> str:
    """The text with quotation marks and apostrophes as a typesetter sets them, each in its old place."""
    return _QUOTE.sub(lambda match: _CURLY[bool(match["opening"])][match[0]], text) if "'" in text or '"' in text else text


def words(text: str) -> list[str]:
    """The words of a text, folded, addresses left out. As `fold` does it, but without places, which makes it ten times as fast."""
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    if text.isascii():
        return _WORD.findall(text.lower())
    folded = unicodedata.normalize("NFD", text).casefold()
    if not folded.isascii():
        for mark in [character for character in set(folded) if unicodedata.combining(character) or _TABLE.get(ord(character), "") is None]:
            folded = folded.replace(mark, "")
    return _WORD.findall(folded)


def runs(tokens: list[str]) -> list[bytes]:
    """The hash of each run of `RUN` words, by the place of its first word."""
    encoded, blake2b = " ".join(tokens).encode().split(), hashlib.blake2b
    joined = map(b" ".join, zip(*(encoded[start:] for start in range(RUN))))
    return [blake2b(run, digest_size=_HASH_BYTES).digest() for run in joined]


def shingles(text: str, without: str = "") -> bytes:
    """The hashes of all runs of a text but those of `without` (its title), sorted, one after the other."""
    return b"".join(sorted(set(runs(words(text))) - set(runs(words(without)))))


def unpack_shingles(packed: bytes) -> frozenset[bytes]:
    """The hashes that `shingles` put one after the other."""
    return frozenset(packed[i : i + _HASH_BYTES] for i in range(0, len(packed), _HASH_BYTES))


def variants(name: str) -> set[str]:
    """The folded forms of a name that stand for it in running text: hyphens or spaces, singular or plural."""
    base = folded(name).strip()
    forms = {base, base.replace("-", " "), base.replace(" ", "-")}
    if base[-1:].isalpha() and base.isascii():
        forms |= {_plural(form) for form in list(forms)}
    return forms


def _plural(name: str) -> str:
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + "es" if re.search(r"(s|x|z|ch|sh|is)$", name) else name + "s"


def name_pattern(names: Iterable[str]) -> re.Pattern:
    """One expression that finds the longest of many folded names, as whole words.

    Shaped as a trie, so that its cost hardly grows with the number of names: a plain
    alternation of 1,500 names is fifty times slower.
    """
    trie: dict = {}
    for name in names:
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(rf"(?<![\w-]){_trie_pattern(trie)}(?![\w-])" if trie else r"(?!)")


def _trie_pattern(trie: dict) -> str:
    # An explicit stack would be longer; names are at most some dozens of characters deep.
    ends = "" in trie
    branches = [re.escape(c) + _trie_pattern(rest) for c, rest in sorted(trie.items()) if c]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{body}?" if ends else body
