"""What is known of everybody who could help: asked once, whatever the number of people or needs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.sharing.board.matching import Helper, Wanted, fullest_week
from crm.sharing.board.ranking import Group, grouped
from crm.sharing.capacity.limits import Place
from crm.sharing.capacity.patterns import BASE_WEEK
from crm.sharing.models import SharingOffer
from crm.sharing.queries import fitting as asked
from crm.sharing.work.balance import Balance, balances

TWO_YEARS = timedelta(days=730)
NOWHERE = Place(None, None)
Span = tuple[date, date, int]
Spans = Mapping[int, list[Any]]


class Home(NamedTuple):
    """Where somebody works, as far as it counts for help.

    `lends` is the most minutes a week that it gives of one person: a whole week where is no home.
    """

    name: str = ""
    place: Place = NOWHERE
    point: tuple[float, float] | None = None
    balance: int = 0
    lends: int = BASE_WEEK
    approved: int = 0
    asked: int = 0


NO_HOME = Home()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Who has some skills or offers them, what they promised, when they are away or free."""

    able: Mapping[str, list[tuple[str, int, int, int | None]]]
    offered: Mapping[str, list[tuple[SharingOffer, int]]]
    homes: Mapping[int | None, Home]
    promised: Spans
    taken: Spans
    away: Spans
    said: Spans
    given: Mapping[int, int]
    _kept: dict[str, list[Helper]] = field(default_factory=dict)
    _crowds: dict[str, list[Group]] = field(default_factory=dict)

    def helpers(self, skill: str, wanted: Wanted, *, but: int) -> Iterator[Helper]:
        """Those with a skill as candidates for a need, one host's own left out; offers first."""
        known: set[tuple[int, int | None]] = set()
        for offer, level in self.offered.get(skill, ()):
            if offer.home_id != but:
                known.add((offer.person_id or 0, offer.home_id))
                yield self._offering(offer, level, wanted)
        for usual in self._usual(skill):
            if usual.home_id != but and (usual.person_id, usual.home_id) not in known:
                busy = usual.person_id in self._busy
                yield self._at_the_time(usual, wanted) if busy else usual

    def groups(self, skill: str, wanted: Wanted) -> Iterator[Group]:
        """The same candidates, the host's own too: together whom only their records tell apart.

        Many are alike in all that counts, whatever the need. Offers, and whoever has anything going
        on, stand alone.
        """
        for offer, level in self.offered.get(skill, ()):
            yield [self._offering(offer, level, wanted)]
        for usual in self._unoffered(skill):
            if usual.person_id in self._busy:
                yield [self._at_the_time(usual, wanted)]
        yield from self._crowd(skill)

    def _crowd(self, skill: str) -> list[Group]:
        found = self._crowds.get(skill)
        if found is None:
            free = (one for one in self._unoffered(skill) if one.person_id not in self._busy)
            found = self._crowds[skill] = grouped(free)
        return found

    def _unoffered(self, skill: str) -> Iterator[Helper]:
        known = {(offer.person_id or 0, offer.home_id) for offer, _ in self.offered.get(skill, ())}
        return (one for one in self._usual(skill) if (one.person_id, one.home_id) not in known)

    def offering(self, skill: str, offer_id: int, wanted: Wanted) -> Helper | None:
        """One offer as a candidate for a need; None where it does not bring the skill."""
        offers = self.offered.get(skill, ())
        found = ((offer, level) for offer, level in offers if offer.id == offer_id)
        return next((self._offering(offer, level, wanted) for offer, level in found), None)

    def _usual(self, skill: str) -> list[Helper]:
        """Those with a skill, as they are when nothing else is going on."""
        found = self._kept.get(skill)
        if found is None:
            rows = self.able.get(skill, ())
            found = [self._helper(person_id, level, home) for _, person_id, level, home in rows]
            self._kept[skill] = found
        return found

    @cached_property
    def _busy(self) -> set[int]:
        """Whoever promised hours, is away or said how much is free at any time."""
        return {*self.promised, *self.away, *self.said}

    def _at_the_time(self, usual: Helper, wanted: Wanted) -> Helper:
        """Somebody as they are in the weeks of a need."""
        return usual._replace(
            free_minutes=self._free(usual.person_id, usual.home_id, wanted),
            days_away=_days_within(self.away.get(usual.person_id, ()), wanted),
        )

    def _helper(self, person_id: int, level: int, home_id: int | None) -> Helper:
        home = self.homes.get(home_id, NO_HOME)
        return Helper(
            person_id,
            "",
            level,
            home_id,
            home.name,
            home.place,
            home.point,
            home.lends,
            0,
            self.given.get(person_id, 0),
            home.balance,
            home.approved,
            home.asked,
        )

    def _offering(self, offer: SharingOffer, level: int, wanted: Wanted) -> Helper:
        """What an offer brings: its own hours, and no more than the person it names has left."""
        person_id = offer.person_id or 0
        left = offer.weekly_minutes - _most_at_once(self.taken.get(offer.id, ()), wanted)
        if person_id:
            left = min(left, self._free(person_id, offer.home_id, wanted))
        apart = [*self.away.get(person_id, ()), *_outside(offer, wanted)]
        plain = self._helper(person_id, level, offer.home_id)
        return plain._replace(
            name="" if person_id else offer.role,
            free_minutes=left,
            days_away=_days_within(apart, wanted),
            offer_id=offer.id,
        )

    def _free(self, person_id: int, home_id: int | None, wanted: Wanted) -> int:
        """What is left in the fullest week, under the home's cap and what the person said."""
        most = self.homes.get(home_id, NO_HOME).lends
        said = self.said.get(person_id)
        if said is not None:
            most = min([most, *_hours_then(said, wanted)])
        promised = self.promised.get(person_id)
        return most if promised is None else most - _most_at_once(promised, wanted)


