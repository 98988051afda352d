"""Every page of the house with an address where the example network shows it.

A page without an entry here is photographed by itself: as the first of `ORDER` who may open it,
with the cast's example for each argument of its address. An entry is needed only for a page that
needs another reader, a query, steps before it, or several pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.routing import Rule

from crm.accounts.invitations import INVITATION, RESET
from crm.accounts.setup import setup_token
from crm.core.access import PUBLIC, declared_access
from crm.permissions import Permission, Role, grants
from tests.browser.cast import PASSWORD, Cast
from tests.browser.chapters.accounts import GUARDED

ORDER = (
    Role.SECRETARIAT,
    Role.ADMIN,
    Role.CAMPAIGN_MANAGER,
    Role.PARTNER,
    Role.PARENT_APPROVER,
    Role.EXPERT,
    Role.BOARD,
)
NOBODY: Role | None = None
FILES = {
    "health.healthz": "application/json",
    "health.readyz": "application/json",
    "papers.show": "application/pdf",
    "placement_codes.show": "image/svg+xml",
}
FILE_ENDINGS = {".pdf", ".ics", ".csv", ".xlsx", ".vcf", ".json", ".svg", ".png"}
LEADS = {"links.new": "links.show", "scans.show": "the page that a placement leads to"}
PARTS = {"must_starts.show": "placements.new"}
INTO_THE_NEW_HOUSE = {"setups.new"}


class NoExample(LookupError):
    """The cast has nothing to show on a page; the message says what to add."""


@dataclass(frozen=True)
class Scene:
    """One page as one reader finds it."""

    endpoint: str
    variant: str = ""
    by: Role | str | None = "the first who may"
    values: dict[str, Any] = field(default_factory=dict)
    address: Callable[[Cast], str] | None = None
    before: Callable[[Page, Cast], None] | None = None
    status: int = 200

    @property
    def name(self) -> str:
        """The name of its pictures."""
        parts = [self.endpoint.replace(".", "-").replace("_", "-"), self.variant]
        return "-".join(filter(None, parts))


def password_given(page: Page, _cast: Cast) -> None:
    """Sign in as someone whose phone shows a code."""
    page.goto("/sign-in")
    page.locator("[name=email]").fill(GUARDED)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) [type=submit]").click()
    page.wait_for_url("**/sign-in/code")


SPECIAL = (
    Scene("codes.new", by=NOBODY, before=password_given),
    Scene("setups.new", by=NOBODY, address=lambda _cast: f"/setup/{setup_token()}"),
    Scene("links.show", "invitation", by=NOBODY, address=lambda cast: cast.links[INVITATION]),
    Scene("links.show", "reset", by=NOBODY, address=lambda cast: cast.links[RESET]),
    Scene("links.show", "sharing", by=NOBODY, address=lambda cast: cast.links["sharing-answer"]),
    Scene("links.show", "approval", by=NOBODY, address=lambda cast: cast.links["sharing-approval"]),
    Scene("verifications.show", by=NOBODY),
    Scene("verifications.new", by=NOBODY),
    Scene("refusal", "404", by=Role.PARTNER, address=lambda _cast: "/tidak-ada", status=404),
    Scene("refusal", "403", by=Role.PARTNER, address=lambda _cast: "/users", status=403),
    Scene("refusal", "404-nobody", by=NOBODY, address=lambda _cast: "/tidak-ada", status=404),
)


def pages(app: Flask) -> Iterator[Rule]:
    """The rules that answer a reader with a page."""
    for rule in app.url_map.iter_rules():
        file = PurePosixPath(rule.rule).suffix in FILE_ENDINGS or rule.endpoint in FILES
        machine = rule.endpoint == "static" or rule.rule.startswith("/api/")
        if "GET" in (rule.methods or ()) and not (file or machine or rule.endpoint in LEADS | PARTS):
            yield rule


def scenes(app: Flask) -> list[Scene]:
    """Every picture to take, in the order of their names."""
    found = [scene for scene in SPECIAL if scene.endpoint == "refusal"]
    for endpoint in {rule.endpoint for rule in pages(app)}:
        special = [scene for scene in SPECIAL if scene.endpoint == endpoint]
        for scene in special or [Scene(endpoint)]:
            reader = first_who_may(app, endpoint) if isinstance(scene.by, str) else scene.by
            found.append(replace(scene, by=reader))
    return sorted(found, key=lambda scene: scene.name)


def who_may(app: Flask, endpoint: str) -> list[Role]:
    """The roles that carry the right which a page asks for."""
    declared = declared_access(app, endpoint)
    return [role for role in ORDER if declared == PUBLIC or Permission(declared) in grants(role)]


def first_who_may(app: Flask, endpoint: str) -> Role | None:
    """Who opens a page in the pictures, when nothing else is said."""
    return NOBODY if declared_access(app, endpoint) == PUBLIC else who_may(app, endpoint)[0]


def address_of(app: Flask, scene: Scene, cast: Cast) -> str:
    """Where the page of a scene is, on the example network."""
    if scene.address:
        return scene.address(cast)
    rule = next(rule for rule in pages(app) if rule.endpoint == scene.endpoint)
    values = {name: cast.example(name) for name in rule.arguments} | scene.values
    missing = sorted(name for name in rule.arguments if values[name] is None)
    if missing:
        raise NoExample(
            f"{rule.rule} has no picture: the example network holds nothing for {missing}. "
            "Add a record in tests/browser/cast.py, or an entry in tests/browser/scenes.py."
        )
    with app.test_request_context():
        return app.url_for(scene.endpoint, **values)
