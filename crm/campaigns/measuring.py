"""What campaigns say of institutions: which they carry."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.campaigns.models import Campaign, CampaignPartner, CampaignState
from crm.core.words import lazy_gettext as _l
from crm.institutions.rolling import Figure, Ids

NOT_CARRIED = (CampaignState.DRAFT, CampaignState.CANCELLED)


def _campaigns_of(ids: Ids, since: datetime) -> Any:
    carried = (
        sa.select(sa.func.count(sa.distinct(CampaignPartner.campaign_id)))
        .join(Campaign, Campaign.id == CampaignPartner.campaign_id)
        .where(
            CampaignPartner.institution_id.in_(ids),
            Campaign.state.not_in(NOT_CARRIED),
            Campaign.window_ends_on >= since.date(),
        )
    )
    return carried.scalar_subquery()


CAMPAIGNS_CARRIED = Figure(_l("campaigns carried"), _campaigns_of)
