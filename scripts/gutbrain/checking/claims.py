"""Rules about claims and references: nothing is said more strongly than it is known."""

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..library.article import CITATION, OFTEN, Article, without_citations
from ..library.problems import Mark
from ..library.prose import clinicians_line
from ..library.reading import Library, Place
from ..library.schema import LABELS, Claim
from .rule import Finding, rule, short

_UNSURE = r"(?:not|n['’]t|nobody|no one) (?:yet )?(?:knows?|sure|clear|certain|settled)|unclear|uncertain|unknown|too early|untested|unproven|no (?:human |good |direct )?(?:study|studies|trial|trials|evidence|proof)"
_MAY = rf"may|might|could|perhaps|possibl[ey]|{_UNSURE}"
_HEDGES = {
    "good": (rf"probabl[ey]|likely|{_MAY}", "probably, likely"),
    "limited": (_MAY, "may, might, could"),
    "very-uncertain": (_UNSURE, "we do not know, very uncertain"),
    "not-in-people": (r"mice|mouse|rats?|animals?|the lab|laborator\w+|cells|not (?:known|shown|been shown|been tested|tested) in people", "in mice, …; not known in people"),
    "not-supported": (r"not support|against|no (?:good )?(?:evidence|proof|support|sign)|not (?:been )?shown|did not|do not|does not|not a (?:reason|sign|diagnosis)", "studies do not support"),
}  # fmt: skip
_CAUSAL = re.compile(r"\b(affects?|leads? to|causes?|caused|shields?|drives?|makes?|improves?|reduces?|lowers?|raises?)\b", re.I)
_CAUSES = re.compile(r"\b(affects?|leads? to|(?<!other )(?<!the )(?<!of )(?<!its )causes|caused|(?:may|might|can|could|will|would|must|to)(?: also| even| then| \w+ly)? (?:cause|lower|trigger)|shields?|drives?|improves?|lowers|reduces?|raises?)\b", re.I)
_LABELLED = {label: re.compile(rf"\b(?:{pattern})\b", re.I) for label, (pattern, _) in _HEDGES.items()}
_DENIED = re.compile(rf"\b(?:{_UNSURE}|whether|does not|do not|cannot)\b", re.I)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")  # what others say
_DIRECTIONS = (  # what goes up, and what goes down
    re.compile(r"\b(?:increas(?:es?|ed|ing)|rais(?:es?|ed|ing)|worsen(?:s|ed|ing)?|heighten(?:s|ed)?)\b", re.I),
    re.compile(r"\b(?:reduc(?:es?|ed|ing)|lower(?:s|ed|ing)|decreas(?:es?|ed|ing)|eas(?:es?|ed|ing)|reliev(?:es?|ed|ing))\b", re.I),
)
_OPPOSITE = {(True, False): (False, True), (False, True): (True, False)}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
_BEGINS = re.compile(r"\s*(?:$|[#|>]|[-*+:]\s|\d+[.)]\s|!!!|\?\?\?|<!--|\[\^[^\]]+\]:)")  # a line that does not go on with the one above
_ALONE = re.compile(r"\s*(?:[#|]|!!!|\?\?\?|<!--)")  # a line with which none goes on
_SENTENCE_END = re.compile(r"[.!?:](?:\[\^[^\]]+\])*\s+")


@rule("error")
def claim_wording(library: Library, today: date) -> Iterator[Finding]:
    """A claim's statement is worded as its label allows; a link is not worded as a cause.

    Bad:  label: limited, statement: Stress makes the gut leaky.
    Good: label: limited, statement: Stress may make the gut leakier for a while.
    """
    for key, claim in library.claims.items():
        place = library.place("claim", key, "statement")
        if claim.kind != "advice":
            yield from _too_strong(claim.statement, claim.label, place, "the statement")
        if claim.kind == "link" and (verb := _CAUSAL.search(claim.statement)):
            yield *place, f"a claim of the kind 'link' must not say '{verb[0]}'", 'write "people with X more often have Y"'
        if claim.kind == "advice" and not claim.adviser:
            yield *library.place("claim", key), "a claim of the kind 'advice' must name who advises", "add `adviser: NICE, 2022`"


