"""Gatherings: meetings, workshops and conversations, and the moves between their states."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import Event, record
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.gatherings.events import (
    AttendanceRecorded,
    GatheringCancelled,
    GatheringChanged,
    GatheringMoved,
    GatheringPlanned,
    GatheringPostponed,
    InstitutionsAdded,
    InvitationIssued,
    InviteeRemoved,
    MinutesBegun,
)
from crm.gatherings.models.invitees import Invitee
from crm.gatherings.models.kinds import (
    AHEAD,
    MOVES,
    Attendance,
    GatheringKind,
    GatheringState,
    Mode,
    QuorumRule,
)
from crm.gatherings.models.minutes import AgendaItem, Minutes
from crm.people.models import Person

if TYPE_CHECKING:
    from crm.gatherings.models.series import Series

TOLD = ("title", "mode", "place", "link")


class Gathering(Model):
    """People meeting at an instant, on the clock of the place where they meet.

    One of a series keeps the start that its rule gave (`original_start`), however often it moves.
    `uid` and `sequence` are what calendars know it by: every change that the invited must hear of
    raises the sequence.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GatheringKind] = mapped_column(Words(GatheringKind))
    state: Mapped[GatheringState] = mapped_column(
        Words(GatheringState), default=GatheringState.DRAFT
    )
    title: Mapped[str] = mapped_column(sa.String(200))
    series_id: Mapped[int | None] = mapped_column(sa.ForeignKey("series.id"))
    original_start: Mapped[datetime | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    mode: Mapped[Mode] = mapped_column(Words(Mode), default=Mode.ONSITE)
    place: Mapped[str] = mapped_column(sa.String(300), default="")
    link: Mapped[str] = mapped_column(sa.String(300), default="")
    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    note_taker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    quorum: Mapped[QuorumRule] = mapped_column(Words(QuorumRule), default=QuorumRule.NONE)
    quorum_number: Mapped[int] = mapped_column(default=50)
    online_counts: Mapped[bool] = mapped_column(default=True)
    reply_by: Mapped[date | None]
    uid: Mapped[str] = mapped_column(sa.String(120), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    met_with: Mapped[str] = mapped_column(sa.String(300), default="")
    promise: Mapped[str] = mapped_column(sa.Text, default="")
    next_step_on: Mapped[date | None]
    promise_kept_on: Mapped[date | None]
    logged_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    series: Mapped["Series | None"] = relationship(back_populates="occurrences")
    chair: Mapped[Person | None] = relationship(foreign_keys=chair_id)
    note_taker: Mapped[Person | None] = relationship(foreign_keys=note_taker_id)
    logged_by: Mapped[User | None] = relationship(foreign_keys=logged_by_id)
    invitees: Mapped[list[Invitee]] = relationship(
        back_populates="gathering", order_by=Invitee.id, cascade="all, delete-orphan"
    )
    agenda: Mapped[list[AgendaItem]] = relationship(
        order_by=[AgendaItem.position, AgendaItem.id], cascade="all, delete-orphan"
    )
    minutes: Mapped[Minutes | None] = relationship(back_populates="gathering")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.UniqueConstraint("series_id", "original_start"),
        sa.CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        sa.Index("ix_gathering_starts_at_id", "starts_at", "id"),
        sa.Index("ix_gathering_state_starts_at", "state", "starts_at", "id"),
        sa.Index("ix_gathering_next_step_on", "next_step_on"),
    )

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be planned, moved, called off."""
        return self.state in AHEAD

    @property
    def is_conversation(self) -> bool:
        """Whether it is only logged: no letter, no quorum, no minutes."""
        return self.kind is GatheringKind.INFORMAL

    @property
    def is_invited(self) -> bool:
        """Whether the invitation is out."""
        return self.state is GatheringState.INVITED

    @property
    def lasts(self) -> timedelta:
        """From its start to its end."""
        return self.ends_at - self.starts_at

    def has_begun(self, *, at: datetime) -> bool:
        """Tell whether its start lies behind."""
        return self.starts_at <= at

    def plan(self, *, by: Actor) -> None:
        """Say that it stands in the plan from now on."""
        self._say(GatheringPlanned, by)

    def change(self, *, by: Actor, **facts: Any) -> None:
        """Set other facts than the date; those invited hear of another title or place."""
        self._only_ahead()
        changed = {name: value for name, value in facts.items() if getattr(self, name) != value}
        if not changed:
            return
        before = {name: str(getattr(self, name)) for name in changed}
        for name, value in changed.items():
            setattr(self, name, value)
        tells = self.is_invited and any(name in TOLD for name in changed)
        self.sequence += tells
        after = {name: str(value) for name, value in changed.items()}
        record(GatheringChanged(subject=self, by=by, tells=tells, before=before, after=after))

    def add_invitees(self, invitees: list[Invitee], *, by: Actor) -> int:
        """Put more on the list of those invited; who stands there already stays as they are."""
        self._only_ahead()
        present = {(old.institution_id, old.person_id) for old in self.invitees}
        new = [one for one in invitees if (one.institution_id, one.person_id) not in present]
        self.invitees.extend(new)
        if new:
            self._say(InstitutionsAdded, by, number=len(new))
        return len(new)

    def remove_invitee(self, invitee_id: int, *, by: Actor) -> None:
        """Take someone off the list who has no invitation yet."""
        self._only_ahead()
        found = [one for one in self.invitees if one.id == invitee_id]
        if any(one.invited_at for one in found):
            raise NotPossible(_("The invitation has gone out. It can't be taken back silently."))
        for one in found:
            self.invitees.remove(one)
            self._say(InviteeRemoved, by, who=one.title)

    def require_somebody_to_invite(self) -> None:
        """Refuse to write a letter that nobody would get."""
        self._only_ahead()
        if not self.invitees:
            raise NotPossible(_("Nobody is on the list yet. Choose first who is invited."))
        if not self.needs_letter:
            raise NotPossible(_("Everybody on the list has been invited already."))

    @property
    def needs_letter(self) -> bool:
        """Whether somebody on the list has no invitation for the present date yet."""
        return self.is_ahead and any(one.invited_for != self.sequence for one in self.invitees)

    def invite(self, document: Document, *, by: Actor, accepting: Sequence[str] = ()) -> None:
        """Send the numbered invitation to everybody who has none for the present date.

        `accepting` are the codes of the almanac's warnings that were seen and taken.
        """
        receivers = [one for one in self.invitees if one.invited_for != self.sequence]
        if not receivers:
            raise NotPossible(_("Everybody on the list has been invited already."))
        before = self.state
        if not self.is_invited:
            self._move_to(GatheringState.INVITED)
        for one in receivers:
            one.note_invitation(self.sequence)
        self._say(
            InvitationIssued,
            by,
            from_state=before,
            number=document.number,
            document=document,
            receivers=tuple(receivers),
            institutions=tuple({one.institution for one in receivers if one.institution}),
            after={"accepted_warnings": list(accepting)} if accepting else {},
        )

    def move(self, starts_at: datetime, *, by: Actor, reason: str = "") -> None:
        """Hold it at another time, as long as before. The invited stay so, their answers too."""
        self._only_ahead()
        if starts_at == self.starts_at and self.state is not GatheringState.POSTPONED:
            raise NotPossible(_("This is its date already. Choose another one."))
        earlier, lasts = self.starts_at, self.lasts
        was_invited = any(one.invited_at for one in self.invitees)
        self.starts_at, self.ends_at = starts_at, starts_at + lasts
        self.sequence += 1
        if self.state is GatheringState.POSTPONED:
            self._move_to(GatheringState.INVITED if was_invited else GatheringState.DRAFT)
        moments = (earlier, starts_at)
        facts = {"reason": reason, "was_invited": was_invited, "zone": self.zone}
        self._say(GatheringMoved, by, moments=moments, **facts)

    def postpone(self, *, reason: str, by: Actor) -> None:
        """Take it off its date without another one for now."""
        was_invited, before = self.is_invited, self.state
        self._move_to(GatheringState.POSTPONED)
        self.sequence += 1
        facts = {"reason": reason, "from_state": before, "was_invited": was_invited}
        self._say(GatheringPostponed, by, **facts)

    def cancel(self, *, reason: str, by: Actor) -> None:
        """Call it off for good; those invited are told, and their calendars give the hour back."""
        was_invited, before = any(one.invited_at for one in self.invitees), self.state
        self._move_to(GatheringState.CANCELLED)
        self.sequence += 1
        facts = {"reason": reason, "from_state": before, "was_invited": was_invited}
        self._say(GatheringCancelled, by, **facts)

    def may_record_attendance(self, *, at: datetime) -> bool:
        """Tell whether who came can be noted: from the start on, until the minutes stand."""
        held = {GatheringState.HELD, GatheringState.MINUTES_DRAFT}
        return self.state in held or (self.is_invited and self.has_begun(at=at))

    def require_attendance(self) -> None:
        """Refuse to note who came before the start, or after the minutes went out."""
        if not self.may_record_attendance(at=clock.now()):
            raise NotPossible(_("Who came can be noted once the gathering has begun."))

    def record_attendance(self, present: dict[int, Attendance | None], *, by: Actor) -> None:
        """Note for each invitee (by id) whether they came. With that the gathering was held."""
        self.require_attendance()
        for one in self.invitees:
            one.attendance = present.get(one.id, one.attendance)
        if self.is_invited:
            self._move_to(GatheringState.HELD)
        came = sum(one.came for one in self.invitees)
        self._say(AttendanceRecorded, by, present=came, invited=len(self.invitees))

    def begin_minutes(self, *, by: Actor) -> Minutes:
        """Open the minutes; the ones already begun are given back."""
        if self.minutes is None:
            self._move_to(GatheringState.MINUTES_DRAFT)
            self.minutes = Minutes(created_at=clock.now())
            self._say(MinutesBegun, by)
        return self.minutes

    def changeable_minutes(self) -> Minutes:
        """The minutes, as long as their words can change."""
        if self.minutes is None or not self.minutes.may_change:
            raise NotPossible(_("The minutes are approved; nothing in them changes any more."))
        return self.minutes

    def follow_minutes(self, state: GatheringState) -> None:
        """Go where the minutes have gone: circulated, approved."""
        self._move_to(state)

    def _say(self, fact: type[Event], by: Actor, **facts: Any) -> None:
        record(fact(subject=self, by=by, to_state=self.state, **facts))

    def _only_ahead(self) -> None:
        if not self.is_ahead:
            raise NotPossible(_("This gathering is over or cancelled; its plan stays as it was."))

    def _move_to(self, state: GatheringState) -> None:
        if state not in MOVES[self.state]:
            raise NotPossible(_("This is not possible in the present state of the gathering."))
        self.state = state
