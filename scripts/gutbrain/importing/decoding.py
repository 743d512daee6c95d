"""Bytes to text: encodings, mojibake, line ends, and characters that nobody sees."""

import codecs
import re

from ftfy import TextFixerConfig, fix_text

_BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an Office or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_MOST_LINES = 100_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w.-]{1,40})", re.I)
_LATIN = {"iso8859-1", "ascii"}  # browsers read both as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
# Zero-width, bidirectional and other format controls, soft hyphens; private characters, which we use as marks ourselves.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MENDING = TextFixerConfig(unescape_html=False, uncurl_quotes=False, fix_character_width=False, fix_line_breaks=False, normalization="NFC", explain=False)


class NotAnArticle(ValueError):
    """The input cannot become a draft; the message says why and what to do."""


def decoded(raw: bytes) -> str:
    """The input as clean text with `\\n` for line ends. Raises NotAnArticle where it is no text, or far too long for an article."""
    kind = next((kind for start, kind in _BINARY.items() if raw.startswith(start)), None)
    if kind:
        raise NotAnArticle(f"the input is {kind}, not text; copy the article's text into a file and import that")
    text = _LINE_ENDS.sub("\n", _characters(raw))
    if text.count("\n") > _MOST_LINES:
        raise NotAnArticle(f"the input has more than {_MOST_LINES:,} lines; cut it down to the article")
    strange = len(_CONTROL.findall(text))
    if "\0" in text or strange > 2 + len(text) // 50:
        raise NotAnArticle("the input is not text; save the page as HTML or copy its text into a file")
    text = fix_text(_CONTROL.sub("", text), _MENDING)
    return _SPACES.sub(" ", _UNSEEN.sub("", _CONTROL.sub("", _LINE_ENDS.sub("\n", text))))


def _characters(raw: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _utf_16_without_mark(raw)
    if encoding:
        return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_declared(raw), errors="replace")


def _utf_16_without_mark(raw: bytes) -> str | None:
    """UTF-16 of European text has a zero in every other byte."""
    start = raw[:2000]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if len(start) < 4 or max(zeros) < len(start) * 0.35 or min(zeros) > len(start) * 0.05:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _declared(raw: bytes) -> str:
    """The encoding that an HTML page declares, or Windows-1252, which any byte may be."""
    found = _DECLARED.search(raw[:3000])
    try:
        name = codecs.lookup(found[1].decode()).name if found else "cp1252"
        "".encode(name)  # refuses Python's codecs that are no text encodings
    except (LookupError, UnicodeError):
        return "cp1252"
    return "cp1252" if name in _LATIN or name.startswith(("utf", "raw", "unicode", "idna", "puny", "undefined")) else name
