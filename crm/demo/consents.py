"""What the invented people of the demo allowed, and when they have hours to give."""

from datetime import date, timedelta

from crm.core.actors import Actor
from crm.core.db import save
from crm.institutions.queries import today
from crm.people.consenting import note_consents
from crm.people.models import (
    Absence,
    Availability,
    Decision,
    Person,
    Purpose,
    Said,
    Way,
)

LISTED = ("dewi", "yusuf", "endah", "maya")
FREE = {"maya": 120, "bima": 360, "lina": 180}
LANGUAGES = {"maya": ["id", "en"], "bima": ["id", "en", "su"], "lina": ["id", "jv"]}


def speak_of_data(people: dict[str, Person], *, by: Actor) -> None:
    """Let everybody allow letters about work, some be listed, and one be left in peace."""
    asked_on = today() - timedelta(days=200)
    form = Said(Way.FORM, asked_on, "Formulir anggota, lembar 2")
    for person in people.values():
        note_consents(person, [Purpose.OPERATIONAL], Decision.GIVEN, form, by=by)
    for key in LISTED:
        listed = [Purpose.CONTACT, Purpose.PROMOTIONAL]
        note_consents(people[key], listed, Decision.GIVEN, form, by=by)
    no = Said(Way.EMAIL, asked_on + timedelta(days=90))
    note_consents(people["maya"], [Purpose.PROMOTIONAL], Decision.WITHDRAWN, no, by=by)
    _tell_times(people, today())


def _tell_times(people: dict[str, Person], on: date) -> None:
    for key, minutes in FREE.items():
        save(Availability(person_id=people[key].id, weekly_minutes=minutes))
        people[key].languages = LANGUAGES[key]
    first = on + timedelta(days=20)
    away = {"starts_on": first, "ends_on": first + timedelta(days=5), "note": "Cuti tahunan"}
    save(Absence(person_id=people["maya"].id, **away))
