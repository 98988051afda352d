"""What the page of a person shows to whom."""

from dataclasses import dataclass

from crm.core.actors import Visitor
from crm.core.db import db
from crm.institutions.models.members import NETWORK_STAFF
from crm.people.models import Affiliation, Expert, Person, PersonSkill
from crm.people.queries import affiliations_of, expert_of, skills_of
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


def person_portrait_of(person: Person, reader: Visitor) -> PersonPortrait:
    """Ask for what this reader's page needs. Costs six statements at most.

    A partner sees of a person only what the person is at the partner's own institution.
    """
    staff = Role(reader.role_word) in NETWORK_STAFF
    everywhere = list(db.session.scalars(affiliations_of(person)))
    here = [one for one in everywhere if one.institution_id == reader.institution_id]
    return PersonPortrait(
        is_editable=reader.can(Permission.EDIT_PEOPLE),
        is_staff=staff,
        affiliations=everywhere if staff else here,
        expert=db.session.scalar(expert_of(person)) if staff else None,
        skills=list(db.session.scalars(skills_of(person))),
        history=told_history(person, reader) if staff else None,
    )
