"""One person who helps at another institution: versions, answers and moves (domain 3.3)."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload
from sqlalchemy.orm.attributes import flag_modified

from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.db import Model, Words, db
from crm.core.errors import NotPossible, NotValid
from crm.core.events import record
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.institutions.models import Institution
from crm.sharing import events
from crm.sharing.amendments.events import AmendmentDropped, AmendmentTookForce, Why
from crm.sharing.models.agreements import SharingAgreement
from crm.sharing.models.formal import is_formal
from crm.sharing.models.questions import Negotiated
from crm.sharing.models.signoffs import SignOff, Voice
from crm.sharing.models.versions import CONTENT
from crm.sharing.models.vocabulary import (
    AMENDABLE,
    AWAITING,
    BEFORE_WORK,
    CHANGE_MOVES,
    ENDED,
    FORMAL,
    MOVES,
    Decision,
    DeclineReason,
    Instrument,
    Party,
    State,
)
from crm.sharing.renewals.events import RenewalDrafted

GRACE = timedelta(days=7)
"""How long after the deadline an answer by link is still taken; then the proposal expires."""


class Assignment(Negotiated, Model):
    """A promise of one person's hours, by a home institution to a host."""

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    agreement_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("sharing_agreement.id"), index=True
    )
    instrument: Mapped[Instrument] = mapped_column(
        Words(Instrument), default=Instrument.PKS_SHARING
    )
    proposer: Mapped[Party] = mapped_column(Words(Party))
    proposer_institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"))
    drafted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    created_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    end_reason: Mapped[str] = mapped_column(sa.Text, default="")
    renews_id: Mapped[int | None] = mapped_column(sa.ForeignKey("assignment.id"), index=True)
    times_renewed: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)

    home: Mapped[Institution | None] = relationship(foreign_keys="Assignment.home_id")
    host: Mapped[Institution] = relationship(foreign_keys=host_id)
    proposer_institution: Mapped[Institution | None] = relationship(
        foreign_keys=proposer_institution_id
    )
    agreement: Mapped[SharingAgreement | None] = relationship()
    renews: Mapped["Assignment | None"] = relationship(remote_side="Assignment.id")

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("home_id IS NULL OR home_id <> host_id", name="two_places"),
        sa.Index("ix_assignment_home", "home_id", "moved_at", "id"),
        sa.Index("ix_assignment_host", "host_id", "moved_at", "id"),
        sa.Index("ix_assignment_moved", "moved_at", "id"),
        sa.Index("ix_assignment_state", "state", "moved_at", "id"),
    )

    @property
    def code(self) -> str:
        """The short name that never changes; the year is that of its creation."""
        return f"TGS-{self.created_at.year}-{self.id:03}"

    def is_pre_active(self) -> bool:
        """Tell whether work has not begun and nothing has ended it."""
        return self.state in BEFORE_WORK

    def is_over(self) -> bool:
        """Tell whether nothing more can happen."""
        return self.state in ENDED

    def is_at_risk(self, *, on: date) -> bool:
        """Tell whether the first day at work has come without a duty letter."""
        waits = self.state in {State.CONFIRMED, State.APPROVED}
        return waits and self.promise.starts_on <= on

    def papers_need(self) -> list[str]:
        """What comes before the duty letter, in words."""
        if self.state is State.DRAFT:
            return [_("the proposal to the parties")]
        if self.state in AWAITING:
            return [_("the yes of all parties to version %(number)s", number=self.current_number)]
        awaits = self.state is State.CONFIRMED and self.promise.needs_parent
        return [_("the approval of the parent body")] if awaits else []

    def write(self, *, by: Actor) -> None:
        """Enter the draft."""
        if self.home_id == self.host_id:
            raise NotValid(_("Home and host are the same institution. Choose another host."))
        self._choose_way()
        if self.renews is None:
            self.tell(events.AssignmentDrafted, by, privately=True)
        else:
            self.tell(RenewalDrafted, by, privately=True, code=self.renews.code)

    def rewrite(self, *, by: Actor, **content: Any) -> None:
        """Change the draft."""
        self.refuse_unless_draft()
        for name, value in content.items():
            setattr(self.current if name in CONTENT else self, name, value)
        self._choose_way()
        self.moved_at = clock.now()
        flag_modified(self, "moved_at")  # the revision counts even within one tick of the clock
        self.tell(events.AssignmentRewritten, by, privately=True)

    def refuse_unless_draft(self) -> None:
        """Refuse what only a draft allows: once proposed, every change is a version of its own."""
        if self.state is not State.DRAFT:
            raise NotPossible(_("This is no draft any more. Propose changes instead."))

    def sign(
        self,
        voice: Voice,
        decision: Decision,
        *,
        version: int | None = None,
        reason: DeclineReason | None = None,
        note: str = "",
    ) -> SignOff:
        """Add a party's answer to a version, the current one unless another is named."""
        number = version or self.current_number
        answer = SignOff(
            version=number,
            party=voice.party,
            decision=decision,
            reason=reason,
            note=note or voice.note,
            at=clock.now(),
            by_name=voice.name,
            by_email=voice.email,
            by_user_id=voice.by.user_id,
            by_person_id=voice.person_id,
            way=voice.by.way,
            recorded_by=voice.by.name if voice.by.on_behalf_of else "",
            said_on=voice.said_on,
            paper=voice.paper,
            came_late=number != self.current_number,
            conflict=self._speaks_twice(voice, number),
        )
        self.sign_offs.append(answer)
        return answer

    def confirm(self) -> None:
        """Make the current version binding; only when every party's yes stands for it."""
        before = self.state
        if before not in AWAITING or self.awaited:
            raise NotPossible(_("Not all parties have agreed to the same version."))
        self.move_to(State.CONFIRMED)
        self.number_in_force, self.current.binding_since = self.current_number, clock.now()
        self.tell(events.AssignmentConfirmed, SYSTEM, from_state=before)

    def document(self, document: Document, *, by: Actor) -> None:
        """Take note of the duty letter that was issued."""
        before = self.state
        if before not in {State.DOCUMENTED, State.ACTIVE}:
            self.move_to(State.DOCUMENTED)
        self.documented_number = self.number_in_force
        after = {"number": document.number, "code": document.code}
        self.tell(events.AssignmentDocumented, by, from_state=before, after=after)

    def withdraw(self, *, by: Actor, reason: str) -> None:
        """Take it back before work begins."""
        self.hold()
        if not self.is_pre_active():
            raise NotPossible(_("Work has begun or the assignment has ended already."))
        before, self.end_reason = self.state, reason
        self.move_to(State.WITHDRAWN)
        private = before is State.DRAFT
        self.tell(
            events.AssignmentWithdrawn, by, privately=private, from_state=before, reason=reason
        )

    def begin(self, *, on: date) -> bool:
        """Start on the first day, never before, and only with a duty letter."""
        if self.state is not State.DOCUMENTED or on < self.promise.starts_on:
            return False
        self.move_to(State.ACTIVE)
        self.tell(events.AssignmentBegan, SYSTEM, from_state=State.DOCUMENTED)
        return True

    def expire(self, *, on: date) -> bool:
        """End a proposal that nobody finished answering, after the deadline and its grace."""
        deadline, before = self.current.reply_by, self.question
        if before not in AWAITING or deadline is None or on <= deadline + GRACE:
            return False
        if self.amendment:
            self.drop_change(by=SYSTEM, why=Why.EXPIRED)
            return True
        self.move_to(State.EXPIRED)
        self.tell(events.AssignmentExpired, SYSTEM, from_state=before)
        return True

    def hold(self) -> None:
        """Keep everybody else off this assignment until our work is settled, and look again."""
        db.session.flush()
        held = sa.select(Assignment).where(Assignment.id == self.id).with_for_update()
        whole = held.options(selectinload(Assignment.versions), selectinload(Assignment.sign_offs))
        db.session.scalars(whole.execution_options(populate_existing=True)).one()

    def move_to(self, state: State) -> None:
        """Take one of the moves that the table allows."""
        formal = self.instrument is Instrument.PENUGASAN_PNS
        ways = FORMAL if formal else MOVES[self.state] - {State.TRACKED}
        if state not in MOVES[self.state] & ways:
            raise NotPossible(_("This step does not follow from where the assignment stands."))
        if self.amendment and state not in AMENDABLE:
            self.drop_change(by=SYSTEM, why=Why.OVERTAKEN)
        self.state = state
        self.moved_at = clock.now()

    def ask_for_change(self, stage: State) -> None:
        """Take a change that is asked for one step further; the promise itself stays."""
        if stage not in CHANGE_MOVES[self.amendment]:
            raise NotPossible(_("This step does not follow from where the change stands."))
        self.amendment = stage
        self.moved_at = clock.now()

    def drop_change(self, *, by: Actor, why: Why, reason: str = "") -> None:
        """Ask for the change no more: what counts again is the version in force."""
        number, asked = self.current_number, self.amendment
        self.amendment, self.current_number = None, self.number_in_force or number
        self.moved_at = clock.now()
        about: dict[str, Any] = {"version": number, "stays": self.current_number, "why": why.value}
        self.tell(AmendmentDropped, by, from_state=asked, reason=reason, **about)

    def take_force(self) -> None:
        """Let the change take the place of the version in force, from its first day on."""
        new, asked, left = self.current, self.amendment, self.person
        eve = (new.starts_on if self.is_at_work() else self.first_day) - timedelta(days=1)
        for held in self.held_versions:
            held.holds_until = min(held.last_day, eve)
        if new.person_id not in {None, self.person_id}:
            for one in self.versions:
                one.person_id = one.person_id or self.person_id
            self.person_id, self.person = new.person_id, self.helper
        self.number_in_force, new.binding_since = new.number, clock.now()
        self.amendment, self.moved_at = None, clock.now()
        if self.state is State.CONFIRMED and new.needs_parent:
            self.move_to(State.APPROVED)
        self.tell(AmendmentTookForce, SYSTEM, from_state=asked, left_id=left.id)

    def tell(
        self, fact: type[events.SharingFact], by: Actor, *, privately: bool = False, **more: Any
    ) -> None:
        """Record a fact; a private one stays on the assignment's own timeline."""
        near = () if privately else (self.person, self.home, self.host)
        given: dict[str, Any] = {
            "subject": self,
            "by": by,
            "to_state": self.state,
            "version": self.current_number,
            "person": self.person.name,
            "host": self.host.name,
            "around": tuple(around for around in near if around is not None),
        }
        record(fact(**(given | more)))

    def _choose_way(self) -> None:
        """Send a full-time move the formal way, whatever was chosen."""
        content = self.current
        full_time = bool(content.terms.get("full_time")) if content.terms else False
        if is_formal(self.person, content.weekly_minutes, full_time=full_time):
            self.instrument = Instrument.PENUGASAN_PNS

    def _speaks_twice(self, voice: Voice, number: int) -> bool:
        """One human may sign for two parties, but the secretariat is told (domain 9, E5)."""
        return voice.person_id is not None and any(
            answer.by_person_id == voice.person_id and answer.party is not voice.party
            for answer in self.answers_to(number)
        )
