"""What the page of hours, and the assignment's own page, show of the work to one reader."""

from dataclasses import dataclass, replace
from functools import cached_property

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.permissions import Permission, Role
from crm.sharing.authority import Contact, contacts_at_work, contacts_of, parties_of, voice_of
from crm.sharing.models import Assignment, Party, State, Voice
from crm.sharing.models.work import JUDGING, Evaluation, TimeEntry
from crm.sharing.queries.work import evaluations_of
from crm.sharing.work.balance import Balance, balances
from crm.sharing.work.hours import NOTED_IN, Worked, entries, worked_by
from crm.sharing.work.turning import is_judged, judges_left, may_turn

UNDER_WAY = frozenset({State.ACTIVE, State.SUSPENDED})
OVER = frozenset({State.COMPLETED, State.EVALUATED, State.CLOSED})


@dataclass(frozen=True)
class Logbook:
    """The work of one assignment as one reader sees it; looked up when asked for, once."""

    assignment: Assignment
    user: User
    known_contacts: dict[Party, list[Contact]] | None = None

    @cached_property
    def entries(self) -> list[TimeEntry]:
        """The hours noted, the last day first."""
        return entries(self.assignment)

    @cached_property
    def worked(self) -> Worked:
        """The sums."""
        return worked_by(self.assignment, self.entries)

    @cached_property
    def evaluations(self) -> list[Evaluation]:
        """What the sides think; nothing before the work is completed."""
        if self.assignment.state not in OVER:
            return []
        return list(db.session.scalars(evaluations_of(self.assignment)))

    @cached_property
    def contacts(self) -> dict[Party, list[Contact]]:
        """Who may speak for each party."""
        known = self.known_contacts or contacts_of([self.assignment])[self.assignment.id]
        return contacts_at_work(self.assignment, known)

    @cached_property
    def mine(self) -> list[Party]:
        """The parties for which the reader speaks."""
        return parties_of(self.user, self.assignment, self.contacts)

    @property
    def has_begun(self) -> bool:
        """Tell whether there is, or was, any work."""
        return self.assignment.state in NOTED_IN | OVER

    @property
    def may_note(self) -> bool:
        """Tell whether the reader writes hours down: the person itself."""
        return self.assignment.state in NOTED_IN and Party.PERSON in self.mine

    @property
    def may_confirm(self) -> bool:
        """Tell whether the reader confirms hours, and some wait."""
        has_begun = self.assignment.state in NOTED_IN
        return has_begun and Party.HOST_HEAD in self.mine and self.worked.waiting > 0

    @property
    def may_turn(self) -> bool:
        """Tell whether the reader may pause, resume or end the work now."""
        under_way = self.assignment.state in UNDER_WAY
        return under_way and may_turn(self.user, self.assignment, self.contacts)

    @property
    def may_evaluate(self) -> bool:
        """Tell whether the reader's evaluation is asked for."""
        if not is_judged(self.assignment):
            return False
        left = judges_left(self.assignment, self.evaluations)
        return any(party in left for party in self.mine)

    @property
    def may_close(self) -> bool:
        """Tell whether the reader closes what is evaluated."""
        closes = self.user.role is Role.SECRETARIAT and self.user.can(Permission.PROPOSE_SHARING)
        return closes and self.assignment.state is State.EVALUATED

    @cached_property
    def balances(self) -> dict[str, Balance]:
        """Given and received this year by home and host, by their names."""
        places = [one for one in (self.assignment.home, self.assignment.host) if one is not None]
        found = balances(today().year, [one.id for one in places])
        return {one.name: found[one.id] for one in places}


def voice_for(user: User, assignment: Assignment, *parties: Party) -> Voice:
    """How a user speaks for one of these parties; 403 for nobody among them."""
    contacts = contacts_at_work(assignment, contacts_of([assignment])[assignment.id])
    return voice_of(user, assignment, among=parties, contacts=contacts)


def judging_voice(logbook: Logbook) -> Voice:
    """How the reader evaluates: for a side that has not; 403 for who speaks for none.

    Raises NotPossible where it is too early, or the side has evaluated already.
    """
    voice = voice_for(logbook.user, logbook.assignment, *JUDGING)
    left = judges_left(logbook.assignment, logbook.evaluations)
    if not is_judged(logbook.assignment):
        raise NotPossible(_("An evaluation is asked for once the work is completed."))
    own = [party for party in logbook.mine if party in left]
    if not own:
        raise NotPossible(_("Your side has evaluated this already."))
    return replace(voice, party=own[0])
