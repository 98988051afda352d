"""Who may know of which campaign, and questions about campaigns as a whole."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.campaigns.models import Campaign, CampaignPartner, CampaignState, Placement
from crm.campaigns.models.campaigns import PUBLISHED
from crm.campaigns.models.stages import NOT_STARTED
from crm.core.db import db
from crm.institutions.queries import family
from crm.permissions import Permission, Role

SEES_ALL = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN})
SEES_OWN = frozenset({Role.CAMPAIGN_MANAGER})


def campaigns_visible_to(user: User) -> sa.Select[Campaign]:
    """The campaigns that a user may know of; partners those that they carry, once published."""
    query = sa.select(Campaign).options(joinedload(Campaign.manager))
    if user.role in SEES_ALL:
        return query
    if user.role in SEES_OWN:
        return query.where(Campaign.manager_id == user.id)
    return query.where(_carried_by(user), Campaign.state.in_(PUBLISHED))


def campaigns_known_to(user: User) -> sa.Select[Campaign]:
    """The same for notes, files and whatever else hangs on them."""
    known = campaigns_visible_to(user)
    return known if user.can(Permission.SEE_CAMPAIGNS) else known.where(sa.false())


def campaigns_to_show(user: User) -> sa.Select[Campaign]:
    """The same, each with the change of window that waits to be decided."""
    return campaigns_visible_to(user).options(joinedload(Campaign.open_change))


def plans_visible_to(user: User) -> sa.Select[Campaign]:
    """The campaigns whose whole plan a user may read: never a partner."""
    query = campaigns_visible_to(user)
    return query if user.role in SEES_ALL | SEES_OWN else query.where(sa.false())


def plans_changed_by(user: User) -> sa.Select[Campaign]:
    """The campaigns that a user manages."""
    return plans_visible_to(user).where(Campaign.manager_id == user.id)


def _carried_by(user: User) -> sa.ColumnElement[bool]:
    if user.institution_id is None:
        return sa.false()
    return Campaign.id.in_(
        sa.select(CampaignPartner.campaign_id).where(
            CampaignPartner.institution_id.in_(family([user.institution_id]))
        )
    )


def sees_plan(user: User) -> bool:
    """Tell whether a user reads whole plans rather than published facts."""
    return user.role in SEES_ALL | SEES_OWN and user.can(Permission.SEE_CAMPAIGNS)


def campaigns_of(institution_id: int) -> sa.Select[Campaign]:
    """The campaigns that an institution, or what it took over, carries; latest window first."""
    carried = sa.select(CampaignPartner.campaign_id).where(
        CampaignPartner.institution_id.in_(family([institution_id]))
    )
    return (
        sa.select(Campaign)
        .where(Campaign.id.in_(carried))
        .order_by(Campaign.window_starts_on.desc(), Campaign.id.desc())
    )


def campaigns_in_review() -> sa.Select[Campaign]:
    """The plans that wait for the secretariat, longest first."""
    query = sa.select(Campaign).options(joinedload(Campaign.manager))
    return query.where(Campaign.state == CampaignState.IN_REVIEW).order_by(Campaign.id)


def campaigns_over(on: date) -> sa.Select[Campaign]:
    """The running campaigns whose window ended before a day."""
    return sa.select(Campaign).where(
        Campaign.state == CampaignState.RUNNING, Campaign.window_ends_on < on
    )


def next_must_starts(campaigns: Iterable[Campaign]) -> dict[int, date]:
    """The next day on which a piece of each campaign must be started, late ones included."""
    wanted = [campaign.id for campaign in campaigns]
    rows = db.session.execute(
        sa.select(Placement.campaign_id, sa.func.min(Placement.must_start_on))
        .where(Placement.campaign_id.in_(wanted), Placement.state.in_(NOT_STARTED))
        .group_by(Placement.campaign_id)
    )
    return {row[0]: row[1] for row in rows}
