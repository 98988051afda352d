"""Campaigns and placements, as lower rooms name them: notes, files and letters hang on them."""

from collections.abc import Sequence

from crm.campaigns.models import Placement
from crm.campaigns.queries import placements_visible_to
from crm.campaigns.queries.campaigns import campaigns_known_to
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l


def _address_of(placement_id: int) -> str:
    """The page of a placement is within its campaign."""
    placement = db.session.get_one(Placement, placement_id)
    return path_of("placements.show", campaign_id=placement.campaign_id, placement_id=placement_id)


RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="campaign",
        label=_l("Campaigns"),
        icon="speakerphone",
        endpoint="campaigns.show",
        argument="campaign_id",
        known=campaigns_known_to,
        title="titles",
        sought="title_id",
        between=True,
    ),
    RecordKind(
        kind="placement",
        label=_l("Placements"),
        icon="map-pin",
        endpoint="placements.show",
        argument="placement_id",
        known=placements_visible_to,
        sought="name",
        address=_address_of,
    ),
)
