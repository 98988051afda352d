"""The kinds of record that a file can bring, as the comparison meets them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from crm.bulk import (
    affiliation_matching,
    agreement_matching,
    gathering_matching,
    institution_matching,
    person_matching,
    ways,
)
from crm.bulk.kinds import InstitutionRow, PersonRow, Place
from crm.bulk.matching import Candidate, Likeness, Values
from crm.bulk.naming import institutions_named, parents_named
from crm.bulk.regions import Located
from crm.bulk.settling import Settled, nothing_to_settle
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.bulk.ways import Way
from crm.core.db import record_kind
from crm.core.errors import NotPossible
from crm.core.spans import one_of
from crm.core.words import gettext as _
from crm.gatherings.models import Gathering
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.people.models import Affiliation, ContactRole, Person
from crm.sharing.models import AgreementParty, SharingAgreement

Conditions = Iterable[sa.ColumnElement[bool]]


@dataclass(frozen=True, kw_only=True)
class Above:
    """What stands above a record: how it is found by name, and how the edge to it is written.

    `amiss` is said where nobody bears the name.
    """

    edge: Any
    child: Any
    above: Any
    named_by: Callable[[Any], str]
    known: Callable[[Iterable[str]], dict[str, int]]
    amiss: str = "unknown_parent"
    with_edge: Callable[[Any], Values] = lambda _row: {}


@dataclass(frozen=True, kw_only=True)
class Target:
    """One kind of record: its table, how a row fills it, how it is found again, what is above.

    `carried` are the columns of other tables that lead to what was written together with it;
    `ways` are the keys that a person may name; `only_one` is the column that no two may share.
    """

    model: Any
    likeness: Likeness
    values: Callable[[Any, Located, str], Values]
    claims: Callable[[Values, str], list[str]]
    found_by: Callable[[Sequence[Candidate]], Conditions]
    place: Callable[[Any], Place] = lambda _row: Place()
    is_known_for_sure: Callable[[Values], bool] = lambda _values: True
    settle: Callable[[Sequence[Any]], Settled] = nothing_to_settle
    above: Above | None = None
    shown: Callable[[], Any] | None = None
    write_beside: Callable[[Iterable[tuple[int, Values]]], None] = lambda _new: None
    told_on: tuple[Any, str] | None = None
    carried: Sequence[Any] = ()
    has_namesakes: bool = False
    ways: Mapping[MatchBy, Way] = field(default_factory=dict)
    only_one: str = ""

    def recognised_by(self, word: MatchBy) -> "Target":
        """The same kind of record, its rows recognised by one more key before the usual ones.

        Raises NotPossible where records of this kind have no such key.
        """
        if word is MatchBy.USUAL:
            return self
        if word is MatchBy.NOTHING:
            return replace(self, claims=lambda _values, _reference: [])
        if word not in self.ways:
            raise NotPossible(_("Rows of this kind can't be matched by that."))
        way = self.ways[word]
        return replace(
            self,
            likeness=ways.by_way(self.likeness, way),
            claims=ways.claims_by(way, self.claims),
            found_by=lambda candidates: [
                *self.found_by(candidates),
                *_asked((self.table.c[way.column], way.asked(candidates))),
            ],
        )

    @property
    def table(self) -> Any:
        """Its table."""
        return self.model.__table__

    @property
    def kind(self) -> str:
        """The word under which its records are referred to."""
        return record_kind(self.model)

    @property
    def keeps_extras(self) -> bool:
        """Whether the record itself has room for further columns of a file."""
        return "extras" in self.table.c

    def stored(self) -> Any:
        """What is read of a stored record to compare a row with it."""
        if self.shown is not None:
            return self.shown()
        names = {"id", "name", "sort_name", "extras", *self.likeness.fillable}
        names |= {name for group in self.likeness.together for name in group}
        return sa.select(*(self.table.c[name] for name in sorted(names)))

    def parent_of(self, row: Any) -> str:
        """What a row says stands above it."""
        return self.above.named_by(row) if self.above else ""


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
    return [one_of(column, sorted(values)) for column, values in wanted if values]


def _place_of_person(row: PersonRow) -> Place:
    return Place(city=row.city, country=row.country)


def _place(row: InstitutionRow) -> Place:
    return row.place


def _has_address_or_number(values: Values) -> bool:
    return bool(person_matching.keys(values))


def _at_work(row: PersonRow) -> Values:
    return {"role": ContactRole.STAFF, "position": row.position, "may_confirm": False}


TARGETS: Mapping[ImportKind, Target] = {
    ImportKind.INSTITUTIONS: Target(
        model=Institution,
        likeness=institution_matching.INSTITUTIONS,
        values=institution_matching.institution_values,
        claims=institution_matching.claims,
        place=_place,
        found_by=_institutions_found_by(Institution),
        above=Above(
            edge=Belonging,
            child=Belonging.institution_id,
            above=Belonging.parent_body_id,
            named_by=institution_matching.parent_named,
            known=parents_named,
        ),
        carried=(Belonging.institution_id,),
        ways={MatchBy.EMAIL: ways.EMAIL, MatchBy.PHONE: ways.PHONE, MatchBy.NAME: ways.NAME},
        only_one="code",
    ),
    ImportKind.PARENT_BODIES: Target(
        model=ParentBody,
        likeness=institution_matching.PARENT_BODIES,
        values=institution_matching.body_values,
        claims=institution_matching.claims,
        place=_place,
        found_by=_institutions_found_by(ParentBody),
        above=Above(
            edge=Subordination,
            child=Subordination.child_id,
            above=Subordination.parent_id,
            named_by=lambda row: str(row.parent),
            known=parents_named,
        ),
        carried=(Subordination.child_id,),
        ways={MatchBy.EMAIL: ways.EMAIL, MatchBy.PHONE: ways.PHONE, MatchBy.NAME: ways.NAME},
        only_one="code",
    ),
    ImportKind.PEOPLE: Target(
        model=Person,
        likeness=person_matching.PEOPLE,
        values=person_matching.person_values,
        claims=person_matching.claims,
        place=_place_of_person,
        found_by=_people_found_by,
        is_known_for_sure=_has_address_or_number,
        above=Above(
            edge=Affiliation,
            child=Affiliation.person_id,
            above=Affiliation.institution_id,
            named_by=lambda row: str(row.institution_code or row.institution),
            known=institutions_named,
            amiss="unknown_workplace",
            with_edge=_at_work,
        ),
        carried=(Affiliation.person_id,),
        has_namesakes=True,
        ways={MatchBy.PHONE: ways.PHONE, MatchBy.NAME: ways.NAME},
        only_one="email",
    ),
    ImportKind.AFFILIATIONS: Target(
        model=Affiliation,
        likeness=affiliation_matching.AFFILIATIONS,
        values=affiliation_matching.values,
        claims=affiliation_matching.claims,
        found_by=affiliation_matching.found_by,
        settle=affiliation_matching.settle,
        shown=affiliation_matching.stored,
        told_on=(Person, "person_id"),
    ),
    ImportKind.AGREEMENTS: Target(
        model=SharingAgreement,
        likeness=agreement_matching.AGREEMENTS,
        values=agreement_matching.values,
        claims=agreement_matching.claims,
        found_by=agreement_matching.found_by,
        settle=agreement_matching.settle,
        shown=agreement_matching.stored,
        write_beside=agreement_matching.write_parties,
        carried=(AgreementParty.agreement_id,),
    ),
    ImportKind.GATHERINGS: Target(
        model=Gathering,
        likeness=gathering_matching.GATHERINGS,
        values=gathering_matching.values,
        claims=gathering_matching.claims,
        found_by=gathering_matching.found_by,
        shown=gathering_matching.stored,
    ),
}
