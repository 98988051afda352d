"""A private link in a real browser: its secret is in the address once, and nowhere after (A19)."""

import logging

import pytest
from flask import Flask
from playwright.sync_api import Request

from crm.core.transactions import commit
from crm.sharing.negotiation import propose
from tests.browser.conftest import NewReader
from tests.browser.postbox import Postbox
from tests.factories.sharing import make_assignment, make_cast

SEEN_BY_SCRIPTS = """() => [
  location.href, document.referrer, document.cookie, document.documentElement.outerHTML,
  ...performance.getEntries().map(entry => entry.name),
]"""


def told_by(request: Request) -> str:
    """Everything that a request tells whoever receives it, but for the cookie of the house."""
    headers = {name: words for name, words in request.all_headers().items() if name != "cookie"}
    return f"{request.url} {headers} {request.post_data or ''}"


def test_after_the_first_request_nothing_carries_the_token(
    app: Flask, signed_in_page: NewReader, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cast = make_cast()
    cast.yusuf.language = "en"
    propose(make_assignment(cast), by=cast.dewi_user)
    commit()
    address = postbox.link_for(str(cast.yusuf.email))
    secret = address.rpartition("/")[2]
    yusuf = signed_in_page(size="phone", speaks="en")
    requests: list[Request] = []
    yusuf.context.on("request", lambda request: requests.append(request))  # noqa: PLW0108
    caplog.clear()

    yusuf.open(address)
    seen = yusuf.page.evaluate(SEEN_BY_SCRIPTS)
    yusuf.page.reload()
    yusuf.press(yusuf.said("Agree to version %(number)s", number=1))
    yusuf.sees("Thank you")
    seen += yusuf.page.evaluate(SEEN_BY_SCRIPTS)
    yusuf.page.evaluate("location.assign('/sign-in')")
    yusuf.is_at("/sign-in")
    seen += yusuf.page.evaluate(SEEN_BY_SCRIPTS)
    history = yusuf.context.new_cdp_session(yusuf.page).send("Page.getNavigationHistory")

    first, *later = [told_by(request) for request in requests]
    entries = [f"{entry['url']} {entry['title']}" for entry in history["entries"]]
    lines = [logging.Formatter().format(record) for record in caplog.records]
    leaks = [one for one in [*later, *seen, *entries, *lines] if secret in one]
    print(
        f"A19: {len(requests)} requests of Chromium, 1 with the token by design;"
        f" {len(leaks)} leaks in {len(later)} others, {len(entries)} entries of the history,"
        f" {len(lines)} lines of the log"
    )
    assert secret in first
    assert len(later) > 3
    assert len(entries) > 1
    assert all(request.url.startswith(yusuf.address) for request in requests)
    assert leaks == []
    held = [cookie for cookie in yusuf.context.cookies() if cookie["value"] == secret]
    assert [cookie["httpOnly"] for cookie in held] == [True]
