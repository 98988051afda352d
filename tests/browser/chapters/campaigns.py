"""A plan that waits for another window, and which placement stands for which state."""

from datetime import timedelta

import sqlalchemy as sa

from crm.campaigns.models import Campaign, CampaignState, Objective, Placement
from crm.campaigns.planning import ask_for_window
from crm.core.db import db
from crm.permissions import Role
from tests.browser.cast import Cast
from tests.factories.campaigns import make_placement


def fill(cast: Cast) -> None:
    states = {campaign.state: campaign for campaign in db.session.scalars(sa.select(Campaign))}
    running = states[CampaignState.RUNNING]
    manager = cast.user(Role.CAMPAIGN_MANAGER).as_actor()
    window = (running.window_starts_on, running.window_ends_on + timedelta(days=14))
    reason = "Mitra media meminta dua pekan tambahan."
    change = ask_for_window(running, window, reason=reason, by=manager)
    bare = make_placement(running, name="Poster ruang jaga")
    of_running = Placement.campaign_id == running.id
    linked = sa.select(sa.func.min(Placement.id)).where(of_running)
    aim = sa.select(sa.func.min(Objective.id)).where(Objective.campaign_id == running.id)
    cast.examples |= {f"{state} campaign": campaign.id for state, campaign in states.items()}
    cast.examples |= {
        "campaign_id": running.id,
        "placement_id": db.session.scalar(linked),
        "objective_id": db.session.scalar(aim),
        "change_id": change.id,
        "bare placement": bare.id,
    }