def facts_for(
    codes: Collection[str], first: date, last: date, user: User, *, tentative: bool = False
) -> Facts:
    """Everything known of those with some skills whom a user may ask, for a span of days.

    With `tentative`, hours that are drafted or proposed count as taken too. Eleven statements.
    """
    year = today().replace(month=1, day=1)
    able: dict[str, list[Any]] = defaultdict(list)
    for row in _rows(asked.with_skill(user, codes, on=today())):
        able[row[0]].append(row)
    offered: dict[str, list[Any]] = defaultdict(list)
    for offer, code, level in db.session.execute(asked.offers_open(codes)):
        offered[code].append((offer, level))
    return Facts(
        able=able,
        offered=offered,
        homes=_homes(codes, balances(year.year)),
        promised=_spans(asked.promised_by(codes, first, last, tentative=tentative)),
        taken=_spans(asked.taken_from_offers(codes, first, last, tentative=tentative)),
        away=_spans(asked.away_of(codes, first, last)),
        said=_spans(asked.free_of(codes, first, last)),
        given=dict(_rows(asked.given_by(codes, year, year.replace(month=12, day=31)))),
    )


def _homes(codes: Collection[str], balance: Mapping[int, Balance]) -> dict[int | None, Home]:
    answers = {row[0]: row[1:] for row in _rows(asked.parents_said(clock.now() - TWO_YEARS))}
    places = _rows(asked.homes_of(codes, on=today()))
    usual = the_network().lent_minutes
    return {
        home_id: Home(
            name,
            Place(regency, province),
            None if north is None or east is None else (north, east),
            balance[home_id].minutes if home_id in balance else 0,
            lends or usual,
            *answers.get(home_id, (0, 0)),
        )
        for home_id, name, regency, province, north, east, lends in places
    }


def _hours_then(said: Iterable[Any], wanted: Wanted) -> list[int]:
    """The most free minutes a week that somebody named for days of the need, if any."""
    named = [
        minutes
        for first, last, minutes in said
        if (first is None or first <= wanted.last) and (last is None or last >= wanted.first)
    ]
    return [max(named)] if named else []


def _most_at_once(spans: Iterable[Span], wanted: Wanted) -> int:
    meeting = [one for one in spans if one[0] <= wanted.last and one[1] >= wanted.first]
    return fullest_week(meeting) if meeting else 0


def _outside(offer: SharingOffer, wanted: Wanted) -> Iterator[tuple[date, date]]:
    """The days of a need before an offer begins and after it ends."""
    if offer.starts_on > wanted.first:
        yield wanted.first, offer.starts_on - timedelta(days=1)
    if offer.ends_on < wanted.last:
        yield offer.ends_on + timedelta(days=1), wanted.last


def _days_within(spans: Iterable[tuple[date, date]], wanted: Wanted) -> int:
    if not spans:
        return 0
    days = {
        max(first, wanted.first) + timedelta(days=day)
        for first, last in spans
        for day in range((min(last, wanted.last) - max(first, wanted.first)).days + 1)
    }
    return len(days)


def _spans(query: Any) -> Spans:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(query):
        found[row[0]].append(row[1:])
    return found


def _rows(query: Any) -> Iterable[Any]:
    return db.session.execute(query).all()
