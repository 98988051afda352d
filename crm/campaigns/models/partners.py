"""Who carries a campaign together with the network: the key to success (S22)."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.campaigns.events.parts import PartnerJoined, PartnerLeft
from crm.campaigns.models.campaigns import Campaign
from crm.core.actors import Actor
from crm.core.db import Model, Words, db, save
from crm.core.events import record
from crm.institutions.models import Institution


class PartnerRole(StrEnum):
    """What a partner gives to a campaign."""

    VENUE = "venue"
    DISTRIBUTION = "distribution"
    CONTENT = "content"
    MEDIA = "media"
    FUNDING = "funding"
    ENDORSEMENT = "endorsement"
    OTHER = "other"


class CampaignPartner(Model):
    """One institution that carries a campaign, in a role, with what it promised."""

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"))
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    role: Mapped[PartnerRole] = mapped_column(Words(PartnerRole))
    commitment: Mapped[str] = mapped_column(sa.String(300), default="")

    campaign: Mapped[Campaign] = relationship()
    institution: Mapped[Institution] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.UniqueConstraint("campaign_id", "institution_id"),)

    @classmethod
    def join(
        cls,
        campaign: Campaign,
        institution: Institution,
        *,
        role: PartnerRole,
        commitment: str,
        by: Actor,
    ) -> "CampaignPartner":
        """Carry the campaign from now on."""
        campaign.require_changeable()
        partner = save(
            cls(campaign=campaign, institution=institution, role=role, commitment=commitment)
        )
        record(PartnerJoined(subject=partner, by=by, name=institution.name))
        return partner

    def leave(self, *, by: Actor) -> None:
        """Carry the campaign no longer."""
        self.campaign.require_changeable()
        name = self.institution.name
        record(PartnerLeft(subject=self.campaign, by=by, name=name, institution=self.institution))
        db.session.delete(self)
