"""What is looked for, and who fits: the best of them with their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from crm.accounts.models import User
from crm.core.db import db
from crm.institutions.models import Institution
from crm.people.models.persons import with_titles
from crm.sharing.board.facts import facts_for
from crm.sharing.board.matching import Helper, Match, Wanted
from crm.sharing.board.ranking import Ranking, ranked
from crm.sharing.capacity.limits import Place
from crm.sharing.queries.fitting import names_of


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


def matches(search: Search, user: User, most: int) -> Ranking:
    """Everybody with the skill whom this user may ask, and what is offered, the best first."""
    facts = facts_for([search.skill], search.first, search.last, user)
    wanted = search.wanted
    return named(ranked(wanted, facts.helpers(search.skill, wanted, but=search.host.id), most))


def named(ranking: Ranking) -> Ranking:
    """The same with the names of people: only those who are shown need theirs."""
    shown = [*ranking.fitting, *ranking.ruled_out]
    names = names_among(one.helper for one in shown)
    return ranking._replace(
        fitting=[with_name(one, names) for one in ranking.fitting],
        ruled_out=[with_name(one, names) for one in ranking.ruled_out],
    )


def names_among(helpers: Iterable[Helper]) -> dict[int, str]:
    """The names of some candidates, by person. One statement."""
    ids = {helper.person_id for helper in helpers} - {0}
    rows = db.session.execute(names_of(ids)).all() if ids else ()
    return {id_: with_titles(before, name, after) for id_, before, name, after in rows}


def with_name(match: Match, names: Mapping[int, str]) -> Match:
    """A candidate by name; an offer that names nobody keeps what it calls itself."""
    helper = match.helper
    return match._replace(helper=helper._replace(name=names.get(helper.person_id, helper.name)))


def _point(north: float | None, east: float | None) -> tuple[float, float] | None:
    return None if north is None or east is None else (north, east)
