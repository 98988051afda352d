"""What is to be talked about, what was said, and what members correct."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.gatherings.events import CorrectionFiled, MinutesApproved, MinutesCirculated
from crm.gatherings.models.kinds import GatheringState

if TYPE_CHECKING:
    from crm.gatherings.models.gatherings import Gathering

CORRECTION_DAYS = 5


class AgendaItem(Model):
    """One point of the agenda, its duration in minutes; the discussion is written beside it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    duration: Mapped[int | None]
    presenter: Mapped[str] = mapped_column(sa.String(200), default="")
    discussion: Mapped[str] = mapped_column(sa.Text, default="")

    __table_args__ = (sa.CheckConstraint("duration > 0", name="lasts"),)

    def change(self, *, title: str, duration: int | None, presenter: str) -> None:
        """Say it otherwise."""
        self.title, self.duration, self.presenter = title, duration, presenter


class Minutes(Model):
    """The minutes of one gathering: a draft, then with the members, then approved."""

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"), unique=True)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    opening: Mapped[str] = mapped_column(sa.Text, default="")
    earlier_minutes: Mapped[str] = mapped_column(sa.Text, default="")
    open_matters: Mapped[str] = mapped_column(sa.Text, default="")
    circulated_at: Mapped[datetime | None]
    correct_by: Mapped[date | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    gathering: Mapped["Gathering"] = relationship(back_populates="minutes")
    corrections: Mapped[list["Correction"]] = relationship(
        back_populates="minutes", order_by="Correction.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_approved(self) -> bool:
        """Whether they stand."""
        return self.approved_at is not None

    @property
    def is_circulated(self) -> bool:
        """Whether the members have them and they do not stand yet."""
        return self.circulated_at is not None and not self.is_approved

    @property
    def may_change(self) -> bool:
        """Whether their words can still change."""
        return not self.is_approved

    def circulate(self, document: Document, *, by: Actor) -> None:
        """Send them to the members, who may correct them for five days."""
        self.gathering.follow_minutes(GatheringState.MINUTES_CIRCULATED)
        self.circulated_at = clock.now()
        self.correct_by = clock.today(self.gathering.zone) + timedelta(days=CORRECTION_DAYS)
        record(
            MinutesCirculated(
                subject=self.gathering,
                by=by,
                from_state=GatheringState.MINUTES_DRAFT,
                to_state=GatheringState.MINUTES_CIRCULATED,
                number=document.number,
            )
        )

    def may_be_corrected(self, *, on: date) -> bool:
        """Tell whether members may still ask for corrections on a day."""
        return self.is_circulated and self.correct_by is not None and on <= self.correct_by

    def file_correction(self, text: str, *, by: Actor) -> None:
        """Keep what a member wants corrected."""
        if not self.may_be_corrected(on=clock.today(self.gathering.zone)):
            raise NotPossible(_("The days for corrections are over."))
        self.corrections.append(
            Correction(
                text=text,
                institution_id=by.institution_id,
                filed_by=by.name,
                filed_at=clock.now(),
            )
        )
        record(CorrectionFiled(subject=self.gathering, by=by, reason=text))

    def may_be_approved(self, *, on: date) -> bool:
        """Tell whether the days for corrections are over."""
        return self.is_circulated and self.correct_by is not None and on > self.correct_by

    def approve(self, *, by: Actor) -> None:
        """Let them stand; from now on nothing in them changes."""
        if not self.may_be_approved(on=clock.today(self.gathering.zone)):
            raise NotPossible(_("The minutes can be approved after the days for corrections."))
        self.gathering.follow_minutes(GatheringState.MINUTES_APPROVED)
        self.approved_at, self.approved_by = clock.now(), by.name
        record(
            MinutesApproved(
                subject=self.gathering,
                by=by,
                from_state=GatheringState.MINUTES_CIRCULATED,
                to_state=GatheringState.MINUTES_APPROVED,
            )
        )


class Correction(Model):
    """What one member wants corrected in the minutes, in their words."""

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(sa.ForeignKey("minutes.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"))
    filed_by: Mapped[str] = mapped_column(sa.String(200))
    filed_at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship(back_populates="corrections")


class Decision(Model):
    """What was decided, by consensus or by counted votes; opponents are never named."""

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_item.id"))
    text: Mapped[str] = mapped_column(sa.Text)
    by_consensus: Mapped[bool] = mapped_column(default=True)
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstentions: Mapped[int | None]
    created_at: Mapped[datetime]

    agenda_item: Mapped[AgendaItem | None] = relationship()
