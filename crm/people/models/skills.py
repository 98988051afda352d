"""Skills from one vocabulary, with levels 1 (can help) to 4 (can teach)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model
from crm.people.models.persons import Person


class Skill(Model):
    """One skill of the vocabulary, named in both languages."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name_id: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}


class PersonSkill(Model):
    """What someone can do, and how well."""

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(sa.ForeignKey("skill.id"), primary_key=True)
    level: Mapped[int] = mapped_column(default=2)

    person: Mapped[Person] = relationship()
    skill: Mapped[Skill] = relationship(lazy="joined")

    __table_args__ = (sa.CheckConstraint("level BETWEEN 1 AND 4", name="level_range"),)
