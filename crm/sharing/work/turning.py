"""What may happen to work that has begun: it rests, ends early, is completed, judged and closed."""

from datetime import date
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.permissions import Permission, Role
from crm.sharing.authority import Contacts, parties_of
from crm.sharing.capacity.availability import checked
from crm.sharing.models import Assignment, Party, State, Voice
from crm.sharing.models.work import JUDGING, NEEDED_JUDGES, Evaluation
from crm.sharing.queries.work import evaluations_of
from crm.sharing.work import events as work_events
from crm.sharing.work.hours import entries, promise_of, worked_by

TURNING = frozenset({Party.HOME_HEAD, Party.HOST_HEAD})
"""Whose word pauses, resumes and ends the work (domain 3.3)."""


def may_turn(user: User, assignment: Assignment, contacts: Contacts | None = None) -> bool:
    """Tell whether this user may pause, resume or end the work: home, host, the secretariat."""
    if user.role is Role.SECRETARIAT:
        return user.can(Permission.PROPOSE_SHARING)
    return not TURNING.isdisjoint(parties_of(user, assignment, contacts))


def pause(assignment: Assignment, *, by: Actor, reason: str) -> None:
    """Let the work rest, with a reason: leave, an exam, a disaster. Its hours become free."""
    assignment.hold()
    before, assignment.end_reason = assignment.state, reason
    assignment.move_to(State.SUSPENDED)
    assignment.tell(work_events.AssignmentPaused, by, from_state=before, reason=reason)


def resume(assignment: Assignment, *, by: Actor) -> None:
    """Let the work go on. Raises NotPossible when the person's hours are taken by now."""
    assignment.hold()
    checked(assignment, promise_of(assignment))
    before, assignment.end_reason = assignment.state, ""
    assignment.move_to(State.ACTIVE)
    assignment.tell(work_events.AssignmentResumed, by, from_state=before)


def end_early(assignment: Assignment, *, by: Actor, reason: str) -> None:
    """End it before its last day; the reason tells also what is handed over to whom."""
    assignment.hold()
    before, assignment.end_reason = assignment.state, reason
    assignment.move_to(State.TERMINATED)
    assignment.tell(work_events.AssignmentEnded, by, from_state=before, reason=reason)


def complete(assignment: Assignment, *, on: date) -> bool:
    """Complete work whose last day is over, or whose every planned hour is confirmed."""
    if assignment.state is not State.ACTIVE:
        return False
    is_over = promise_of(assignment).ends_on < on
    if not is_over and not worked_by(assignment, entries(assignment)).is_all_done:
        return False
    assignment.move_to(State.COMPLETED)
    assignment.tell(work_events.AssignmentCompleted, SYSTEM, from_state=State.ACTIVE)
    return True


def evaluate(assignment: Assignment, voice: Voice, **given: Any) -> Evaluation:
    """Keep what one side thinks of the help, once; with host and person it counts as evaluated."""
    assignment.hold()
    known = {one.party for one in db.session.scalars(evaluations_of(assignment))}
    if not is_judged(assignment):
        raise NotPossible(_("An evaluation is asked for once the work is completed."))
    if voice.party in known:
        raise NotPossible(_("Your side has evaluated this already."))
    made = save(
        Evaluation(
            assignment_id=assignment.id,
            party=voice.party,
            by_name=voice.by.name,
            at=clock.now(),
            **given,
        )
    )
    assignment.tell(work_events.EvaluationGiven, voice.by, party=voice.party)
    if assignment.state is State.COMPLETED and known | {voice.party} >= NEEDED_JUDGES:
        assignment.move_to(State.EVALUATED)
    return made


def is_judged(assignment: Assignment) -> bool:
    """Tell whether evaluations are taken now."""
    return assignment.state in {State.COMPLETED, State.EVALUATED}


def judges_left(assignment: Assignment, given: list[Evaluation]) -> list[Party]:
    """The sides that have not said what they think."""
    known = {one.party for one in given}
    asked = [party for party in JUDGING if party is not Party.HOME_HEAD or assignment.home_id]
    return [party for party in asked if party not in known]


def close(assignment: Assignment, *, by: Actor) -> None:
    """Close what is evaluated: from now on it is only read."""
    assignment.hold()
    assignment.move_to(State.CLOSED)
    assignment.tell(work_events.AssignmentClosed, by, from_state=State.EVALUATED)
