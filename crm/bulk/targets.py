"""The kinds of record that a file can bring, as the comparison meets them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crm.bulk import institution_matching, person_matching
from crm.bulk.kinds import InstitutionRow, PersonRow, Place
from crm.bulk.matching import Candidate, Likeness, Values
from crm.bulk.models import ImportKind
from crm.bulk.regions import Located
from crm.core.db import record_kind
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.people.models import Person

Conditions = Iterable[sa.ColumnElement[bool]]


@dataclass(frozen=True, kw_only=True)
class Target:
    """One kind of record: its table, how a row fills it, how it is found again, what is above."""

    model: Any
    likeness: Likeness
    values: Callable[[Any, Located, str], Values]
    claims: Callable[[Values, str], list[str]]
    place: Callable[[Any], Place]
    found_by: Callable[[Sequence[Candidate]], Conditions]
    is_known_for_sure: Callable[[Values], bool]
    parent: Callable[[Any], str] = lambda _row: ""
    edge: Any = None
    child: Any = None
    above: Any = None
    has_namesakes: bool = False

    @property
    def table(self) -> Any:
        """Its table."""
        return self.model.__table__

    @property
    def kind(self) -> str:
        """The word under which its records are referred to."""
        return record_kind(self.model)

    @property
    def columns(self) -> list[Any]:
        """What is read of a stored record to compare a row with it."""
        names = {"id", "name", "sort_name", "extras", *self.likeness.fillable}
        names |= {name for group in self.likeness.together for name in group}
        return [self.table.c[name] for name in sorted(names)]


def _institutions_found_by(model: Any) -> Callable[[Sequence[Candidate]], Conditions]:
    def found_by(candidates: Sequence[Candidate]) -> Conditions:
        codes = {one.values["code"] for one in candidates if one.values["code"]}
        names = {one.values["sort_name"] for one in candidates if not one.values["code"]}
        return _asked((model.code, codes), (model.sort_name, names))

    return found_by


def _people_found_by(candidates: Sequence[Candidate]) -> Conditions:
    emails = {one.values["email"] for one in candidates if one.values["email"]}
    phones = {one.values["phone"] for one in candidates if one.values["phone"].startswith("+")}
    return _asked((Person.email, emails), (Person.phone, phones))


def _asked(*wanted: tuple[Any, set[Any]]) -> Conditions:
    return [column.in_(sorted(values)) for column, values in wanted if values]


def _place_of_person(row: PersonRow) -> Place:
    return Place(city=row.city, country=row.country)


def _place(row: InstitutionRow) -> Place:
    return row.place


def _always(_values: Values) -> bool:
    return True


def _has_address_or_number(values: Values) -> bool:
    return bool(person_matching.keys(values))


TARGETS: Mapping[ImportKind, Target] = {
    ImportKind.INSTITUTIONS: Target(
        model=Institution,
        likeness=institution_matching.INSTITUTIONS,
        values=institution_matching.institution_values,
        claims=institution_matching.claims,
        place=_place,
        found_by=_institutions_found_by(Institution),
        is_known_for_sure=_always,
        parent=institution_matching.parent_named,
        edge=Belonging,
        child=Belonging.institution_id,
        above=Belonging.parent_body_id,
    ),
    ImportKind.PARENT_BODIES: Target(
        model=ParentBody,
        likeness=institution_matching.PARENT_BODIES,
        values=institution_matching.body_values,
        claims=institution_matching.claims,
        place=_place,
        found_by=_institutions_found_by(ParentBody),
        is_known_for_sure=_always,
        parent=lambda row: str(row.parent),
        edge=Subordination,
        child=Subordination.child_id,
        above=Subordination.parent_id,
    ),
    ImportKind.PEOPLE: Target(
        model=Person,
        likeness=person_matching.PEOPLE,
        values=person_matching.person_values,
        claims=person_matching.claims,
        place=_place_of_person,
        found_by=_people_found_by,
        is_known_for_sure=_has_address_or_number,
        has_namesakes=True,
    ),
}