@rule("error")
def cited_sentence(library: Library, today: date) -> Iterator[Finding]:
    """A sentence that cites a claim is no stronger than the claim's label.

    Bad:  Probiotics lift your mood.[^probiotics-for-depression]
    Good: Probiotics may lift your mood a little.[^probiotics-for-depression]
    """
    graded = {key for key, claim in library.claims.items() if claim.kind != "advice" and claim.label in _HEDGES}
    for place, sentence, _, claim in _citing_sentences(library, graded):
        yield from _too_strong(sentence, claim.label, place, "this sentence")


@rule("warning")
def cited_direction(library: Library, today: date) -> Iterator[Finding]:
    """A sentence does not say that something rises where its claim says that it falls, or the other way round.

    Bad:  Oats may increase bloating.[^oats-and-bloating], where the claim says "may reduce bloating"
    Good: Oats may reduce bloating.[^oats-and-bloating]
    """
    other_way = {key: way for key, claim in library.claims.items() if (way := _OPPOSITE.get(_ways(claim.statement)))}
    for place, sentence, key, claim in _citing_sentences(library, other_way):
        if _ways(sentence) == other_way[key]:
            yield *place, f"this sentence goes another way than its claim, '{short(claim.statement)}'", "say what the claim says, or cite the claim that says this"


def _ways(text: str) -> tuple[bool, bool]:
    """Whether something goes up in a text, and whether something goes down."""
    up, down = _DIRECTIONS
    return bool(up.search(text)), bool(down.search(text))


@rule("warning")
def cause_from_link(library: Library, today: date) -> Iterator[Finding]:
    """A sentence that rests on a link alone does not speak of a cause.

    Bad:  Anxiety causes IBS.[^anxiety-and-ibs-together]
    Good: People with anxiety more often have IBS.[^anxiety-and-ibs-together]
    """
    links = {key for key, claim in library.claims.items() if claim.kind == "link"}
    clinical = {article.path: clinicians_line(article) for article in library.articles.values()}
    for place, sentence, _, _ in _citing_sentences(library, links):
        verb = _CAUSES.search(_QUOTED.sub("", sentence))
        if verb and place[1] < clinical[place[0]] and not _DENIED.search(sentence):
            yield *place, f"'{verb[0]}' speaks of a cause, the claim only of a link: '{short(sentence)}'", 'write "people with X more often have Y"'


@rule("warning")
def cited_number(library: Library, today: date) -> Iterator[Finding]:
    """A number in a sentence that cites a claim stands in the claim or in one of its references.

    The box for clinicians, which says more than a record holds, is left to the reviewer.

    Bad:  …in 73 soldiers.[^stress-loosens-gut-barrier], where no reference of the claim has 73
    Good: the number as the reference has it, or the citation of the claim that it belongs to
    """
    if library.lost:  # nobody knows the numbers of a file that cannot be read
        return
    phones = {part for line in library.help_lines.values() for part in _NUMBER.findall(line.phone or "")}
    numbers = {key: _numbers(library, claim) for key, claim in library.claims.items()}
    for article in library.articles.values():
        end = clinicians_line(article)
        for cited in cited_sentences(article):
            held = [numbers[key] for key in cited.ids if key in numbers]
            for match in _NUMBER.finditer(without_citations(cited.text) if held and cited.line < end else ""):
                if match[0].replace(",", "") not in phones.union(*held):
                    yield article.path, *cited.mark(match.start()), f"'{match[0]}' stands in no claim or reference that this sentence cites", "check it against the source, or cite the claim it belongs to"


def _numbers(library: Library, claim: Claim) -> set[str]:
    texts = [claim.statement, claim.why, claim.studied, claim.adviser or ""]
    for reference in (library.references[name] for name in claim.references if name in library.references):
        texts += [reference.title, reference.population, reference.n, reference.finding, reference.limits, reference.design, str(reference.issued)]
    return set(_NUMBER.findall(" ".join(filter(None, texts)).replace(",", "")))


