"""Placements: a message in a medium for a span of days inside the window (domain 2.6, 2.7)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.models import User
from crm.almanac.workdays import Workdays
from crm.campaigns.dates import day_in_words, span_in_words
from crm.campaigns.events.placements import (
    PermitFiled,
    PermitRemoved,
    PlacementAdded,
    PlacementChanged,
    PlacementRemoved,
    TeaserApproved,
)
from crm.campaigns.events.stages import MOVED
from crm.campaigns.models.audiences import CampaignSegment
from crm.campaigns.models.campaigns import Campaign
from crm.campaigns.models.kinds import KINDS, PlacementKind, PlacementType
from crm.campaigns.models.permits import Permit, covered_days, uncovered_spans
from crm.campaigns.models.runs import must_start, run_refusals
from crm.campaigns.models.specs import checked_spec
from crm.campaigns.models.stages import MOVES, NOT_STARTED, ONGOING, SIDEWAYS, PlacementState
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words, db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.places.models import Province

S = PlacementState


class PlacementLanguage(StrEnum):
    """The language of the message."""

    INDONESIAN = "id"
    ENGLISH = "en"
    REGIONAL = "regional"


class PlacementSegment(Model):
    """For which audience a placement is."""

    placement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("placement.id", ondelete="CASCADE"), primary_key=True
    )
    campaign_segment_id: Mapped[int] = mapped_column(
        sa.ForeignKey("campaign_segment.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Placement(Model):
    """One piece in one medium. It must be started so many working days before it runs."""

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    type: Mapped[PlacementType] = mapped_column(Words(PlacementType))
    state: Mapped[PlacementState] = mapped_column(Words(PlacementState), default=S.PLANNED)
    state_reason: Mapped[str] = mapped_column(sa.Text, default="")
    run_starts_on: Mapped[date]
    run_ends_on: Mapped[date]
    lead_workdays: Mapped[int]
    must_start_on: Mapped[date]
    started_on: Mapped[date | None]
    is_teaser: Mapped[bool] = mapped_column(default=False)
    teaser_approved_at: Mapped[datetime | None]
    message: Mapped[str] = mapped_column(sa.Text, default="")
    language: Mapped[PlacementLanguage] = mapped_column(
        Words(PlacementLanguage), default=PlacementLanguage.INDONESIAN
    )
    vendor: Mapped[str] = mapped_column(sa.String(200), default="")
    place: Mapped[str] = mapped_column(sa.Text, default="")
    regency_code: Mapped[str | None] = mapped_column(sa.ForeignKey("regency.code"))
    province_code: Mapped[str | None] = mapped_column(sa.ForeignKey("province.code"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    quantity: Mapped[int | None]
    unit_cost: Mapped[int | None] = mapped_column(sa.BigInteger)
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    needs_permit: Mapped[bool] = mapped_column(default=False)
    spec: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    campaign: Mapped[Campaign] = relationship()
    province: Mapped[Province | None] = relationship()
    owner: Mapped[User | None] = relationship()
    permits: Mapped[list[Permit]] = relationship(
        order_by=Permit.valid_from, cascade="all, delete-orphan", passive_deletes=True
    )
    campaign_segments: Mapped[list[CampaignSegment]] = relationship(
        secondary=PlacementSegment.__table__,
        order_by=CampaignSegment.id,
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("run_ends_on >= run_starts_on", name="run_order"),
        sa.CheckConstraint("quantity >= 0", name="quantity_positive"),
        sa.CheckConstraint("unit_cost >= 0", name="unit_cost_positive"),
        sa.CheckConstraint("lead_workdays BETWEEN 0 AND 250", name="lead_range"),
        sa.Index("ix_placement_campaign_id", "campaign_id", "run_starts_on", "id"),
        sa.Index("ix_placement_must_start_on", "must_start_on"),
        sa.Index("ix_placement_run", "run_starts_on", "run_ends_on"),
    )

    @classmethod
    def add_to(
        cls, campaign: Campaign, *, days: Workdays, spec: Mapping[str, Any], by: Actor, **facts: Any
    ) -> "Placement":
        """Plan a piece inside the window, by the working days of its province (VR5)."""
        campaign.require_changeable()
        placement = cls(campaign=campaign, created_at=clock.now(), **facts)
        placement.spec = checked_spec(placement.type, spec)
        placement.check_window()
        placement.count_back(days)
        save(placement)
        record(PlacementAdded(subject=placement, by=by, name=placement.name))
        return placement

    def change(self, *, days: Workdays, spec: Mapping[str, Any], by: Actor, **facts: Any) -> None:
        """Plan the piece differently; a teaser that begins on another day is agreed to anew."""
        self.require_open()
        begins = self.run_starts_on
        for name, value in facts.items():
            setattr(self, name, value)
        if self.run_starts_on != begins:
            self.teaser_approved_at = None
        self.spec = checked_spec(self.type, spec)
        self.check_window()
        self.count_back(days)
        record(PlacementChanged(subject=self, by=by, name=self.name))

    def remove(self, *, by: Actor) -> None:
        """Take the piece out of the plan before anyone has begun to make it."""
        self.campaign.require_changeable()
        if self.state not in NOT_STARTED:
            raise NotPossible(
                _("Work on this placement has begun. Cancel it with a reason instead.")
            )
        record(PlacementRemoved(subject=self.campaign, by=by, name=self.name))
        db.session.delete(self)

    @property
    def kind(self) -> PlacementKind:
        """What its medium asks for."""
        return KINDS[self.type]

    @property
    def days(self) -> int:
        """How many days it runs, both ends counted."""
        return (self.run_ends_on - self.run_starts_on).days + 1

    @property
    def cost(self) -> int | None:
        """What all pieces cost together, in rupiah; None while a figure is missing."""
        if self.unit_cost is None:
            return None
        return self.unit_cost * (1 if self.quantity is None else self.quantity)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to come."""
        return self.state not in ONGOING

    @property
    def permitted_days(self) -> int:
        """On how many days of the run a permit is valid (VR8)."""
        return covered_days(self.permits, self.run_starts_on, self.run_ends_on)

    @property
    def awaits_permit(self) -> bool:
        """Whether some day of the run is without its permit."""
        return self.needs_permit and self.permitted_days < self.days

    @property
    def awaits_teaser_approval(self) -> bool:
        """Whether it runs before the window and nobody has agreed to that yet."""
        early = self.run_starts_on < self.campaign.window_starts_on
        return early and self.teaser_approved_at is None

    def is_late(self, *, on: date) -> bool:
        """Tell whether it should have been started before this day and was not."""
        return self.state in NOT_STARTED and self.must_start_on < on

    def require_open(self) -> None:
        """Refuse a change of what is over, or while the plan stands still."""
        self.campaign.require_changeable()
        if self.is_settled:
            raise NotPossible(_("This placement is over. What happened stays as it is."))

    def count_back(self, days: Workdays) -> None:
        """Find the day on which work must begin, by the working days of its province."""
        self.must_start_on = must_start(self.run_starts_on, self.lead_workdays, days)

    def file(self, permit: Permit, *, by: Actor) -> None:
        """Keep a permit that was given."""
        self.require_open()
        self.permits.append(permit)
        record(PermitFiled(subject=self, by=by, name=self.name))

    def strike(self, permit: Permit, *, by: Actor) -> None:
        """Take a permit away that does not hold."""
        self.require_open()
        self.permits.remove(permit)
        record(PermitRemoved(subject=self, by=by, name=self.name))

    def next_states(self) -> list[PlacementState]:
        """Where it can go from here, the straight way first; a permit is asked for where needed."""
        skipped = S.PRODUCING if self.needs_permit else S.PERMIT_REQUESTED
        barred = {skipped} if self.state is S.APPROVED else set()
        return sorted(MOVES[self.state] - barred, key=list(S).index)

    def approve_teaser(self, *, by: Actor) -> None:
        """Agree that it runs before the window."""
        self.teaser_approved_at = clock.now()
        record(TeaserApproved(subject=self, by=by, name=self.name))

    def check_window(self) -> None:
        """Refuse a run that leaves the window (VR5)."""
        for refusal in run_refusals(
            self.campaign, self.run_starts_on, self.run_ends_on, teaser=self.is_teaser
        ).values():
            raise NotPossible(refusal)

    def move_to(self, state: PlacementState, *, by: Actor, on: date, reason: str = "") -> None:
        """Go one step, if the table of moves and the guard of that step allow it."""
        if state not in self.next_states():
            raise NotPossible(_("This is not possible in the placement's present state."))
        if state in SIDEWAYS and not reason:
            raise NotPossible(_("Say why."))
        if guard := GUARDS.get(state):
            guard(self, on)
        was, self.state, self.state_reason = self.state, state, reason
        if self.started_on is None and state not in NOT_STARTED | SIDEWAYS:
            self.started_on = on
        self._tell(was, by=by, reason=reason)
        if state is S.LIVE:
            self.campaign.start()

    def _tell(self, was: PlacementState, *, by: Actor, reason: str) -> None:
        fact = MOVED[self.state]
        record(
            fact(
                subject=self,
                by=by,
                from_state=was,
                to_state=self.state,
                reason=reason,
                name=self.name,
            )
        )


def _plan_is_agreed(placement: Placement, _on: date) -> None:
    if not placement.campaign.is_agreed:
        raise NotPossible(_("The secretariat approves the plan first. Then work may begin."))


def _run_is_covered(placement: Placement, on: date) -> None:
    _plan_is_agreed(placement, on)
    if on < placement.run_starts_on:
        raise NotPossible(
            _(
                "Its run starts on %(day)s. Until then it is not live.",
                day=day_in_words(placement.run_starts_on),
            )
        )
    if placement.awaits_teaser_approval:
        raise NotPossible(_("It runs before the window. The secretariat agrees to that first."))
    if placement.awaits_permit:
        bare = uncovered_spans(placement.permits, placement.run_starts_on, placement.run_ends_on)
        raise NotPossible(
            _(
                "No permit covers %(days)s. Extend the permit, or shorten the run.",
                days=", ".join(span_in_words(first, last) for first, last in bare),
            )
        )


GUARDS: Mapping[PlacementState, Callable[[Placement, date], None]] = {
    S.PRODUCING: _plan_is_agreed,
    S.LIVE: _run_is_covered,
}
