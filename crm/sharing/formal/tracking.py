"""Noting the steps of a formal assignment in their order; no answer in Mitra moves it."""

from collections.abc import Sequence
from datetime import date

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.sharing.formal import events
from crm.sharing.models import Assignment, FormalStep, Instrument, State
from crm.sharing.models.formal import BY_PAPER, ORDER, Step
from crm.sharing.queries.formal import steps_of

FACTS: dict[Step, type[events.FormalStepNoted]] = {
    Step.HOST_CONSENT: events.HostConsented,
    Step.HOST_REFUSAL: events.HostRefused,
    Step.CONSIDERATION: events.ConsiderationGiven,
    Step.HOME_ORDER: events.OrderGiven,
    Step.RELEASE: events.PostReleased,
    Step.RETURN: events.PersonReturned,
}


def is_formal_way(assignment: Assignment) -> bool:
    """Tell whether it goes by order of an authority, outside of Mitra."""
    return assignment.instrument is Instrument.PENUGASAN_PNS


def begin_tracking(assignment: Assignment, *, by: Actor) -> None:
    """Leave the draft: from now on home, host and secretariat note what happens."""
    assignment.hold()
    if not is_formal_way(assignment):
        raise NotPossible(_("This goes the normal way: send it for confirmation."))
    assignment.move_to(State.TRACKED)
    assignment.tell(events.FormalTrackingBegan, by, from_state=State.DRAFT)


def possible(noted: Sequence[FormalStep]) -> list[Step]:
    """What may come next: one step after the other; the host consents or refuses."""
    done = {one.step for one in noted}
    following = next((step for step in ORDER if step not in done), None)
    if following is None:
        return []
    return [following, Step.HOST_REFUSAL] if following is Step.HOST_CONSENT else [following]


def note_step(  # noqa: PLR0913 (what a step is)
    assignment: Assignment, step: Step, *, by: Actor, day: date, paper: str, note: str
) -> FormalStep:
    """Keep a step that happened. Raises NotValid for a day or words that do not fit.

    The return to the home closes the assignment.
    """
    assignment.hold()
    noted = list(db.session.scalars(steps_of(assignment.id)))
    if assignment.state is not State.TRACKED or step not in possible(noted):
        raise NotPossible(_("This step does not come next."))
    _refuse_day(day, noted[-1].day if noted else None)
    if step in BY_PAPER and not paper:
        raise NotValid(_("Write the number of the letter."))
    if step is Step.HOST_REFUSAL and not note:
        raise NotValid(_("The host refuses with reasons: write them down."))
    moment = clock.now()
    made = save(
        FormalStep(
            assignment_id=assignment.id,
            step=step,
            day=day,
            paper=paper,
            note=note,
            noted_by=by.name,
            noted_at=moment,
        )
    )
    if step is Step.RETURN:
        assignment.move_to(State.CLOSED)
    assignment.moved_at = moment
    assignment.tell(FACTS[step], by, from_state=State.TRACKED, paper=paper, reason=note)
    return made


def take_back_last(assignment: Assignment, *, by: Actor) -> None:
    """Take the last step away again, noted by mistake; the trail keeps that it was there."""
    assignment.hold()
    noted = list(db.session.scalars(steps_of(assignment.id)))
    if assignment.state is not State.TRACKED or not noted:
        raise NotPossible(_("There is no step to take back."))
    db.session.delete(noted[-1])
    told = {"step": noted[-1].step.value, "day": noted[-1].day.isoformat()}
    assignment.tell(events.FormalStepTakenBack, by, before=told | {"paper": noted[-1].paper})


def _refuse_day(day: date, before: date | None) -> None:
    if day > today():
        raise NotValid(_("This day has not come yet."))
    if before is not None and day < before:
        raise NotValid(_("The step before it was on %(day)s.", day=plain_date(before)))
