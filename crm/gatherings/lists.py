"""Making the list of those invited: which person of an institution the letter goes to."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.core import clock
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.text import without_titles
from crm.core.words import gettext as _
from crm.gatherings.models import Capacity, Gathering, Invitee
from crm.institutions.models import Institution
from crm.institutions.queries import current, members
from crm.network.queries import the_network
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.queries import is_choosable_person

LETTERS_GO_TO = (
    ContactRole.LIAISON,
    ContactRole.HEAD,
    ContactRole.DEPUTY,
    ContactRole.SIGNATORY,
    ContactRole.STAFF,
)


def all_members() -> list[Invitee]:
    """A place for every member, for its contact. Costs two statements."""
    return places_for(list(db.session.scalars(members())))


def places_for(
    institutions: Sequence[Institution], capacity: Capacity = Capacity.VOTING
) -> list[Invitee]:
    """A place for each institution, in their order. Costs one statement."""
    contacts = contacts_of([one.id for one in institutions])
    return [place_for(one, contacts.get(one.id), capacity) for one in institutions]


def place_for(
    institution: Institution | None, person: Person | None, capacity: Capacity = Capacity.VOTING
) -> Invitee:
    """A place for a person, an institution, or the one for the other, as they are known today."""
    house = institution.email if institution else ""
    email = (person.email if person else None) or house
    return Invitee(
        institution=institution,
        institution_id=institution.id if institution else None,
        person=person,
        person_id=person.id if person else None,
        name=person.full_name if person else "",
        email=email.strip().casefold(),
        language=person.language if person else "id",
        capacity=capacity,
    )


def contacts_of(institution_ids: Collection[int]) -> dict[int, Person]:
    """The person of each institution whom letters reach: the liaison, else the head."""
    rank = {role: place for place, role in enumerate(LETTERS_GO_TO)}
    on = clock.today(the_network().zone)
    found = db.session.scalars(
        sa.select(Affiliation)
        .join(Affiliation.person)
        .where(
            Affiliation.institution_id.in_(institution_ids),
            Person.email.is_not(None),
            current(Affiliation, on),
        )
        .options(joinedload(Affiliation.person, innerjoin=True))
    )
    ranked = sorted(found, key=lambda one: (rank.get(one.role, len(rank)), one.id), reverse=True)
    return {one.institution_id: one.person for one in ranked if one.institution_id}


def people_called(words: str) -> sa.Select[Person]:
    """The people in use with this e-mail address, or with this name apart from titles and case."""
    return _people_meant(words).where(is_choosable_person())


def _people_meant(words: str) -> sa.Select[Person]:
    email = words.rpartition("<")[2].rstrip("> ").casefold()
    if "@" in email:
        return sa.select(Person).where(Person.email == email)
    name = without_titles(words)
    return sa.select(Person).where(sa.func.lower(Person.name).in_({name.lower(), words.lower()}))


def person_called(words: str) -> Person:
    """The one person meant; a refusal that tells them apart where there are several."""
    found = list(db.session.scalars(people_called(words).limit(4)))
    if len(found) == 1:
        return found[0]
    if not found and db.session.scalar(_people_meant(words).limit(1)) is not None:
        raise NotValid(_("This person is in the archive. Take them out of it first."))
    if not found:
        raise NotValid(_("Nobody of this name is in the register. Check it, or write the e-mail."))
    addresses = ", ".join(one.email or "–" for one in found)
    raise NotValid(
        _("Several people have this name. Write one of: %(addresses)s", addresses=addresses)
    )


def named(person: Person | None) -> str:
    """A person as one writes them to be found again."""
    if person is None:
        return ""
    return f"{person.name} <{person.email}>" if person.email else person.name


def member_names() -> list[str]:
    """Names of institutions to offer while somebody types."""
    return [one.name for one in db.session.scalars(members().limit(500))]


def likely_people(gatherings: Iterable[Gathering] = ()) -> list[str]:
    """Names to offer while somebody types: who has an account, and who led before."""
    with_account = sa.select(Person).where(Person.user_id.is_not(None)).order_by(Person.sort_name)
    led = [one for gathering in gatherings for one in (gathering.chair, gathering.note_taker)]
    people = [*db.session.scalars(with_account.limit(100)), *(one for one in led if one)]
    return sorted({named(person) for person in people})
