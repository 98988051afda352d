"""Persons and their dated affiliations (domain 0.3, 5.4)."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.institutions.models import Institution, ParentBody
from crm.people.events import (
    AffiliationBegun,
    AffiliationChanged,
    AffiliationEnded,
    PersonChanged,
    PersonContacted,
    PersonRegistered,
    PersonTold,
    SkillsChanged,
)

if TYPE_CHECKING:
    from crm.people.models.consents import Consent
    from crm.people.models.experts import Expert
    from crm.people.models.skills import PersonSkill


class ContactRole(StrEnum):
    """What someone is for an institution (domain 5.4)."""

    HEAD = "head"
    DEPUTY = "deputy"
    LIAISON = "liaison"
    IT = "it"
    PROMOTION = "promotion"
    TRAINING = "training"
    SIGNATORY = "signatory"
    STAFF = "staff"


class PersonCategory(StrEnum):
    """Whether the rules for civil servants hold (domain 3.1)."""

    CIVIL_SERVANT = "pns"
    CONTRACT = "pppk"
    OTHER = "other"


class Channel(StrEnum):
    """How somebody prefers to be reached."""

    EMAIL = "email"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    LETTER = "letter"


PRIVATE = frozenset({"nip", "email", "phone", "note", "rank", "born_on"})
"""What no history repeats: it says that these changed, not to what (reliability A5)."""


def unsaid(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a fact, the private ones left out."""
    return {name: "…" if name in PRIVATE else value for name, value in values.items()}


def with_titles(before: str, name: str, after: str) -> str:
    """A name with its titles: dr. Maya Lestari, M.Kes."""
    front = f"{before} {name}".strip()
    return f"{front}, {after}" if after else front


