"""The guard beside every page of the tests: what a page must never do while someone reads it."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.serving import Examiner

LOUD = {"error", "warning", "assert"}
SPOKEN_BY_US = "Failed to load resource"
LEAKS = {
    "a word of the program": re.compile(r"\b(undefined|NaN|Traceback|[A-Z]\w+\.[A-Z]{2}[A-Z_]*)\b"),
    "the machine's date": re.compile(r"\b20\d\d-\d\d-\d\d\b"),
    "a template's bones": re.compile(r"\{\{|\}\}|\{%|%\(\w+\)"),
    "the machine's nothing": re.compile(r"(?:^|[\s:(])None(?=$|[\t,;.)])", re.MULTILINE),
    "the machine's yes or no": re.compile(
        r"(?:^|[\s:(])(?:True|False)(?=$|[\t,;.)])", re.MULTILINE
    ),
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATE = """async () => ({
  width: document.documentElement.scrollWidth,
  kept: [...Object.keys(localStorage).filter(key => !/^opened \\d+$/.test(key)
           || !JSON.parse(localStorage[key]).every(one => /^[a-z_]+:\\d+$/.test(one))), ...Object.keys(sessionStorage),
         ...(await indexedDB.databases()).map(base => base.name), ...(await caches.keys())],
  words: document.body.innerText,
  passwords: document.querySelectorAll("input[type=password]:not([autocomplete])").length,
})"""
TARGETS = """() => {
  const found = [];
  const acts = "button, summary, select, textarea, input:not([type=hidden]), a.btn, nav a, .m-tabs a";
  for (const act of document.querySelectorAll(acts)) {
    const box = /checkbox|radio/.test(act.type)
      && (act.closest("label") || document.querySelector(`label[for="${CSS.escape(act.id)}"]`));
    const small = box || act.closest(".m-find") || act;
    const {width, height} = small.getBoundingClientRect();
    if (!act.checkVisibility({visibilityProperty: true}) || act.closest(".visually-hidden, .m-skip") || width * height < 4) continue;
    if (height < 43.5 || width < 23.5)
      found.push(`${act.tagName.toLowerCase()} “${(act.innerText || act.name || "").trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`);
  }
  return found;
}"""
WAYS = """() => [
  ...[...document.querySelectorAll("a[href^='/']")].map(link => ["GET", link.getAttribute("href")]),
  ...[...document.forms].filter(form => form.method !== "dialog")
    .map(form => [form.method.toUpperCase(), form.getAttribute("action") || location.pathname]),
]"""
AXE_RUN = """async (only) => (await axe.run(document, {
  resultTypes: ["violations"], runOnly: only, preload: false
})).violations.map(rule => rule.id + ": " + rule.help + " — " + rule.nodes.slice(0, 4).map(
  node => node.target.join(" ") + " " + (node.any[0] || node.all[0] || node.none[0] || {}).message
).join("; "))"""
ALL_RULES = {"type": "tag", "values": RULES}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that a theme can change; the rest of a page is the same in light and in dark."""


class Watch:
    """What one page has done that it must not; `allowed` are refusals that the story expects."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.host = urlsplit(address).netloc
        self.allowed: set[int] = set()
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._say(f"script: {error}"))
        page.on("crash", lambda _page: self._say("the page crashed"))
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def inspect(self, width: int, *, touch: bool) -> None:
        """Look at what the page holds now: wider than its screen, storage, words of the machine."""
        state = self.page.evaluate(STATE)
        if state["width"] > width:
            self._say(f"scrolls sideways: {state['width']} px on {width}")
        if state["kept"]:
            self._say(f"keeps in the browser: {state['kept']}")
        if state["passwords"]:
            self._say("a field for a password has no autocomplete, so no keeper can fill it")
        self._look_for_leaks(state["words"])
        if touch:
            self.complaints += [self._here(f"small: {act}") for act in self.page.evaluate(TARGETS)]

    def _look_for_leaks(self, words: str) -> None:
        for what, pattern in LEAKS.items():
            if leak := pattern.search(words):
                near = words[max(0, leak.start() - 40) : leak.end() + 40]
                self._say(f"shows {what}: {near!r}")

    def try_ways(self, leads: Callable[[str, str], bool]) -> None:
        """Ask of every link and form whether there is a page that takes it."""
        for method, address in self.page.evaluate(WAYS):
            if not leads(method, urlsplit(address).path):
                self._say(f"leads nowhere: {method} {address}")

    def ask_axe(self, *, colours_only: bool = False) -> None:
        """Let axe-core say what a reader with a disability would stumble over."""
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.add_script_tag(url=Examiner.path)
        rules = COLOURS if colours_only else ALL_RULES
        found = self.page.evaluate(AXE_RUN, rules)
        self.complaints += [self._here(f"axe: {rule}") for rule in found]

    def taken(self) -> list[str]:
        """What was found since the last time this was asked."""
        found, self.complaints = list(dict.fromkeys(self.complaints)), []
        return found

    def _say(self, complaint: str) -> None:
        self.complaints.append(self._here(complaint))

    def _here(self, complaint: str) -> str:
        return f"{urlsplit(self.page.url).path} {complaint}"

    def _console(self, message: ConsoleMessage) -> None:
        told_elsewhere = message.text.startswith(SPOKEN_BY_US)
        if message.type in LOUD and not told_elsewhere:
            self._say(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self._say(f"asks a foreign host: {request.url}")
        if parts.path == "/csp":
            self._say(f"breaks the content security policy: {request.post_data}")

    def _response(self, response: Response) -> None:
        refused = response.status >= HTTPStatus.BAD_REQUEST
        if refused and response.status not in self.allowed:
            self._say(f"answers {response.status}: {response.request.method} {response.url}")

    def _failed(self, request: Request) -> None:
        reason: Any = request.failure
        if reason != "net::ERR_ABORTED":
            self._say(f"request failed: {request.url} {reason}")
