"""How many CPU seconds of a build go into enriching pages: `python -m bench.enrichment` in a library's folder prints them.

It runs `mkdocs build` in this process with a stopwatch around the extension's work, reading the library included.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

from gutbrain.enriching import extension
from mkdocs.__main__ import cli

spent = 0.0


def timed(work: Callable) -> Callable:
    """`work` with its CPU seconds added to `spent`."""

    def run(*arguments: Any) -> Any:
        global spent
        start = time.process_time()
        try:
            return work(*arguments)
        finally:
            spent += time.process_time() - start

    return run


if __name__ == "__main__":
    extension.EnrichProcessor.run = timed(extension.EnrichProcessor.run)
    extension.current_library = timed(extension.current_library)
    cli(["build", "--quiet"], standalone_mode=False)
    print(f"{spent:.3f} {time.process_time():.3f}")
    sys.exit(0)
