"""What waits in campaigns, and which an institution carries."""

from collections.abc import Iterable

from crm.accounts.models import User
from crm.accounts.session import current_user
from crm.campaigns.models import Campaign
from crm.campaigns.queries import campaigns_in_review, campaigns_visible_to, placements_to_start
from crm.campaigns.queries import campaigns_of as campaigns_at
from crm.campaigns.words import CAMPAIGN_STATES, tone_of
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import near_date, plain_date
from crm.core.words import gettext as _
from crm.home.lines import Related, Waiting
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.permissions import Permission

SHOWN = 10
LISTED = 50


def plans_to_approve(user: User) -> Iterable[Waiting]:
    """Campaign plans that wait for the secretariat's yes."""
    if not user.can(Permission.APPROVE_CAMPAIGNS):
        return
    for campaign in db.session.scalars(campaigns_in_review().limit(SHOWN)):
        url = path_of("campaigns.show", campaign_id=campaign.id)
        title = in_reader_language(campaign.titles)
        yield Waiting(
            title=_("The campaign plan “%(title)s” asks for approval", title=title),
            url=url,
            second=_("From %(name)s", name=campaign.manager.name),
            act_label=_("Review"),
            act_url=url,
            icon="speakerphone",
        )


def pieces_to_start(user: User) -> Iterable[Waiting]:
    """Pieces of campaigns that must be started within a week or should have been."""
    if not user.can(Permission.PLAN_CAMPAIGNS):
        return
    for piece in db.session.scalars(placements_to_start(user, today()).limit(SHOWN)).unique():
        late = piece.must_start_on < today()
        url = path_of("placements.show", campaign_id=piece.campaign_id, placement_id=piece.id)
        day = near_date(piece.must_start_on)
        yield Waiting(
            title=_("Start: %(name)s", name=piece.name),
            url=url,
            second=in_reader_language(piece.campaign.titles)
            + ("" if late else " · " + _("must start %(day)s", day=day)),
            late=_("Late since %(day)s", day=plain_date(piece.must_start_on)) if late else "",
            act_label=_("Look at it"),
            act_url=url,
            icon="flag",
            since=piece.must_start_on,
        )


def campaigns_of(institution: Institution) -> list[Related]:
    """The campaigns that an institution carries, as far as the visitor may know."""
    theirs = campaigns_at(institution.id).with_only_columns(Campaign.id).order_by(None)
    seen = campaigns_visible_to(current_user()).where(Campaign.id.in_(theirs))
    shown = seen.order_by(Campaign.window_starts_on.desc()).limit(LISTED)
    return [_line(one) for one in db.session.scalars(shown)]


def _line(one: Campaign) -> Related:
    window = f"{plain_date(one.window_starts_on)} – {plain_date(one.window_ends_on)}"
    return Related(
        title=in_reader_language(one.titles),
        url=path_of("campaigns.show", campaign_id=one.id),
        second=f"{one.code} · {window}",
        state=str(CAMPAIGN_STATES[one.state]),
        tone=tone_of(one.state),
    )
