"""The board of one reader: open needs with who could fill them, as one proposal to accept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from crm.accounts.models import User
from crm.core.db import db
from crm.institutions.queries import today
from crm.sharing.board.facts import facts_for
from crm.sharing.board.fitting import Search, names_among, with_name
from crm.sharing.board.matching import Helper, Match
from crm.sharing.board.pairing import Pair, Sought, paired, shortlist
from crm.sharing.models import Mode, PassedOver, SharingNeed
from crm.sharing.queries.postings import needs_waiting, passed_over

MOST_NEEDS = 100


class Line(NamedTuple):
    """One pair of the proposal, with the need that it fills."""

    need: SharingNeed
    match: Match
    minutes: int

    @property
    def is_whole(self) -> bool:
        """Tell whether all the hours that are needed are given."""
        return self.minutes >= self.need.weekly_minutes

    def names(self, person_id: int, home_id: int, offer_id: int) -> bool:
        """Tell whether the line is about this candidate."""
        helper = self.match.helper
        wanted = (person_id, home_id, offer_id)
        return (helper.person_id, helper.home_id or 0, helper.offer_id or 0) == wanted


@dataclass(frozen=True)
class Board:
    """What the open needs that a reader may fill would get, all at once."""

    user: User

    @cached_property
    def needs(self) -> Sequence[SharingNeed]:
        """The open needs, the nearest deadline first; so many at once."""
        return db.session.scalars(needs_waiting(self.user, on=today()).limit(MOST_NEEDS)).all()

    @cached_property
    def passed(self) -> Sequence[PassedOver]:
        """The pairs that somebody did not want."""
        return db.session.scalars(passed_over([need.id for need in self.needs])).all()

    @cached_property
    def lines(self) -> list[Line]:
        """The proposal, the best pair first."""
        needs = {need.id: need for need in self.needs}
        found = _paired(self.needs, self.user, refused(self.passed))
        names = names_among(pair.match.helper for pair in found)
        return [
            Line(needs[pair.need_id], with_name(pair.match, names), pair.minutes) for pair in found
        ]

    @property
    def unfilled(self) -> list[SharingNeed]:
        """The needs for which nobody is free."""
        filled = {line.need.id for line in self.lines}
        return [need for need in self.needs if need.id not in filled]

    @property
    def total(self) -> float:
        """The points of all lines together."""
        return sum(line.match.score for line in self.lines)

    def line(self, need_id: int, person_id: int, home_id: int, offer_id: int) -> Line | None:
        """The line that a reader accepts, if it still stands."""
        same = (line for line in self.lines if line.need.id == need_id)
        return next((line for line in same if line.names(person_id, home_id, offer_id)), None)


Refused = Mapping[int, set[tuple[int, int]]]


def refused(passed: Sequence[PassedOver]) -> Refused:
    """Who was passed over for each need: the person, or an offer that names nobody."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in passed:
        found[one.need_id].add((one.person_id or 0, one.offer_id or 0))
    return found


def is_refused(refused: Refused, need_id: int, helper: Helper) -> bool:
    """Tell whether a candidate was passed over for a need."""
    offer_id = 0 if helper.person_id else helper.offer_id or 0
    return (helper.person_id, offer_id) in refused.get(need_id, ())


def search_for(need: SharingNeed) -> Search:
    """A need as what is looked for."""
    return Search(
        skill=need.skill.code,
        level=need.level,
        host=need.host,
        weekly_minutes=need.weekly_minutes,
        first=need.starts_on,
        last=need.ends_on,
        is_remote=need.mode is Mode.REMOTE,
    )


def _paired(needs: Sequence[SharingNeed], user: User, passed: Refused) -> list[Pair]:
    if not needs:
        return []
    facts = facts_for(
        {need.skill.code for need in needs},
        min(need.starts_on for need in needs),
        max(need.ends_on for need in needs),
        user,
        tentative=True,
    )
    board = []
    for need in needs:
        wanted = search_for(need).wanted
        groups, leaves_out = facts.groups(need.skill.code, wanted), partial(_is_out, need, passed)
        found = shortlist(wanted, groups, len(needs), leaves_out=leaves_out)
        board.append(Sought(need.id, wanted, found))
    return paired(board)


def _is_out(need: SharingNeed, passed: Refused, helper: Helper) -> bool:
    """Tell whether a candidate is of the host itself, or was passed over."""
    return helper.home_id == need.host_id or is_refused(passed, need.id, helper)
