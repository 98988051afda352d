"""What a reader may add from anywhere: offered by the search field while one types."""

from typing import Any

from crm.accounts.models import User
from crm.accounts.session import load_visitor
from crm.core.words import lazy_gettext as _l
from crm.home.navigation import Entry
from crm.home.places import may_open

NEW: tuple[tuple[Any, str, str], ...] = (
    (_l("New institution"), "building-bank", "/institutions/new"),
    (_l("New parent body"), "sitemap", "/parent-bodies/new"),
    (_l("New person"), "user-plus", "/people/new"),
    (_l("Log a contact"), "message-plus", "/gatherings/conversations/new"),
    (_l("Plan a meeting"), "users-group", "/gatherings/new"),
    (_l("Propose staff sharing"), "arrows-exchange", "/sharing/assignments/new"),
    (_l("Ask for a person"), "user-search", "/sharing/needs/new"),
    (_l("Offer somebody"), "heart-handshake", "/sharing/offers/new"),
    (_l("New campaign"), "speakerphone", "/campaigns/new"),
    (_l("Import a file"), "file-import", "/imports/new"),
)


def creations() -> list[Entry]:
    """The pages that add something and that this reader may open."""
    user = load_visitor()
    if not isinstance(user, User):
        return []
    return [
        Entry(str(label), icon, path, key="", current=False, count=0, urgent=False)
        for label, icon, path in NEW
        if may_open(path, user)
    ]
