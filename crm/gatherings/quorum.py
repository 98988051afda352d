"""Whether enough institutions are there: one vote each, proxies by letter (domain 4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.gatherings.models import Attendance, Capacity, Gathering, Invitee, QuorumRule, Rsvp


@dataclass(frozen=True)
class Tally:
    """Institutions that may vote, how many are needed, and how many are there or represented."""

    voting: int
    needed: int
    delegations: int
    proxies: int = 0

    @property
    def total(self) -> int:
        """Those there and those represented."""
        return self.delegations + self.proxies

    @property
    def is_met(self) -> bool:
        """Whether decisions bind."""
        return self.total >= self.needed


def needed(rule: QuorumRule, number: int, voting: int) -> int:
    """How many institutions make a quorum; a share must be exceeded, not only reached."""
    if rule is QuorumRule.NONE:
        return 0
    return number if rule is QuorumRule.ABSOLUTE else voting * number // 100 + 1


def present(gathering: Gathering) -> Tally:
    """The count after the attendance was noted."""
    voters = [one for one in gathering.invitees if one.capacity is Capacity.VOTING]
    there = _institutions(one for one in voters if _counts(one, gathering))
    represented = _institutions(
        one for one in voters if one.proxy_holder is not None and one.proxy_holder.came
    )
    return _tally(gathering, voters, there, represented - there)


def expected(gathering: Gathering) -> Tally:
    """The count by what has been answered so far."""
    voters = [one for one in gathering.invitees if one.capacity is Capacity.VOTING]
    coming = {Rsvp.ACCEPTED, Rsvp.DELEGATED}
    return _tally(gathering, voters, _institutions(one for one in voters if one.rsvp in coming))


def _tally(
    gathering: Gathering,
    voters: Iterable[Invitee],
    there: set[int],
    represented: frozenset[int] | set[int] = frozenset(),
) -> Tally:
    voting = len(_institutions(voters))
    enough = needed(gathering.quorum, gathering.quorum_number, voting)
    return Tally(voting, enough, len(there), len(represented))


def _counts(one: Invitee, gathering: Gathering) -> bool:
    is_online = one.attendance is Attendance.PRESENT_ONLINE
    return one.came and (gathering.online_counts or not is_online)


def _institutions(invitees: Iterable[Invitee]) -> set[int]:
    return {one.institution_id for one in invitees if one.institution_id is not None}
