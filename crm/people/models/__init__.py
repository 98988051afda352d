"""Records of people."""

from crm.people.models.consents import Consent, Decision, Purpose, Said, Way
from crm.people.models.erasures import TIME_LIMIT, Erasure, ErasureState, mark_of
from crm.people.models.experts import Expert, ExpertKind
from crm.people.models.persons import Affiliation, Channel, ContactRole, Person, PersonCategory
from crm.people.models.skills import PersonSkill, Skill
from crm.people.models.times import Absence, Availability

__all__ = [
    "TIME_LIMIT",
    "Absence",
    "Affiliation",
    "Availability",
    "Channel",
    "Consent",
    "ContactRole",
    "Decision",
    "Erasure",
    "ErasureState",
    "Expert",
    "ExpertKind",
    "Person",
    "PersonCategory",
    "PersonSkill",
    "Purpose",
    "Said",
    "Skill",
    "Way",
    "mark_of",
]
