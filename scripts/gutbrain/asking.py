"""Asks addresses whether they answer, gently: few at a time, one at a time for each host, with a pause between."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote, urlsplit

_PAUSE = 1.0  # seconds between two questions to one host
_PATIENCE = 30  # seconds for one answer
_HOSTS_AT_ONCE = 8
_AGENT = "gutbrain-links/1 (weekly link check of a public library)"
_GONE = {404, 410}


@dataclass(frozen=True)
class Answer:
    """What an address said: a status of HTTP, or words where none came."""

    said: int | str

    @property
    def is_well(self) -> bool:
        """Whether a page was given."""
        return isinstance(self.said, int) and self.said < 400

    @property
    def is_gone(self) -> bool:
        """Only what says so itself: many publishers refuse programs (403, 429), and that proves nothing."""
        return self.said in _GONE


def ask_all(addresses: Iterable[str], pause: float = _PAUSE) -> dict[str, Answer]:
    """The answer of each address."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        found = pool.map(lambda group: _ask_host(group, pause), hosts.values())
    return {address: answer for answers in found for address, answer in answers.items()}


def _ask_host(addresses: list[str], pause: float) -> dict[str, Answer]:
    answers = {}
    for place, address in enumerate(addresses):
        time.sleep(pause if place else 0)
        answers[address] = ask(address)
    return answers


def ask(address: str) -> Answer:
    """The answer of one address, after redirects. Never raises for what a server does."""
    request = urllib.request.Request(quote(address, safe=":/?#[]@!$&'()*+,;=%~"), headers={"User-Agent": _AGENT})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
            return Answer(response.status)
    except urllib.error.HTTPError as error:
        return Answer(error.code)
    except (OSError, ValueError, HTTPException) as error:
        return Answer(str(getattr(error, "reason", error)) or type(error).__name__)
