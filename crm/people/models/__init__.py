"""Records of people."""

from crm.people.models.experts import Expert, ExpertKind
from crm.people.models.persons import Affiliation, ContactRole, Person, PersonCategory
from crm.people.models.skills import PersonSkill, Skill

__all__ = [
    "Affiliation",
    "ContactRole",
    "Expert",
    "ExpertKind",
    "Person",
    "PersonCategory",
    "PersonSkill",
    "Skill",
]
