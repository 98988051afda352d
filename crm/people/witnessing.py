"""What this room knows about an application: whether somebody can be written to (domain 5.3)."""

from crm.core.db import db
from crm.institutions.joining import Evidence
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Affiliation, Person, Purpose
from crm.people.queries import consented_among, current_contacts
from crm.people.reminders import LETTERS_GO_TO


def liaison_known(institution: Institution) -> Evidence | None:
    """The liaison or head with an e-mail address; enough where the consent log has their yes.

    Who said yes in another way is filed with the application.
    """
    contacts = current_contacts(institution, on=today()).where(
        Affiliation.role.in_(LETTERS_GO_TO), Person.email.is_not(None)
    )
    found = db.session.scalars(contacts).all()
    if not found:
        return None
    consented = consented_among({one.person_id for one in found}, Purpose.OPERATIONAL)
    willing = [one for one in found if one.person_id in consented]
    return Evidence((willing or found)[0].person.full_name, is_enough=bool(willing))
