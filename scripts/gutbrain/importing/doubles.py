"""What an article says twice, word for word: kept once, where it is fuller."""

from ..library.words import RUN
from .blocks import Block
from .boilerplate import Dropped

TWICE = "said twice in the input, kept once"
_MOST_HOLDERS = 20  # blocks that may hold another's first words; more of them is no article


def without_doubles(blocks: list[Block]) -> tuple[list[Block], list[Dropped]]:
    """Take out each block of eight words and more whose words all stand, in this order, in another one."""
    holders: dict[tuple[str, ...], list[int]] = {tuple(block.words[:RUN]): [] for block in blocks if len(block.words) >= RUN}
    for index, block in enumerate(blocks):
        for run in {tuple(block.words[start : start + RUN]) for start in range(len(block.words) - RUN + 1)} & holders.keys():
            holders[run].append(index)
    gone = _doubled_sections(blocks)
    for index, block in enumerate(blocks):
        if len(block.words) >= RUN and block.kind != "heading":
            others = holders[tuple(block.words[:RUN])][:_MOST_HOLDERS]
            if any(other != index and other not in gone and _holds(blocks[other], block, other < index) for other in others):
                gone.add(index)
    return [b for i, b in enumerate(blocks) if i not in gone], [Dropped(blocks[i].text, TWICE) for i in sorted(gone)]


def _doubled_sections(blocks: list[Block]) -> set[int]:
    """The places of sections of which another one of the same name says everything, in the same order."""
    named: dict[tuple[str, ...], list[range]] = {}
    starts: list[int] = []
    for index, block in enumerate([*blocks, None]):
        while starts and (block is None or block.kind == "heading" and block.level <= blocks[starts[-1]].level):
            start = starts.pop()
            named.setdefault(tuple(blocks[start].words), []).append(range(start, index))
        if block is not None and block.kind == "heading":
            starts.append(index)
    gone: set[int] = set()
    pairs = [pair for sections in named.values() for pair in zip(sections, sections[1:])]
    for one, other in sorted(pairs, key=lambda pair: -len(pair[0])):  # parts before what is in them
        if one.stop > other.start or one.start in gone or other.start in gone or min(len(one), len(other)) < 2:
            continue
        if _says_all(blocks, one, other):
            gone.update(other)
        elif _says_all(blocks, other, one):
            gone.update(one)
    return gone


def _says_all(blocks: list[Block], fuller: range, less: range) -> bool:
    """Whether the words of each block of `less` stand in `fuller`, one behind the other."""
    text = f" {' '.join(word for index in fuller for word in blocks[index].words)} "
    place = 0
    for index in less:
        place = text.find(f" {' '.join(blocks[index].words)} ", place)
        if place < 0:
            return False
    return True


def _holds(fuller: Block, block: Block, earlier: bool) -> bool:
    """Whether all words of `block` stand in `fuller`; of two that are alike the first is kept, but no mere quotation."""
    if fuller.kind == "heading":
        return False
    if fuller.words == block.words:
        return earlier if fuller.quoted == block.quoted else block.quoted
    return f" {' '.join(block.words)} " in f" {' '.join(fuller.words)} "
