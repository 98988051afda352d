"""What stands on the board of staff sharing: needs of hosts, offers of homes (domain 3.2)."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.changes import changed
from crm.core.db import Model, Words, db
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.people.models import Person, Skill
from crm.sharing.board import events as facts
from crm.sharing.models.vocabulary import Mode, Purpose


class PostingState(StrEnum):
    """Where a need or an offer stands."""

    OPEN = "open"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    PAST = "past"


POSTING_MOVES: dict[PostingState, frozenset[PostingState]] = {
    PostingState.OPEN: frozenset({PostingState.FILLED, PostingState.WITHDRAWN, PostingState.PAST}),
    PostingState.FILLED: frozenset({PostingState.OPEN}),
    PostingState.PAST: frozenset({PostingState.OPEN, PostingState.FILLED}),
    PostingState.WITHDRAWN: frozenset(),
}


class Posting(Model):
    """What needs and offers share: hours a week in a span of days, and a state."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    detail: Mapped[str] = mapped_column(sa.Text, default="")
    weekly_minutes: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[PostingState] = mapped_column(Words(PostingState), default=PostingState.OPEN)
    end_reason: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    if TYPE_CHECKING:
        version: Mapped[int]

    written: ClassVar[type[facts.PostingFact]]
    rewritten: ClassVar[type[facts.PostingFact]]
    filled: ClassVar[type[facts.PostingFact]]
    reopened: ClassVar[type[facts.PostingFact]]
    withdrawn: ClassVar[type[facts.PostingFact]]
    lapsed: ClassVar[type[facts.PostingFact]]

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for its counterpart."""
        return self.state is PostingState.OPEN

    @property
    def is_editable(self) -> bool:
        """Tell whether its words may change: while it waits, or to let it wait again."""
        return self.state in {PostingState.OPEN, PostingState.PAST}

    @property
    def place(self) -> Institution:
        """Whose it is."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What it is about, in a few words."""
        raise NotImplementedError

    def is_over(self, *, on: date) -> bool:
        """Tell whether its last day has gone by."""
        raise NotImplementedError

    def write(self, *, by: Actor) -> None:
        """Enter it."""
        db.session.flush()
        self.tell(self.written, by)

    def change(self, *, by: Actor, on: date, **given: Any) -> None:
        """Say it in other words; what was past waits again when its days now lie ahead."""
        if not self.is_editable:
            raise NotPossible(_("This is settled already; write a new one."))
        before, after = changed(self, given)
        if after:
            self.tell(self.rewritten, by, before=before, after=after)
        if self.state is PostingState.PAST and not self.is_over(on=on):
            self._move(PostingState.OPEN, self.reopened, by)

    def fill(self, *, by: Actor = SYSTEM) -> None:
        """Take note that it found its counterpart."""
        if PostingState.FILLED in POSTING_MOVES[self.state]:
            self._move(PostingState.FILLED, self.filled, by)

    def open_again(self, *, on: date, by: Actor = SYSTEM) -> None:
        """Let it wait again: what filled it came to nothing."""
        if self.state is PostingState.FILLED:
            self._move(PostingState.OPEN, self.reopened, by)
            self.lapse(on=on)

    def withdraw(self, *, by: Actor, reason: str) -> None:
        """Take it off the board, and why."""
        self._move(PostingState.WITHDRAWN, self.withdrawn, by, reason=reason)
        self.end_reason = reason

    def lapse(self, *, on: date) -> bool:
        """Let it go by once its last day is over."""
        if not self.is_open or not self.is_over(on=on):
            return False
        self._move(PostingState.PAST, self.lapsed, SYSTEM)
        return True

    def hold(self) -> None:
        """Keep everybody else off it until our work is settled, and look again."""
        db.session.flush()
        kind = type(self)
        held = sa.select(kind).where(kind.id == self.id).with_for_update(of=kind)
        db.session.scalars(held.execution_options(populate_existing=True)).one()

    def tell(self, fact: type[facts.PostingFact], by: Actor, **more: Any) -> None:
        """Record a fact about it."""
        given: dict[str, Any] = {
            "subject": self,
            "by": by,
            "to_state": self.state,
            "version": self.version,
            "name": self.name,
            "place": self.place.name,
            "around": (self.place,),
        }
        record(fact(**(given | more)))

    def _move(
        self, state: PostingState, fact: type[facts.PostingFact], by: Actor, **more: Any
    ) -> None:
        if state not in POSTING_MOVES[self.state]:
            raise NotPossible(_("This step does not follow from where it stands."))
        before, self.state, self.moved_at = self.state, state, clock.now()
        self.tell(fact, by, from_state=before, **more)


