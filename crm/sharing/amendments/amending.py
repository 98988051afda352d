"""Changing what was agreed: the old version holds until everyone needed agreed to the new one.

Home or host asks (domain 3.3, "confirmed…active → proposed"); every sign-off starts anew; a no, a
deadline that passes, or the end of the work leaves the version in force as it is.
"""

from typing import Any

from crm.accounts.models import User
from crm.core.errors import NotPossible, NotValid
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.sharing.amendments import events
from crm.sharing.authority import Contacts, parties_of
from crm.sharing.models import CONFIRMING, Assignment, AssignmentVersion, Party, State, Voice
from crm.sharing.negotiation import next_version, put_up
from crm.sharing.work.turning import TURNING, may_turn


def may_amend(user: User, assignment: Assignment, contacts: Contacts | None = None) -> bool:
    """Tell whether this user may ask for a change: home, host, or the secretariat for them."""
    return may_turn(user, assignment, contacts)


def may_take_back(user: User, assignment: Assignment, contacts: Contacts | None = None) -> bool:
    """Tell whether this user's side asked for the change that is open; the secretariat always."""
    if not may_turn(user, assignment, contacts):
        return False
    asked_by = assignment.current.proposed_party
    own = parties_of(user, assignment, contacts)
    return asked_by in own or not set(own) & set(CONFIRMING)


def voice_for_change(user: User, assignment: Assignment) -> Voice:
    """How a user asks for a change: as home or host, else as the secretariat."""
    own = [one for one in parties_of(user, assignment) if one in TURNING]
    return Voice(party=own[0] if own else Party.SECRETARIAT, by=user.as_actor(), email=user.email)


def ask_for_change(
    assignment: Assignment, voice: Voice, *, version: int, changes: dict[str, Any], note: str
) -> AssignmentVersion:
    """Ask for a new version beside the one in force; who asks with the right to sign has agreed.

    Raises NotPossible where a change is asked for already, or the version named is not in force any
    more; NotValid where nothing differs, or it does not fit together.
    """
    assignment.hold()
    refuse_unless_amendable(assignment, version)
    if "person_id" in changes:
        assignment.promise.person = assignment.person
    proposed = next_version(assignment, changes, note)
    _refuse_before_the_beginning(assignment, proposed)
    assignment.ask_for_change(State.PROPOSED)
    put_up(assignment, voice, proposed)
    assignment.tell(
        events.AmendmentProposed,
        voice.by,
        party=voice.party.value,
        from_state=assignment.state,
        person=assignment.helper.name,
        reason=note,
    )
    return proposed


def take_back(assignment: Assignment, *, by: User, reason: str) -> None:
    """Ask for the change no more; the version in force stays as it is."""
    assignment.hold()
    refuse_without_change(assignment)
    assignment.drop_change(by=by.as_actor(), why=events.Why.TAKEN_BACK, reason=reason)


def refuse_without_change(assignment: Assignment) -> None:
    """Refuse what only an open change allows."""
    if assignment.amendment is None:
        raise NotPossible(_("No change is asked for."))


def refuse_unless_amendable(assignment: Assignment, version: int) -> None:
    """Refuse a second change at a time, one of what is not agreed yet, and one typed too long."""
    if assignment.amendment is not None:
        number = assignment.current_number
        raise NotPossible(
            _("A change is asked for already: version %(number)s. One at a time.", number=number)
        )
    if not assignment.is_amendable():
        raise NotPossible(_("Only what all parties agreed to, and has not ended, can be amended."))
    if version != assignment.number_in_force:
        raise NotPossible(
            _(
                "This is about version %(old)s. Version %(new)s has replaced it.",
                old=version,
                new=assignment.number_in_force,
            )
        )


def _refuse_before_the_beginning(assignment: Assignment, proposed: AssignmentVersion) -> None:
    """What was worked was worked under the old version."""
    first = assignment.first_day
    if assignment.is_at_work() and proposed.starts_on < first:
        raise NotValid(
            _("Work began on %(day)s. A change holds from then on or later.", day=plain_date(first))
        )
