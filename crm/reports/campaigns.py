"""The campaign calendar (P14)."""

from crm.accounts.models import User
from crm.campaigns.paper import calendar_columns, calendar_paper, calendar_rows
from crm.campaigns.queries import plans_visible_to
from crm.core.db import get_or_404
from crm.reports.papers import Report, Table


def calendar(user: User, of: int) -> Report:
    """The schedule of a campaign on A3, with its table."""
    campaign = get_or_404(plans_visible_to(user), of)
    table = Table(calendar_columns(), calendar_rows(campaign))
    return Report(f"P14 {campaign.code}", [calendar_paper(campaign)], table)