class Person(Model):
    """A human being. Titles stand apart from the name; a single name is enough."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    title_before: Mapped[str] = mapped_column(sa.String(80), default="")
    title_after: Mapped[str] = mapped_column(sa.String(120), default="")
    sort_name: Mapped[str] = mapped_column(sa.String(200))
    category: Mapped[PersonCategory] = mapped_column(
        Words(PersonCategory), default=PersonCategory.OTHER
    )
    nip: Mapped[str] = mapped_column(sa.String(18), default="")
    rank: Mapped[str] = mapped_column(sa.String(80), default="")
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)
    phone: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    city: Mapped[str] = mapped_column(sa.String(80), default="")
    born_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    channel: Mapped[Channel] = mapped_column(Words(Channel), default=Channel.EMAIL)
    languages: Mapped[list[str]] = mapped_column(default=list)
    last_contact_on: Mapped[date | None]
    regency_code: Mapped[str | None] = mapped_column(sa.ForeignKey("regency.code"))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    user: Mapped[User | None] = relationship()
    affiliations: Mapped[list["Affiliation"]] = relationship(back_populates="person")
    expert: Mapped["Expert | None"] = relationship(back_populates="person")
    standing_consents: Mapped[list["Consent"]] = relationship(
        primaryjoin="and_(Person.id == Consent.person_id, Consent.holds)", viewonly=True
    )
    skills: Mapped[list["PersonSkill"]] = relationship(
        viewonly=True, order_by="PersonSkill.level.desc(), PersonSkill.skill_id"
    )
    free_minutes: Mapped[int | None] = query_expression()
    erasure_due_id: Mapped[int | None] = query_expression()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_person_sort_name_id", "sort_name", "id"),
        sa.Index("ix_person_created_at", "created_at", "id"),
    )

    @classmethod
    def register(cls, *, by: Actor, name: str, **facts: Any) -> "Person":
        """Enter a person in the register; the caller saves it."""
        person = cls(
            name=name,
            sort_name=folded(name)[:200],
            created_at=clock.now(),
            **{"extras": {}, "languages": [], "title_before": "", "title_after": "", **facts},
        )
        record(PersonRegistered(subject=person, by=by))
        return person

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change what is known of the person."""
        if "name" in given:
            given["sort_name"] = folded(given["name"])[:200]
        before, after = changed(self, given)
        if after:
            was, now = unsaid(before), unsaid(after)
            record(PersonChanged(subject=self, by=by, before=was, after=now))

    def note_contact(self, *, on: date, by: Actor) -> None:
        """Remember the last day on which somebody was in touch; an earlier day changes nothing."""
        if self.last_contact_on is None or self.last_contact_on < on:
            self.last_contact_on = on
            record(PersonContacted(subject=self, by=by))

    def note_copy(self, *, by: Actor) -> None:
        """Remember that the copy of all data about the person was made."""
        record(PersonTold(subject=self, by=by))

    def forget(self) -> None:
        """Let nothing be left that tells who it was but the number."""
        self.name = f"Orang terhapus {self.id}"
        self.sort_name = folded(self.name)
        self.title_before = self.title_after = self.nip = self.rank = ""
        self.email, self.phone, self.position, self.city = None, "", "", ""
        self.born_on = self.regency_code = self.last_contact_on = self.user_id = None
        self.note, self.extras, self.languages = "", {}, []
        self.category, self.erased_at = PersonCategory.OTHER, clock.now()

    def note_skills(self, *, by: Actor, before: dict[str, int], after: dict[str, int]) -> None:
        """Remember that skills or their levels were changed."""
        if before != after:
            was, now = {"skills": before}, {"skills": after}
            record(SkillsChanged(subject=self, by=by, before=was, after=now))

    @property
    def initials(self) -> str:
        """Up to two letters for the round mark beside the name."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def full_name(self) -> str:
        """The name with its titles: dr. Maya Lestari, M.Kes.; of who was erased, a number."""
        if self.erased_at is not None:
            return str(_("erased person %(number)s", number=self.id))
        return with_titles(self.title_before, self.name, self.title_after)


class Affiliation(Model):
    """A person at an institution or parent body for a span of days, in a role."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    parent_body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)
    role: Mapped[ContactRole] = mapped_column(Words(ContactRole), default=ContactRole.STAFF)
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    may_confirm: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="affiliations")
    institution: Mapped[Institution | None] = relationship()
    parent_body: Mapped[ParentBody | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint(
            "institution_id IS NOT NULL OR parent_body_id IS NOT NULL", name="somewhere"
        ),
    )

    def is_current(self, *, on: date) -> bool:
        """Tell whether the affiliation holds on a day; both ends are inclusive."""
        begun = self.starts_on is None or self.starts_on <= on
        return begun and (self.ends_on is None or on <= self.ends_on)

    @classmethod
    def begin(
        cls, person: Person, place: Institution | ParentBody, *, by: Actor, **facts: Any
    ) -> "Affiliation":
        """Let a person work somewhere; the caller saves it."""
        where = {"institution" if isinstance(place, Institution) else "parent_body": place}
        affiliation = cls(person=person, **where, **facts)
        affiliation._refuse_backward_days()
        record(AffiliationBegun(subject=person, place=place, by=by))
        return affiliation

    @property
    def place(self) -> Institution | ParentBody:
        """Where the person works."""
        place = self.institution or self.parent_body
        if place is None:
            raise ValueError("An affiliation is somewhere.")
        return place

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change role, office, days or the right to confirm."""
        before, after = changed(self, given)
        self._refuse_backward_days()
        if after:
            place = self.place
            record(
                AffiliationChanged(
                    subject=self.person, place=place, by=by, before=before, after=after
                )
            )

    def end(self, *, by: Actor, on: date) -> None:
        """Let the affiliation hold for the last time on this day."""
        self.ends_on = on
        self._refuse_backward_days()
        record(AffiliationEnded(subject=self.person, place=self.place, by=by))

    def _refuse_backward_days(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise NotPossible(_("The last day lies before the first. Choose a later day."))
