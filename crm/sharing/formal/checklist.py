"""The steps of a formal assignment as one reader sees them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.templating import short_date
from crm.institutions.queries import today
from crm.sharing.authority import Contacts, may_edit
from crm.sharing.formal.tracking import is_formal_way, note_step, possible
from crm.sharing.formal.words import SHORT, STEPS
from crm.sharing.forms import FormalStepForm
from crm.sharing.models import Assignment, FormalStep, State
from crm.sharing.models.formal import ORDER, Step
from crm.sharing.queries.formal import steps_of
from crm.sharing.work.turning import may_turn


@dataclass(frozen=True)
class Checklist:
    """What was noted and what comes next; nothing is looked up for the normal way."""

    assignment: Assignment
    user: User
    contacts: Contacts | None = None

    words = STEPS

    @property
    def is_shown(self) -> bool:
        """Tell whether this is a formal assignment at all."""
        return is_formal_way(self.assignment)

    @cached_property
    def noted(self) -> list[FormalStep]:
        """What happened, in order."""
        return list(db.session.scalars(steps_of(self.assignment.id)))

    @property
    def track(self) -> list[dict[str, Any]]:
        """The five stages with their days."""
        done = {one.step: one.day for one in self.noted}
        here = next((step for step in ORDER if step not in done), None)
        is_tracked = self.assignment.state is State.TRACKED
        return [
            {
                "label": SHORT[step],
                "note": short_date(done[step]) if step in done else "",
                "state": "did" if step in done else "now" if is_tracked and step is here else "",
            }
            for step in ORDER
        ]

    @property
    def next_step(self) -> str:
        """What comes next, in words; empty once the person is back."""
        left = possible(self.noted) if self.assignment.state is State.TRACKED else []
        return str(STEPS[left[0]]) if left else ""

    @property
    def may_begin(self) -> bool:
        """Tell whether the reader may leave the draft."""
        is_draft = self.assignment.state is State.DRAFT
        return self.is_shown and is_draft and may_edit(self.user, self.assignment)

    @property
    def may_note(self) -> bool:
        """Tell whether the reader notes the next step: home, host, the secretariat."""
        is_tracked = self.assignment.state is State.TRACKED
        return is_tracked and may_turn(self.user, self.assignment, self.contacts)


def form_of_step(checklist: Checklist) -> FormalStepForm:
    """The form with the steps that may come next."""
    return FormalStepForm().offer([(one, STEPS[one]) for one in possible(checklist.noted)])


def noted_with(checklist: Checklist, form: FormalStepForm) -> bool:
    """Keep the form's step; False, said in the form, where day or words do not fit."""
    try:
        note_step(
            checklist.assignment,
            Step(form.step.data),
            by=checklist.user.as_actor(),
            day=form.day.data or today(),
            paper=form.paper.data or "",
            note=form.note.data or "",
        )
    except NotValid as refusal:
        form.say("day", str(refusal.message))
        return False
    return True