class Cited(NamedTuple):
    """A sentence that cites: its line, where on it the sentence begins, its text with its line ends, and the ids it cites."""

    line: int
    start: int
    text: str
    ids: list[str]

    def mark(self, offset: int) -> Mark:
        """Line and column of a place in the text."""
        before = self.text[:offset]
        return self.line + before.count("\n"), offset - before.rfind("\n") if "\n" in before else self.start + offset + 1


@lru_cache(maxsize=OFTEN)
def cited_sentences(article: Article) -> tuple[Cited, ...]:
    """The sentences of a page that cite, in order."""
    return tuple(cited for number, text in _blocks(article.prose_lines) if "[^" in text for cited in _cited_in(number, text))


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines, each joined with those that go on with it: a sentence may be wrapped."""
    start, held = 0, []
    for number, line in lines:
        if held and (number > start + len(held) or _BEGINS.match(line) or _ALONE.match(held[-1])):
            yield start, "\n".join(held)
            held = []
        start = start if held else number
        held.append(line)
    yield start, "\n".join(held)


def _cited_in(number: int, block: str) -> Iterator[Cited]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(block)), len(block)]:
        ids = [match[1] for match in CITATION.finditer(block, start, end)]
        if ids:
            yield Cited(number + block.count("\n", 0, start), start - block.rfind("\n", 0, start) - 1, block[start:end], ids)
        start = end


def _citing_sentences(library: Library, wanted: Container[str]) -> Iterator[tuple[Place, str, str, Claim]]:
    """Each sentence with each of the wanted claims that it cites."""
    for article in library.articles.values():
        for cited in cited_sentences(article):
            for key in cited.ids:
                if key in wanted:
                    text = " ".join(CITATION.sub("", cited.text).split())
                    yield (article.path, *cited.mark(len(cited.text) - len(cited.text.lstrip()))), text.strip(" -#*0123456789."), key, library.claims[key]


def _too_strong(text: str, label: str, place: Place, what: str) -> Iterator[Finding]:
    if label in _HEDGES and not _LABELLED[label].search(text):
        yield *place, f"{what} is stronger than its label '{LABELS[label][0]}': '{short(text)}'", f"use one of its words ({_HEDGES[label][1]})"


@rule("error")
def reference_address(library: Library, today: date) -> Iterator[Finding]:
    """Every reference has a DOI, a PMID or an https address.

    Bad:  - {id: gut-feelings, title: Gut feelings}
    Good: - {id: gut-feelings, title: Gut feelings, DOI: 10.1000/xyz}
    """
    for key, reference in library.references.items():
        if not (reference.doi or reference.pmid or reference.url):
            yield *library.place("reference", key), f"the reference '{key}' must have a DOI, PMID or URL", "add for example `DOI: 10.1000/xyz`"


@rule("error")
def reference_twice(library: Library, today: date) -> Iterator[Finding]:
    """Each published work is one reference.

    Bad:  two references with the DOI 10.1000/xyz
    Good: one of them, used by both claims
    """
    first: dict[str, str] = {}
    for key, reference in library.references.items():
        for name, value in (("DOI", reference.doi), ("PMID", reference.pmid)):
            owner = first.setdefault(f"{name} {value}".lower(), key)
            if value and owner != key:
                yield *library.place("reference", key, name), f"the {name} {value} stands at the reference '{owner}' already", f"use `{owner}` and delete this one"


@rule("warning")
def unused_record(library: Library, today: date) -> Iterator[Finding]:
    """Every reference is used by a claim, and every claim is cited by a page.

    Bad:  a claim that no page cites
    Good: a page with a sentence and `[^its-id]`
    """
    if not library.is_whole:  # what a broken record uses is not known
        return
    used = {name for claim in library.claims.values() for name in claim.references}
    used |= {name for group in library.warning_signs.values() for name in group.references}
    for key in library.references.keys() - used:
        yield *library.place("reference", key), f"no claim uses the reference '{key}'", "use it or delete it"
    for key in library.claims.keys() - library.citing.keys():
        yield *library.place("claim", key), f"no page cites the claim '{key}'", f"cite it with `[^{key}]` or delete it"