class SharingNeed(Posting):
    """Somebody that a host lacks for a time: a skill, how well, hours a week, until when."""

    title: Mapped[str] = mapped_column(sa.String(200))
    host_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skill.id"), index=True)
    level: Mapped[int] = mapped_column(default=2)
    purpose: Mapped[Purpose] = mapped_column(Words(Purpose))
    mode: Mapped[Mode] = mapped_column(Words(Mode))
    deadline: Mapped[date]
    register_need_id: Mapped[int | None] = mapped_column(sa.ForeignKey("need.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    host: Mapped[Institution] = relationship()
    skill: Mapped[Skill] = relationship(lazy="joined")

    written = facts.HelpAsked
    rewritten = facts.HelpAskChanged
    filled = facts.HelpFound
    reopened = facts.HelpSoughtAgain
    withdrawn = facts.HelpAskWithdrawn
    lapsed = facts.HelpAskLapsed

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="span"),
        sa.CheckConstraint("weekly_minutes BETWEEN 1 AND 10080", name="in_a_week"),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name="level_range"),
        sa.Index("ix_sharing_need_state", "state", "deadline", "id"),
        sa.Index("ix_sharing_need_host", "host_id", "state", "deadline", "id"),
    )

    @property
    def code(self) -> str:
        """The short name that never changes."""
        return f"BTH-{self.created_at.year}-{self.id:03}"

    @property
    def place(self) -> Institution:
        """Who needs it."""
        return self.host

    @property
    def name(self) -> str:
        """What it is about, in a few words."""
        return self.title

    def is_over(self, *, on: date) -> bool:
        """Tell whether the day until which an answer helps has gone by."""
        return self.deadline < on


class OfferedSkill(Model):
    """A skill that an offer brings, and how well."""

    offer_id: Mapped[int] = mapped_column(sa.ForeignKey("sharing_offer.id"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skill.id"), primary_key=True)
    level: Mapped[int] = mapped_column(default=2)

    skill: Mapped[Skill] = relationship(lazy="joined")

    __table_args__ = (sa.CheckConstraint("level BETWEEN 1 AND 4", name="level_range"),)


class SharingOffer(Posting):
    """Hours that a home can spare: of a person, or of somebody yet to be named."""

    role: Mapped[str] = mapped_column(sa.String(200))
    home_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    home: Mapped[Institution] = relationship()
    person: Mapped[Person | None] = relationship()
    skills: Mapped[list[OfferedSkill]] = relationship(
        order_by=OfferedSkill.skill_id, cascade="all, delete-orphan"
    )

    written = facts.HelpOffered
    rewritten = facts.OfferChanged
    filled = facts.OfferAnswered
    reopened = facts.OfferOpenAgain
    withdrawn = facts.OfferWithdrawn
    lapsed = facts.OfferLapsed

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="span"),
        sa.CheckConstraint("weekly_minutes BETWEEN 1 AND 10080", name="in_a_week"),
        sa.Index("ix_sharing_offer_state", "state", "ends_on", "id"),
        sa.Index("ix_sharing_offer_home", "home_id", "state", "ends_on", "id"),
    )

    @property
    def code(self) -> str:
        """The short name that never changes."""
        return f"TWR-{self.created_at.year}-{self.id:03}"

    @property
    def place(self) -> Institution:
        """Who offers it."""
        return self.home

    @property
    def name(self) -> str:
        """The person by name, or what they can do."""
        return self.person.full_name if self.person else self.role

    @property
    def able(self) -> list[str]:
        """The skills with their levels, as the trail keeps them: `3:2`."""
        return sorted(f"{one.skill_id}:{one.level}" for one in self.skills)

    @able.setter
    def able(self, pairs: list[str]) -> None:
        split = (pair.split(":") for pair in pairs)
        wanted = {int(skill_id): int(level) for skill_id, level in split}
        kept = [one for one in self.skills if one.skill_id in wanted]
        for one in kept:
            one.level = wanted[one.skill_id]
        known = {one.skill_id for one in kept}
        fresh = [
            OfferedSkill(skill_id=skill_id, level=level)
            for skill_id, level in wanted.items()
            if skill_id not in known
        ]
        self.skills = kept + fresh

    def is_over(self, *, on: date) -> bool:
        """Tell whether the last day of the offer has gone by."""
        return self.ends_on < on
