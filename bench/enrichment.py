"""How many CPU seconds of a build go into enriching pages: `python -m bench.enrichment` in a library's folder prints them.

It runs `gutbrain build` in this process with a stopwatch around the extension's work and one around reading the library, which
check, extension and search share. Printed: enriching, reading, the whole build.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

from gutbrain import cli
from gutbrain.enriching import extension
from gutbrain.library import current

spent = {"enriching": 0.0, "reading": 0.0}


def timed(work: Callable, name: str) -> Callable:
    """`work` with its CPU seconds added to those of `name`."""

    def run(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return work(*arguments)
        finally:
            spent[name] += time.process_time() - start

    return run


if __name__ == "__main__":
    extension.EnrichProcessor.run = timed(extension.EnrichProcessor.run, "enriching")
    extension.CitationProcessor.handleMatch = timed(extension.CitationProcessor.handleMatch, "enriching")
    current.read_library = timed(current.read_library, "reading")
    sys.argv = ["gutbrain", "build"]
    failed = cli.main()
    print(f"{spent['enriching']:.3f} {spent['reading']:.3f} {time.process_time():.3f}")
    sys.exit(failed)
