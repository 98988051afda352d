"""What the board keeps about a person: told to the person, taken off when they are to be forgotten.

Nothing passes to a successor: an offer is the home's, not of whoever wrote it.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.people.keepers import Chapter, Keeper, Kept
from crm.people.models import Person
from crm.sharing.models import Assignment, NeedAnswer, PassedOver, SharingOffer
from crm.timeline.models import Entry


def tells(person: Person) -> Iterable[Chapter]:
    """The offers that name the person."""
    rows = [
        {
            "code": offer.code,
            "home": offer.home.name,
            "role": offer.role,
            "state": offer.state.value,
            "starts_on": offer.starts_on.isoformat(),
            "ends_on": offer.ends_on.isoformat(),
        }
        for offer in _naming(person)
    ]
    yield Chapter(_l("Offers that name you"), rows)


def forgets(person: Person) -> Iterable[Kept]:
    """Withdraw what is open, and take the person off every offer and off what was passed over."""
    named = _naming(person)
    passings = sa.select(PassedOver.need_id).where(PassedOver.person_id == person.id)
    passed = list(db.session.scalars(passings))
    for offer in named:
        offer.person = None
        if offer.is_open:
            offer.withdraw(by=SYSTEM, reason=_("The person is no longer in Mitra."))
    db.session.execute(sa.delete(PassedOver).where(PassedOver.person_id == person.id))
    _unname("sharing_offer", [offer.id for offer in named], person)
    asked = sa.select(NeedAnswer.need_id).join(Assignment).where(Assignment.person_id == person.id)
    _unname("sharing_need", [*db.session.scalars(asked), *passed], person)
    return ()


def _unname(kind: str, ids: list[int | None], person: Person) -> None:
    """Let the lines about some needs or offers say a number instead of the name."""
    nameless = {"id": f"orang terhapus {person.id}", "en": f"erased person {person.id}"}
    names = [person.name, person.full_name]
    told = sa.select(Entry).where(Entry.subject_kind == kind, Entry.subject_id.in_(ids))
    for entry in db.session.scalars(told):
        entry.facts = {
            key: nameless if value in names else value for key, value in entry.facts.items()
        }


def _naming(person: Person) -> list[SharingOffer]:
    query = sa.select(SharingOffer).where(SharingOffer.person_id == person.id)
    return list(db.session.scalars(query.order_by(SharingOffer.id)))


KEEPER = Keeper(tells=tells, forgets=forgets)
