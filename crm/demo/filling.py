"""Fills an empty database with the demo network, and takes it out again."""

from crm.accounts.passwords import hashed
from crm.bulk.commands import Asked, import_file
from crm.core.errors import NotPossible
from crm.core.installing import DATA
from crm.core.transactions import unit_of_work
from crm.core.words import gettext as _
from crm.demo.board import live_board
from crm.demo.cast import ACCOUNTS, PASSWORD
from crm.demo.desk import live_desk
from crm.demo.doubles import live_doubles
from crm.demo.drives import live_campaigns
from crm.demo.emptiness import is_empty
from crm.demo.meetings import live_meetings
from crm.demo.promises import live_sharing
from crm.demo.register import enter_cast
from crm.demo.wordings import own_words
from crm.demo.year import Year

REAL = (
    ("parent-bodies", "health_offices_id.csv"),
    ("institutions", "hospitals_id.csv"),
    ("institutions", "puskesmas_id.csv"),
)


def fill(*, with_real: bool = True) -> list[tuple[str, str]]:
    """Fill the database with the demo network; refuse when anybody is in it already.

    Gives the role and the address of each account; all have the same password.
    """
    if not is_empty():
        raise NotPossible(_("This database holds people already. The demo needs an empty one."))
    password_hash = hashed(PASSWORD)
    if with_real:
        for kind, name in REAL:
            import_file(kind, DATA / name, Asked())
    with unit_of_work():
        troupe = enter_cast(password_hash)
    year = Year.around_now()
    live_sharing(troupe, year)
    live_board(troupe, year)
    live_meetings(troupe, year)
    live_campaigns(troupe, year)
    live_desk(troupe, year)
    live_doubles(troupe)
    own_words(troupe)
    return sign_ins()


def sign_ins() -> list[tuple[str, str]]:
    """The role and the address of each account of the demo."""
    return [(account.role.value, account.email) for account in ACCOUNTS]
