"""A line of promises that follow each other, and what may come after one of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from crm.accounts.models import User
from crm.core.addresses import path_of
from crm.core.db import db
from crm.institutions.queries import today
from crm.permissions import Permission, Role
from crm.sharing import wording
from crm.sharing.agreements.pages import may_change
from crm.sharing.models import RENEWABLE, UNMADE, Assignment, SharingAgreement
from crm.sharing.queries import agreements_visible_to
from crm.sharing.queries.assignments import IN_LISTS, assignments_known_to
from crm.sharing.queries.renewals import line_of
from crm.sharing.renewals.renewing import is_renewable, may_renew, needs_review
from crm.sharing.renewals.spans import gap_between

SOON = timedelta(days=90)
"""How long before the end a renewal is offered: as long as R26 tells of the end."""


@dataclass(frozen=True)
class Station:
    """One promise of a line; the gap is the days between it and what it follows."""

    code: str
    url: str
    first: date
    last: date | None
    gap: int | None
    badge: tuple[Any, str]
    is_here: bool


@dataclass(frozen=True)
class Ahead:
    """What may come after an assignment, as one reader sees it."""

    promise: Assignment
    user: User

    @cached_property
    def line(self) -> list[Station]:
        """All that follow each other here, the first one first; empty for one alone."""
        one = self.promise
        if one.renews_id is None and one.state not in RENEWABLE:
            return []
        seen = assignments_known_to(self.user).options(*IN_LISTS)
        found = seen.where(Assignment.id.in_(line_of(Assignment, one.id))).order_by(Assignment.id)
        return _stations([self._station(it) for it in db.session.scalars(found).unique()])

    def _station(self, one: Assignment) -> tuple[int | None, int, Station]:
        url = path_of("assignments.show", assignment_id=one.id)
        badge = wording.STATES[one.state]
        last = one.promise.ends_on
        station = Station(one.code, url, one.first_day, last, None, badge, one is self.promise)
        return one.renews_id, one.id, station

    @property
    def is_followed(self) -> bool:
        """Tell whether a renewal lives, as far as the reader sees."""
        dropped = {wording.STATES[state] for state in UNMADE}
        here = next((number for number, one in enumerate(self.line) if one.is_here), 0)
        return any(one.badge not in dropped for one in self.line[here + 1 :])

    @property
    def is_due(self) -> bool:
        """Tell whether the reader may ask for a renewal, and the end is near or past."""
        one = self.promise
        near = one.promise.ends_on <= today() + SOON
        return near and is_renewable(one) and may_renew(self.user, one) and not self.is_followed

    @property
    def outlives(self) -> date | None:
        """The last day of the agreement, where the work runs longer and is not over."""
        agreement, one = self.promise.agreement, self.promise
        if agreement is None or one.is_over() or not agreement.ends_before(one.promise.ends_on):
            return None
        return agreement.valid_to

    @property
    def needs_review(self) -> bool:
        """Tell whether the secretariat has to look at it before it goes on."""
        return needs_review(self.promise)

    @property
    def may_review(self) -> bool:
        """Tell whether the reader is the one to look at it."""
        return may_review(self.user)


@dataclass(frozen=True)
class PactAhead:
    """What may come after an agreement, as one reader sees it."""

    promise: SharingAgreement
    user: User

    @cached_property
    def line(self) -> list[Station]:
        """All that follow each other here, the first one first; empty for one alone."""
        seen = agreements_visible_to(self.user, on=today())
        line = line_of(SharingAgreement, self.promise.id)
        found = seen.where(SharingAgreement.id.in_(line)).order_by(
            SharingAgreement.valid_from, SharingAgreement.id
        )
        return _stations([self._station(one) for one in db.session.scalars(found)])

    def _station(self, one: SharingAgreement) -> tuple[int | None, int, Station]:
        url = path_of("agreements.show", agreement_id=one.id)
        badge = wording.STANDINGS[one.standing(on=today())]
        first, last = one.valid_from, one.valid_to
        station = Station(one.code, url, first, last, None, badge, one is self.promise)
        return one.renews_id, one.id, station

    @property
    def is_followed(self) -> bool:
        """Tell whether the next one is written already."""
        here = next((number for number, one in enumerate(self.line) if one.is_here), 0)
        return here + 1 < len(self.line)

    @property
    def may_follow(self) -> bool:
        """Tell whether the reader may write what comes after it, or takes its place."""
        signed = self.promise.signed_on is not None
        return signed and may_change(self.user, self.promise) and not self.is_followed

    @property
    def is_due(self) -> bool:
        """Tell whether the end is near or past."""
        last = self.promise.valid_to
        return self.may_follow and last is not None and last <= today() + SOON

    @property
    def may_object(self) -> bool:
        """Tell whether the reader may note that a party does not want the next period."""
        one = self.promise
        signed = one.auto_renew and one.signed_on is not None
        return signed and may_change(self.user, one) and not self.is_followed

    @property
    def needs_review(self) -> bool:
        """Tell whether the secretariat has to look at it before it goes on."""
        return needs_review(self.promise)

    @property
    def may_review(self) -> bool:
        """Tell whether the reader is the one to look at it."""
        return may_review(self.user)


def may_review(user: User) -> bool:
    """Tell whether a user is of the secretariat, which looks at what was renewed so often."""
    return user.role is Role.SECRETARIAT and user.can(Permission.PROPOSE_SHARING)


def _stations(found: list[tuple[int | None, int, Station]]) -> list[Station]:
    """The stations with the gaps between them; nothing where there is only one."""
    by_id = {number: station for _before, number, station in found}
    if len(by_id) < 2:  # noqa: PLR2004
        return []
    return [_with_gap(station, by_id.get(before or 0)) for before, _number, station in found]


def _with_gap(station: Station, before: Station | None) -> Station:
    if before is None:
        return station
    gap = gap_between(before.last, station.first)
    return replace(station, gap=gap)
