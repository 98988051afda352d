"""People whom campaigns address: segments of the network, used again and again (domain 2.1)."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.campaigns.events.parts import AudienceAdded, AudienceRemoved
from crm.campaigns.models.campaigns import Campaign
from crm.core.actors import Actor
from crm.core.db import Model, Words, db, save
from crm.core.events import record


class AudienceType(StrEnum):
    """Which kind of people."""

    LIBRARIAN = "librarian"
    CURRENT_USER = "current_user"
    NON_USER = "non_user"
    LEADER = "leader"
    POLICY_MAKER = "policy_maker"
    HEALTH_WORKER = "health_worker"
    STUDENT = "student"
    COMMUNITY = "community"


TARGETED_USERS = frozenset(
    {
        AudienceType.CURRENT_USER,
        AudienceType.NON_USER,
        AudienceType.HEALTH_WORKER,
        AudienceType.STUDENT,
        AudienceType.COMMUNITY,
    }
)
"""The users of S39 ("baik untuk pustakawan maupun pengguna yang ditargetkan")."""


class Priority(StrEnum):
    """How much a campaign cares for an audience."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Segment(Model):
    """A group of people who may change a behaviour: how many, by which source, and where."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    audience_type: Mapped[AudienceType] = mapped_column(Words(AudienceType))
    size: Mapped[int | None]
    size_source: Mapped[str] = mapped_column(sa.String(200), default="")
    size_year: Mapped[int | None]
    provinces: Mapped[list[str]] = mapped_column(default=list)
    """Codes of provinces; none means the whole country."""

    __table_args__ = (
        sa.CheckConstraint("size >= 0", name="size_positive"),
        sa.Index("ix_segment_name", "name"),
    )


class CampaignSegment(Model):
    """An audience of one campaign."""

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"))
    segment_id: Mapped[int] = mapped_column(sa.ForeignKey("segment.id"), index=True)
    priority: Mapped[Priority] = mapped_column(Words(Priority), default=Priority.PRIMARY)

    campaign: Mapped[Campaign] = relationship()
    segment: Mapped[Segment] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.UniqueConstraint("campaign_id", "segment_id"),)

    @classmethod
    def address(
        cls, campaign: Campaign, segment: Segment, *, priority: Priority, by: Actor
    ) -> "CampaignSegment":
        """Let a campaign speak to an audience."""
        campaign.require_changeable()
        audience = save(cls(campaign=campaign, segment=segment, priority=priority))
        record(AudienceAdded(subject=campaign, by=by, name=segment.name))
        return audience

    def remove(self, *, by: Actor) -> None:
        """Speak to this audience no longer; placements and objectives lose it."""
        self.campaign.require_changeable()
        record(AudienceRemoved(subject=self.campaign, by=by, name=self.segment.name))
        db.session.delete(self)
