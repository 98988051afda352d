"""What pages of the rooms below show of those above them: functions handed to templates."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.accounts.session import load_visitor
from crm.home.campaign_lines import campaigns_of
from crm.home.creating import creations
from crm.home.gathering_lines import gatherings_of
from crm.home.navigation import navigation, shortcuts
from crm.home.places import may_open as may_user_open
from crm.home.sharing_lines import assignments_of


def may_open(path: str) -> bool:
    """Tell whether there is a page at a path that the visitor may open."""
    user = load_visitor()
    return user is not None and may_user_open(path, user)


ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "assignments_of": assignments_of,
    "campaigns_of": campaigns_of,
    "creations": creations,
    "gatherings_of": gatherings_of,
    "may_open": may_open,
    "navigation": navigation,
    "shortcuts": shortcuts,
}
"""What templates of every room may call."""
