"""Adds to a page, in its parsed tree: cross-links, evidence notes, generated lists and cards.

Used as a Python-Markdown extension: `markdown_extensions: [gutbrain.enriching]`.
"""

from .extension import GutbrainExtension, forget, library_of, seen_by


def makeExtension(**options) -> GutbrainExtension:  # noqa: N802  (the name that Python-Markdown calls)
    """The extension; `GutbrainExtension.config` names its options."""
    return GutbrainExtension(**options)


__all__ = ["forget", "library_of", "makeExtension", "seen_by"]
