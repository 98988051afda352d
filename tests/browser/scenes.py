"""Every page of the house with an address where the example network shows it.

A page without an entry in `scripted.py` is photographed by itself: as the first of `ORDER` who
may open it, with the cast's example for each argument of its address.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from flask import Flask
from playwright.sync_api import Page
from werkzeug.routing import Rule

from crm.core.access import PUBLIC, declared_access
from crm.permissions import Permission, Role, grants
from tests.browser.cast import Cast

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
FIRST_WHO_MAY = "the first who may"
Find = Callable[[Cast], str | None]
SEVERAL = {"links.show", "reports.show"}
FILE_ENDINGS = {".pdf", ".ics", ".csv", ".xlsx", ".vcf", ".json", ".svg", ".png"}


class NoExample(LookupError):
    """The cast has nothing to show on a page; the message says what to add."""


@dataclass(frozen=True)
class Scene:
    """One page as one reader finds it.

    `values` names the cast's examples that stand in the address where the usual one does not fit;
    `path` or `find` replace the address as a whole; `before` walks to the page by hand.
    """

    endpoint: str
    variant: str = ""
    by: Role | str | None = FIRST_WHO_MAY
    values: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    path: str = ""
    find: Find | None = None
    before: Callable[[Page, Cast], None] | None = None
    status: int = 200
    in_new_house: bool = False

    @property
    def name(self) -> str:
        """The name of its pictures."""
        parts = [self.endpoint.replace(".", "-").replace("_", "-"), self.variant]
        return "-".join(filter(None, parts))


@dataclass(frozen=True)
class Script:
    """What is known of the pages that need more than their address."""

    scenes: tuple[Scene, ...]
    others: Mapping[str, str]
    """Endpoints that answer with no page of their own, and with what instead."""


def pages(app: Flask, script: Script) -> Iterator[Rule]:
    """The rules that answer a reader with a page."""
    for rule in app.url_map.iter_rules():
        is_file = PurePosixPath(rule.rule).suffix in FILE_ENDINGS
        is_for_machines = rule.endpoint == "static" or rule.rule.startswith("/api/")
        is_other = is_file or is_for_machines or rule.endpoint in script.others
        if "GET" in (rule.methods or ()) and not is_other:
            yield rule


def scenes(app: Flask, script: Script) -> list[Scene]:
    """Every picture to take, in the order of their names."""
    endpoints = {rule.endpoint for rule in pages(app, script)}
    scripted = [scene for scene in script.scenes if scene.endpoint in endpoints or scene.path]
    known = {scene.endpoint for scene in scripted if not scene.variant} | SEVERAL
    found = scripted + [Scene(endpoint) for endpoint in endpoints - known]
    return sorted((_with_reader(app, scene) for scene in found), key=lambda scene: scene.name)


def _with_reader(app: Flask, scene: Scene) -> Scene:
    if scene.by != FIRST_WHO_MAY:
        return scene
    return replace(scene, by=first_who_may(app, scene.endpoint))


def who_may(app: Flask, endpoint: str) -> list[Role]:
    """The roles that carry the right which a page asks for."""
    declared = declared_access(app, endpoint)
    return [role for role in ORDER if declared == PUBLIC or Permission(declared) in grants(role)]


def first_who_may(app: Flask, endpoint: str) -> Role | None:
    """Who opens a page in the pictures, when nothing else is said."""
    return NOBODY if declared_access(app, endpoint) == PUBLIC else who_may(app, endpoint)[0]


def address_of(app: Flask, scene: Scene, cast: Cast) -> str:
    """Where the page of a scene is, on the example network."""
    found = scene.path or (scene.find(cast) if scene.find else _by_rule(app, scene, cast))
    if not found:
        raise NoExample(f"{scene.name} has no picture: the example network holds nothing for it.")
    return found + scene.query


def _by_rule(app: Flask, scene: Scene, cast: Cast) -> str:
    rule = next(app.url_map.iter_rules(scene.endpoint))
    values = {name: cast.example(scene.values.get(name, name)) for name in sorted(rule.arguments)}
    if missing := [scene.values.get(name, name) for name in values if values[name] is None]:
        raise NoExample(
            f"{rule.rule} has no picture: the example network holds nothing for {missing}. Add a "
            "record in tests/browser/chapters, or an entry in tests/browser/scripted.py."
        )
    with app.test_request_context():
        return app.url_for(scene.endpoint, **values)
