"""Debian's Chromium without a window, started so that it says nothing to anybody but us."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from crm.bare import machine

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process draws page after page of a house, in place of a new one for each.
    "--disable-site-isolation-trials",
    "--renderer-process-limit=2",
    # No script of a page runs long enough to be worth an optimising compiler.
    "--js-flags=--always-sparkplug --no-maglev --no-opt --no-flush-bytecode",
)


def is_here() -> bool:
    """Whether this machine has Chromium and what its driver needs."""
    needed = tuple(
        part for part in machine.TESTING if part.package in {machine.BROWSER, "libatomic1"}
    )
    return not machine.missing(needed)


@contextmanager
def started() -> Iterator[Browser]:
    """One browser for as long as the block lasts."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=machine.chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
