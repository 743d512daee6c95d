"""The browser that measures: found where the tests find theirs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from run import find_browser


@contextmanager
def browsing() -> Iterator[Browser]:
    """A Chrome or Chromium without a window. Ends the program with a message where there is none."""
    path = find_browser()
    if not path:
        sys.exit("bench: this needs Chrome or Chromium; install one (for example `apt install chromium`) or set GUTBRAIN_BROWSER to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
