"""Objectives: what shall change, from which baseline to which target (domain 2.1, VR2-VR4)."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.campaigns.dates import day_in_words
from crm.campaigns.events.parts import ObjectiveChanged, ObjectiveRemoved, ObjectiveSet
from crm.campaigns.models.audiences import CampaignSegment
from crm.campaigns.models.campaigns import Campaign
from crm.core.actors import Actor
from crm.core.db import Model, Words, db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.measures.models import Indicator, Unit

HUNDRED = Decimal(100)


class ObjectiveLevel(StrEnum):
    """What the objective wants to move; a campaign is about behaviour."""

    EXPOSURE = "exposure"
    AWARENESS = "awareness"
    KNOWLEDGE = "knowledge"
    ATTITUDE = "attitude"
    INTENTION = "intention"
    BEHAVIOUR = "behaviour"
    SATISFACTION = "satisfaction"
    POLICY = "policy"


class Direction(StrEnum):
    """Whether more or less is better."""

    UP = "up"
    DOWN = "down"


class Method(StrEnum):
    """How a figure was taken."""

    CENSUS = "census"
    RANDOM = "random"
    CONVENIENCE = "convenience"
    LOG = "log"
    OBSERVATION = "observation"


class Objective(Model):
    """One thing a campaign promises to change, in figures that can be checked."""

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    campaign_segment_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("campaign_segment.id", ondelete="SET NULL"), index=True
    )
    level: Mapped[ObjectiveLevel] = mapped_column(Words(ObjectiveLevel))
    behaviour: Mapped[str] = mapped_column(sa.String(300))
    indicator_text: Mapped[str] = mapped_column(sa.String(300), default="")
    indicator_id: Mapped[int | None] = mapped_column(sa.ForeignKey("indicator.id"))
    unit: Mapped[Unit] = mapped_column(Words(Unit), default=Unit.PERCENT)
    direction: Mapped[Direction] = mapped_column(Words(Direction), default=Direction.UP)
    baseline_value: Mapped[Decimal | None]
    baseline_on: Mapped[date | None]
    baseline_n: Mapped[int | None]
    baseline_method: Mapped[Method | None] = mapped_column(Words(Method))
    baseline_wave_on: Mapped[date | None]
    target_value: Mapped[Decimal | None]
    target_on: Mapped[date | None]

    campaign: Mapped[Campaign] = relationship()
    campaign_segment: Mapped[CampaignSegment | None] = relationship()
    indicator: Mapped[Indicator | None] = relationship()

    __table_args__ = (sa.CheckConstraint("baseline_n >= 0", name="baseline_n_positive"),)

    @classmethod
    def set_for(cls, campaign: Campaign, *, by: Actor, **figures: Any) -> "Objective":
        """Promise a change."""
        campaign.require_changeable()
        objective = cls(campaign=campaign, **{"unit": Unit.PERCENT, **figures})
        objective.check()
        campaign.revise()
        save(objective)
        record(ObjectiveSet(subject=objective, by=by, name=objective.behaviour))
        return objective

    def change(self, *, by: Actor, **figures: Any) -> None:
        """Promise it differently, or write down the baseline that was taken."""
        self.campaign.require_changeable()
        if any(getattr(self, name) != figures[name] for name in PROMISED & set(figures)):
            self.campaign.revise()
        for name, value in figures.items():
            setattr(self, name, value)
        self.check()
        record(ObjectiveChanged(subject=self, by=by, name=self.behaviour))

    def remove(self, *, by: Actor) -> None:
        """Take the promise back."""
        self.campaign.require_changeable()
        self.campaign.revise()
        record(ObjectiveRemoved(subject=self.campaign, by=by, name=self.behaviour))
        db.session.delete(self)

    @property
    def has_target(self) -> bool:
        """Whether a figure and a day to reach it are set."""
        return self.target_value is not None and self.target_on is not None

    @property
    def has_baseline(self) -> bool:
        """Whether a baseline was taken, or a wave is planned by the first day of the window."""
        if self.baseline_value is not None:
            return True
        wave = self.baseline_wave_on
        return wave is not None and wave <= self.campaign.window_starts_on

    @property
    def baseline_is_late(self) -> bool:
        """Whether the baseline was taken after the campaign began; it then proves nothing (VR2)."""
        taken = self.baseline_on
        return taken is not None and taken > self.campaign.window_starts_on

    def check(self) -> None:
        """Refuse figures that contradict each other (VR3, VR4)."""
        for refusal in self.refusals().values():
            raise NotPossible(refusal)

    def refusals(self) -> dict[str, str]:
        """What is wrong, by the fact it is about."""
        found = {}
        for name in ("baseline_value", "target_value"):
            value = getattr(self, name)
            if self.unit is Unit.PERCENT and value is not None and not 0 <= value <= HUNDRED:
                found[name] = _("A percentage lies between 0 and 100.")
        if self.target_value is not None and self.target_value == self.baseline_value:
            found["target_value"] = _("The target equals the baseline. Set what shall change.")
        if self.target_on and self.target_on < self.campaign.window_starts_on:
            starts = day_in_words(self.campaign.window_starts_on)
            found["target_on"] = _(
                "Choose %(day)s or a later day: the window starts then.", day=starts
            )
        return found


PROMISED = {
    "level", "behaviour", "indicator_text", "indicator_id", "unit", "direction",
    "target_value", "target_on",
}  # fmt: skip
