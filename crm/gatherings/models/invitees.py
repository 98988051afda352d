"""Who is invited, what they answer, who speaks for whom, and who came."""

from datetime import datetime
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
from crm.gatherings.events import (
    InvitationAccepted,
    InvitationAnswered,
    InvitationDeclined,
    InvitationLeftOpen,
)
from crm.gatherings.models.kinds import PRESENT, Attendance, Capacity, Rsvp
from crm.institutions.models import Institution
from crm.people.models import Person

if TYPE_CHECKING:
    from crm.gatherings.models.gatherings import Gathering

ANSWERED: dict[Rsvp, type[InvitationAnswered]] = {
    Rsvp.ACCEPTED: InvitationAccepted,
    Rsvp.DECLINED: InvitationDeclined,
    Rsvp.TENTATIVE: InvitationLeftOpen,
}


class Invitee(Model):
    """An institution, a person, or a person for an institution, on the list of one gathering.

    `name` and `email` are as they stood when the list was made; `invited_for` is the sequence of
    the gathering that the last invitation spoke of.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"))
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="", index=True)
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    capacity: Mapped[Capacity] = mapped_column(Words(Capacity), default=Capacity.VOTING)
    rsvp: Mapped[Rsvp] = mapped_column(Words(Rsvp), default=Rsvp.NEEDS_ACTION)
    attendance: Mapped[Attendance | None] = mapped_column(Words(Attendance))
    invited_at: Mapped[datetime | None]
    invited_for: Mapped[int | None]
    proxy_holder_id: Mapped[int | None] = mapped_column(sa.ForeignKey("invitee.id"))
    proxy_letter: Mapped[str] = mapped_column(sa.String(200), default="")

    gathering: Mapped["Gathering"] = relationship(back_populates="invitees")
    institution: Mapped[Institution | None] = relationship()
    person: Mapped[Person | None] = relationship()
    proxy_holder: Mapped["Invitee | None"] = relationship(remote_side="Invitee.id")
    replies: Mapped[list["Reply"]] = relationship(
        back_populates="invitee", order_by="Reply.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        sa.UniqueConstraint("gathering_id", "institution_id", "person_id"),
        sa.CheckConstraint("institution_id IS NOT NULL OR person_id IS NOT NULL", name="somebody"),
    )

    @property
    def zone(self) -> str:
        """The clock that the invitee lives by; the gathering's own where it is not known."""
        return self.institution.zone if self.institution else self.gathering.zone

    @property
    def title(self) -> str:
        """How the list names them: the institution before the person."""
        return self.institution.name if self.institution else self.name

    @property
    def came(self) -> bool:
        """Whether they took part."""
        return self.attendance in PRESENT

    @property
    def has_answered(self) -> bool:
        """Whether an answer is there, be it a perhaps."""
        return self.rsvp is not Rsvp.NEEDS_ACTION

    def speaks_for(self, user: User) -> bool:
        """Tell whether the user answers for this place on the list, or for what it became."""
        return user.belongs_to(self.institution) or self.email.casefold() == user.email.casefold()

    def may_answer(self, *, at: datetime) -> bool:
        """Tell whether an answer still makes sense: invited, and before the start."""
        invited = self.invited_at is not None and self.gathering.is_invited
        return invited and not self.gathering.has_begun(at=at)

    def answer(self, answer: Rsvp, *, by: Actor, note: str = "") -> None:
        """Say whether they come; a later answer takes the place of an earlier one."""
        if not self.may_answer(at=clock.now()):
            raise NotPossible(_("This invitation can't be answered any more."))
        self.replies.append(
            Reply(
                answer=answer, note=note, answered_at=clock.now(), answered_by=by.name, way=by.way
            )
        )
        self.rsvp = answer
        record(
            ANSWERED[answer](
                subject=self,
                by=by,
                reason=note,
                to_state=answer,
                gathering=self.gathering,
                institution=self.institution,
                who=self.title,
            )
        )

    def note_invitation(self, sequence: int) -> None:
        """Remember that the letter for this state of the plan has gone out."""
        self.invited_at = self.invited_at or clock.now()
        self.invited_for = sequence

    def stand_in(self, person: Person) -> None:
        """Let another person come for the institution; what was answered has to be said anew."""
        self.person, self.person_id = person, person.id
        self.name, self.email = person.full_name, person.email or ""
        self.language, self.rsvp = person.language, Rsvp.NEEDS_ACTION

    def give_proxy(self, holder: "Invitee | None", *, letter: str = "") -> None:
        """Let another institution's delegate vote here, by letter; None takes it back."""
        if holder is not None and holder.institution_id == self.institution_id:
            raise NotPossible(_("A proxy goes to another institution."))
        self.proxy_holder, self.proxy_letter = holder, letter if holder else ""


class Reply(Model):
    """One answer to an invitation, as it was given."""

    id: Mapped[int] = mapped_column(primary_key=True)
    invitee_id: Mapped[int] = mapped_column(sa.ForeignKey("invitee.id"), index=True)
    answer: Mapped[Rsvp] = mapped_column(Words(Rsvp))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    answered_at: Mapped[datetime]
    answered_by: Mapped[str] = mapped_column(sa.String(200))
    way: Mapped[str] = mapped_column(sa.String(20), default="page")

    invitee: Mapped[Invitee] = relationship(back_populates="replies")
