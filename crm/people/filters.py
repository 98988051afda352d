"""The filters of the list of people, read aloud as one sentence."""

from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.filters import asked, member
from crm.core.words import gettext as _
from crm.institutions.filters import Chip, choices_of, names_with, removal
from crm.institutions.models.members import NETWORK_STAFF
from crm.labels.listing import names_for
from crm.people.models import Expert, ExpertKind, Person, PersonSkill, Skill
from crm.people.words import EXPERT_NAMES
from crm.permissions import Role


@dataclass(frozen=True)
class PersonFilter:
    """What the list is narrowed to: names, a kind of expert, a skill."""

    q: str
    expert: ExpertKind | None
    skill: str
    knows_experts: bool

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]", reader: Visitor) -> "PersonFilter":
        """Read the address; who is an expert partner is for the network's staff to ask."""
        knows = Role(reader.role_word) in NETWORK_STAFF
        wanted = asked(
            arguments,
            ("q", "skill", *(("expert",) if knows else ()), *names_for(reader, arguments)),
        )
        kind = member(ExpertKind, wanted.get("expert"))
        return cls(wanted.get("q", ""), kind, wanted.get("skill", ""), knows)

    @property
    def is_set(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.q or self.expert or self.skill)

    def narrowed(self, query: sa.Select[Person]) -> sa.Select[Person]:
        """The people whom the filters let through; who was erased is in no list."""
        query = query.where(Person.erased_at.is_(None))
        if self.q:
            query = query.where(*names_with(Person.sort_name, self.q))
        if self.expert:
            of_kind = sa.select(Expert.person_id).where(Expert.kind == self.expert)
            query = query.where(Person.id.in_(of_kind))
        if self.skill:
            able = sa.select(PersonSkill.person_id).join(PersonSkill.skill)
            query = query.where(Person.id.in_(able.where(Skill.code == self.skill)))
        return query

    @cached_property
    def expert_chip(self) -> Chip:
        """Expert partners of which kind."""
        chosen = self.expert
        label = str(EXPERT_NAMES[chosen]) if chosen else _("everybody")
        return Chip(label, choices_of("expert", EXPERT_NAMES, chosen), removal("expert", chosen))
