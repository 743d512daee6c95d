"""What a text must be like: each raises ValueError with a message and a remedy, parted by a semicolon."""

import re

from pydantic import AfterValidator


def filled(text: str) -> str:
    """Any text but an empty one."""
    if not text.strip():
        raise ValueError("must not be empty; write it")
    return text


def spoken(text: str) -> str:
    """A text that can be read aloud."""
    if not any(map(str.isalnum, text)):
        raise ValueError("must hold a letter or digit; write the word")
    return text


def unstopped(text: str) -> str:
    """A text to which the build adds the full stop."""
    if text.endswith("."):
        raise ValueError("must not end in a full stop; delete it")
    return text


def https(text: str) -> str:
    """An https address."""
    if not re.fullmatch(r"https://[^\s/]+\.[^\s]+", text):
        raise ValueError("must be an https address; write it as https://example.org/page")
    return text


def doi(text: str) -> str:
    """A DOI (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html)."""
    if not re.fullmatch(r"10\.\d{4,9}/\S+", text):
        raise ValueError("must look like 10.1000/xyz; copy it again from the work, without what stands before the 10")
    return text


def words(limit: int) -> AfterValidator:
    """A text of so many words at most."""

    def check(text: str) -> str:
        if len(text.split()) > limit:
            raise ValueError(f"must have at most {limit} words, it has {len(text.split())}; shorten it")
        return text

    return AfterValidator(check)
