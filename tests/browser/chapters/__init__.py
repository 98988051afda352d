"""What the example network holds, one module for each room."""

from collections.abc import Callable

from crm.accounts.passwords import hashed
from crm.core.transactions import commit
from crm.demo.register import enter_cast
from tests.browser.cast import PASSWORD, Cast
from tests.browser.chapters import accounts, almanac, campaigns, documents, network, sharing

CHAPTERS: tuple[Callable[[Cast], None], ...] = (
    network.fill,
    accounts.fill,
    almanac.fill,
    sharing.fill,
    campaigns.fill,
    documents.fill,
)


def fill() -> Cast:
    """Write the example network into an installed, empty database and say who is who."""
    password_hash = hashed(PASSWORD)
    cast = Cast(enter_cast(password_hash), password_hash)
    commit()
    for chapter in CHAPTERS:
        chapter(cast)
        commit()
    return cast
