"""The menu: what this reader may open and what is built, with counts where somebody must act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, has_request_context, request

from crm.accounts.models import User
from crm.accounts.session import load_visitor
from crm.core.db import db
from crm.core.words import language_spoken
from crm.core.words import lazy_gettext as _l
from crm.gatherings.queries import answers_waiting_for
from crm.home.places import may_open
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.reminders.models import Message, MessageState
from crm.sharing.models import Assignment
from crm.sharing.queries import assignments_waiting_for


@dataclass(frozen=True)
class Place:
    """One entry as it is declared: the first of its paths that is there is where it leads."""

    label: Any
    icon: str
    paths: tuple[str, ...]
    key: str = ""
    counted: str = ""
    short: Any = ""


@dataclass(frozen=True)
class Entry:
    """One entry as one reader sees it."""

    label: str
    icon: str
    url: str
    key: str
    current: bool
    count: int
    urgent: bool


@dataclass(frozen=True)
class Group:
    """Some entries under one heading."""

    label: str
    entries: list[Entry]


TODAY = Place(_l("Today"), "sun-high", ("/",), "h")
CALENDAR = Place(_l("Calendar"), "calendar", ("/calendar",), "k")
DESK = Place(_l("Reminder desk"), "bell-ringing", ("/desk",), "p", "desk", short=_l("Reminders"))
INSTITUTIONS = Place(_l("Institutions"), "building-bank", ("/institutions",), "i")
SHARING = Place(
    _l("Staff sharing"),
    "arrows-exchange",
    ("/sharing", "/sharing/assignments"),
    "s",
    "sharing",
)
GATHERINGS = Place(_l("Gatherings"), "users-group", ("/gatherings",), "g", "gatherings")
LOG = Place(_l("Log"), "plus", ("/gatherings/conversations/new",))

GROUPS: tuple[tuple[Any, tuple[Place, ...]], ...] = (
    ("", (TODAY, CALENDAR, DESK)),
    (
        _l("Network"),
        (
            INSTITUTIONS,
            Place(_l("Parent bodies"), "sitemap", ("/parent-bodies",), "b"),
            Place(_l("People and experts"), "users", ("/people",), "o"),
        ),
    ),
    (
        _l("Work together"),
        (
            SHARING,
            GATHERINGS,
            Place(_l("Campaigns"), "speakerphone", ("/campaigns",), "c"),
            Place(_l("Joint programmes"), "topology-star-3", ("/programmes",)),
        ),
    ),
    (
        _l("Evidence"),
        (
            Place(_l("Measures"), "chart-histogram", ("/measures",)),
            Place(_l("Reports"), "file-text", ("/reports",), "r"),
            Place(_l("Documents"), "file-certificate", ("/documents",), "d"),
        ),
    ),
    (
        _l("Governance"),
        (
            Place(_l("Import"), "database-import", ("/imports",)),
            Place(_l("Likely duplicates"), "copy", ("/duplicates", "/merges")),
            Place(_l("Almanac"), "moon-stars", ("/almanac",), "a"),
            Place(_l("Settings"), "settings", ("/settings",)),
            Place(_l("Accounts"), "user-circle", ("/users",)),
            Place(_l("Audit trail"), "history", ("/audit",)),
        ),
    ),
)
SHORTCUTS = (TODAY, INSTITUTIONS, LOG, CALENDAR, DESK, SHARING, GATHERINGS)
MOST_SHORTCUTS = 5


def navigation() -> list[Group]:
    """The menu of whoever is signed in. Costs one statement for its counts, or none."""
    user = load_visitor()
    if user is None:
        return []
    return [
        Group(label, [_as_seen(entry, counted, user) for entry, counted in entries])
        for label, entries in _menu_of(user).groups
    ]


def shortcuts() -> list[Entry]:
    """The five entries of the bar on a phone."""
    user = load_visitor()
    if user is None:
        return []
    return [_as_seen(entry, counted, user) for entry, counted in _menu_of(user).shortcuts]


Counted = tuple[Entry, str]


@dataclass(frozen=True)
class Menu:
    """What one role may open, in one language: the same on every page but for counts and place."""

    groups: list[tuple[str, list[Counted]]]
    shortcuts: list[Counted]


def _menu_of(user: User) -> Menu:
    """The menu of a role, laid out once in the life of the process."""
    known: dict[tuple[str, str], Menu] = current_app.extensions.setdefault("mitra.menus", {})
    key = (user.role, language_spoken())
    if key not in known:
        groups = [(str(label), _open_to(user, places)) for label, places in GROUPS]
        short = [replace(place, label=place.short or place.label) for place in SHORTCUTS]
        known[key] = Menu(
            [(label, entries) for label, entries in groups if entries],
            _open_to(user, short)[:MOST_SHORTCUTS],
        )
    return known[key]


def _open_to(user: User, places: Sequence[Place]) -> list[Counted]:
    found = ((place, next((p for p in place.paths if may_open(p, user)), "")) for place in places)
    return [(_entry(place, path), place.counted) for place, path in found if path]


def _entry(place: Place, path: str) -> Entry:
    hot = place.counted == "desk"
    return Entry(str(place.label), place.icon, path, place.key, current=False, count=0, urgent=hot)


def _as_seen(entry: Entry, counted: str, user: User) -> Entry:
    waiting = counts_for(user).get(counted, 0) if counted else 0
    is_here = _is_here(entry.url)
    return replace(entry, current=is_here, count=waiting) if waiting or is_here else entry


def _is_here(path: str) -> bool:
    here = request.path if has_request_context() else ""
    if path == "/":
        return here == "/"
    room = "/sharing" if path.startswith("/sharing") else path
    return here == room or here.startswith(f"{room}/")


def counts_for(user: User) -> dict[str, int]:
    """How many things wait behind each counted entry: one statement for all, once a request."""
    if "menu_counts" not in g:
        asked = _asked(user)
        row = db.session.execute(sa.select(*asked.values())).one() if asked else ()
        g.menu_counts = dict(zip(asked, row, strict=True))
    counts: dict[str, int] = g.menu_counts
    return counts


def _asked(user: User) -> dict[str, sa.ScalarSelect[Any]]:
    asked: dict[str, sa.ScalarSelect[Any]] = {}
    if user.can(Permission.SEE_DESK):
        dead = sa.select(sa.func.count()).where(Message.state == MessageState.DEAD)
        asked["desk"] = dead.scalar_subquery()
    if user.can(Permission.SEE_SHARING):
        mine = assignments_waiting_for(user, on=today()).order_by(None)
        asked["sharing"] = _counted(mine.with_only_columns(Assignment.id))
    if user.can(Permission.ANSWER_INVITATIONS):
        asked["gatherings"] = _counted(answers_waiting_for(user).order_by(None))
    return asked


def _counted(query: sa.Select[Any]) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.count()).select_from(query.subquery()).scalar_subquery()
