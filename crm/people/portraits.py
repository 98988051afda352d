"""What the page of a person shows to whom."""

from dataclasses import dataclass

from crm.core.actors import Visitor
from crm.core.db import db
from crm.institutions.models.members import NETWORK_STAFF
from crm.people.models import Affiliation, Consent, Expert, Person, PersonSkill, Purpose
from crm.people.queries import affiliations_of
from crm.people.timetable import Timetable, timetable_of
from crm.permissions import Permission, Role
from crm.timeline.telling import History, told_history


@dataclass(frozen=True)
class PersonPortrait:
    """One person as one reader may see them. Notes and history are the network's staff's alone."""

    is_editable: bool
    is_staff: bool
    affiliations: list[Affiliation]
    expert: Expert | None
    skills: list[PersonSkill]
    history: History | None
    times: Timetable
    consents: dict[Purpose, Consent] | None


def person_portrait_of(person: Person, reader: Visitor) -> PersonPortrait:
    """Ask for what this reader's page needs. Costs four statements at most.

    A partner sees of a person only what the person is at the partner's own institution.
    """
    staff = Role(reader.role_word) in NETWORK_STAFF
    keeps = reader.can(Permission.KEEP_CONSENTS)
    everywhere = list(db.session.scalars(affiliations_of(person)))
    here = [one for one in everywhere if one.institution_id == reader.institution_id]
    return PersonPortrait(
        is_editable=reader.can(Permission.EDIT_PEOPLE) and person.erased_at is None,
        is_staff=staff,
        affiliations=everywhere if staff else here,
        expert=person.expert if staff else None,
        skills=person.skills,
        history=told_history(person, reader) if staff else None,
        times=timetable_of(person),
        consents={line.purpose: line for line in person.standing_consents} if keeps else None,
    )
