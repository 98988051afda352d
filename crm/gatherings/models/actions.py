"""Follow-ups: what somebody has promised to do until a day."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.gatherings.events import ActionAgreed, ActionBegun, ActionCompleted, ActionDropped
from crm.gatherings.models.gatherings import Gathering
from crm.gatherings.models.kinds import ACTION_MOVES, UNFINISHED, ActionState
from crm.institutions.models import Institution
from crm.people.models import Person

if TYPE_CHECKING:
    from crm.gatherings.models.minutes import AgendaItem

SAID = {
    ActionState.IN_PROGRESS: ActionBegun,
    ActionState.DONE: ActionCompleted,
    ActionState.DROPPED: ActionDropped,
}


class ActionItem(Model):
    """One follow-up with an institution and a person in charge; open ones open the next agenda."""

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    what: Mapped[str] = mapped_column(sa.String(500))
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    due_on: Mapped[date]
    state: Mapped[ActionState] = mapped_column(Words(ActionState), default=ActionState.OPEN)
    evidence: Mapped[str] = mapped_column(sa.Text, default="")
    done_on: Mapped[date | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    gathering: Mapped[Gathering] = relationship()
    agenda_item: Mapped["AgendaItem | None"] = relationship()
    institution: Mapped[Institution | None] = relationship()
    person: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (sa.Index("ix_action_item_state_due_on", "state", "due_on", "id"),)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in UNFINISHED

    def is_late(self, *, on: date) -> bool:
        """Tell whether it should have been done before a day."""
        return self.is_open and self.due_on < on

    def is_charge_of(self, user: User) -> bool:
        """Tell whether the user, or the user's institution, is in charge, or took it over."""
        return user.belongs_to(self.institution) or (
            self.person is not None and self.person.user_id == user.id
        )

    def agree(self, *, by: Actor) -> None:
        """Say that it was agreed."""
        record(ActionAgreed(subject=self.gathering, by=by, what=self.what, others=self._others()))

    def begin(self, *, by: Actor) -> None:
        """Say that it is under way."""
        self._move_to(ActionState.IN_PROGRESS, by=by)

    def complete(self, *, evidence: str, by: Actor) -> None:
        """Say that it is done, and how one can see that."""
        self._move_to(ActionState.DONE, by=by, said=evidence)
        self.evidence, self.done_on = evidence, clock.today(self.gathering.zone)

    def drop(self, *, reason: str, by: Actor) -> None:
        """Say that it will not be done, and why."""
        self._move_to(ActionState.DROPPED, by=by, said=reason)
        self.evidence = reason

    def _others(self) -> tuple[Model, ...]:
        return (self.institution,) if self.institution else ()

    def _move_to(self, state: ActionState, *, by: Actor, said: str = "") -> None:
        if state not in ACTION_MOVES[self.state]:
            raise NotPossible(_("This action is settled already."))
        before, self.state = self.state, state
        record(
            SAID[state](
                subject=self.gathering,
                by=by,
                what=self.what,
                from_state=before,
                to_state=state,
                reason=said,
                others=self._others(),
            )
        )
