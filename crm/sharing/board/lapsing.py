"""What the clock does to needs and offers: those whose last day is over are past."""

from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.institutions.queries import today
from crm.sharing.models import Posting, SharingNeed, SharingOffer
from crm.sharing.queries.postings import needs_lapsed, offers_lapsed


def let_postings_lapse() -> int:
    """Let needs go by after their deadline and offers after their last day; says how many.

    Each is a unit of its own, so that one that fails holds up no other.
    """
    with reading():
        on = today()
        needs = list(db.session.scalars(needs_lapsed(on=on)))
        offers = list(db.session.scalars(offers_lapsed(on=on)))
    gone = [_lapsed(SharingNeed, number) for number in needs]
    gone += [_lapsed(SharingOffer, number) for number in offers]
    return sum(gone)


def _lapsed(kind: type[Posting], number: int) -> bool:
    with unit_of_work():
        posting = db.session.get_one(kind, number)
        posting.hold()
        return posting.lapse(on=today())
