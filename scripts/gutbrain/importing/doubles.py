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
    gone: set[int] = set()
    for index, block in enumerate(blocks):
        if len(block.words) >= RUN and block.kind != "heading":
            others = holders[tuple(block.words[:RUN])][:_MOST_HOLDERS]
            if any(other != index and other not in gone and _holds(blocks[other], block, other < index) for other in others):
                gone.add(index)
    return [b for i, b in enumerate(blocks) if i not in gone], [Dropped(blocks[i].text, TWICE) for i in sorted(gone)]


def _holds(fuller: Block, block: Block, earlier: bool) -> bool:
    """Whether all words of `block` stand in `fuller`; of two that are alike the first is kept, but no mere quotation."""
    if fuller.kind == "heading":
        return False
    if fuller.words == block.words:
        return earlier if fuller.quoted == block.quoted else block.quoted
    return f" {' '.join(block.words)} " in f" {' '.join(fuller.words)} "
