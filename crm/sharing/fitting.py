"""The facts by which candidates are weighed: eight statements, however many people there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models.persons import with_titles
from crm.sharing.balance import balances
from crm.sharing.capacity import SHARE_CAP, Place
from crm.sharing.matching import Helper, Match, Wanted, fullest_week, ranked
from crm.sharing.patterns import BASE_WEEK
from crm.sharing.queries import fitting as asked

TWO_YEARS = timedelta(days=730)


@dataclass(frozen=True, kw_only=True)
class Search:
    """What somebody looks for: a skill of the vocabulary, for a host."""

    skill: str
    level: int
    host: Institution
    weekly_minutes: int
    first: date
    last: date
    is_remote: bool

    @property
    def wanted(self) -> Wanted:
        """The same, as candidates are weighed by it."""
        return Wanted(
            level=self.level,
            weekly_minutes=self.weekly_minutes,
            first=self.first,
            last=self.last,
            is_remote=self.is_remote,
            place=Place(self.host.regency_code, self.host.province_code),
            point=_point(self.host.latitude, self.host.longitude),
        )


def matches(search: Search, user: User) -> list[Match]:
    """Everybody with the skill whom this user may ask, the best first, the ruled out last."""
    return ranked(search.wanted, _helpers(search, user))


def _helpers(search: Search, user: User) -> Iterable[Helper]:
    code, span = search.skill, (search.first, search.last)
    year = today().replace(month=1, day=1)
    promised = _spans(asked.promised_by(code, *span))
    away = _spans(asked.away_of(code, *span))
    free = dict(_rows(asked.free_of(code, *span)))
    given = dict(_rows(asked.given_by(code, year, year.replace(month=12, day=31))))
    said = {row[0]: row[1:] for row in _rows(asked.parents_said(clock.now() - TWO_YEARS))}
    balance = balances(year.year)
    for row in _rows(asked.with_skill(user, code, but=search.host.id, on=today())):
        person_id, name, before, after, level, home_id, home, regency, province, north, east = row
        approved, times = said.get(home_id, (0, 0))
        yield Helper(
            person_id=person_id,
            name=with_titles(before, name, after),
            level=level,
            home_id=home_id,
            home=home or "",
            place=Place(regency, province),
            point=_point(north, east),
            free_minutes=_free(promised[person_id], home_id, free.get(person_id)),
            days_away=_days_within(away[person_id], span),
            given_minutes=given.get(person_id, 0),
            balance=balance[home_id].minutes if home_id in balance else 0,
            approved=approved,
            asked=times,
        )


def _free(promised: list[Any], home_id: int | None, said: int | None) -> int:
    """What is left in the fullest week, under the home's cap and what the person said."""
    most = BASE_WEEK if home_id is None else SHARE_CAP
    return min(most, most if said is None else said) - fullest_week(promised)


def _days_within(spans: list[Any], span: tuple[date, date]) -> int:
    days = {
        max(first, span[0]) + timedelta(days=day)
        for first, last in spans
        for day in range((min(last, span[1]) - max(first, span[0])).days + 1)
    }
    return len(days)


def _spans(query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for person_id, *rest in _rows(query):
        found[person_id].append(tuple(rest))
    return found


def _rows(query: Any) -> Iterable[Any]:
    return [tuple(row) for row in db.session.execute(query)]


def _point(north: float | None, east: float | None) -> tuple[float, float] | None:
    return None if north is None or east is None else (north, east)
