"""The kinds of records in which twins are looked for, and what of each is compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.duplicates.keys import body_keys, institution_keys, person_keys
from crm.institutions.models import Institution, InstitutionType, ParentBody
from crm.institutions.queries import institutions_visible_to, parent_bodies_visible_to
from crm.people.models import Affiliation, Person
from crm.people.queries import people_visible_to

Type = InstitutionType
Told = dict[str, list[str]]
FAMILIES = {
    "hospital": {Type.HOSPITAL, Type.HOSPITAL_LIBRARY, Type.TEACHING_HOSPITAL_LIBRARY},
    "puskesmas": {Type.PUSKESMAS, Type.PUSKESMAS_CORNER},
    "office": {Type.HEALTH_OFFICE, Type.HEALTH_OFFICE_LIBRARY, Type.MOH_UNIT_LIBRARY},
    "school": {
        Type.HEALTH_SCHOOL,
        Type.MEDICAL_FACULTY_LIBRARY,
        Type.NURSING_FACULTY_LIBRARY,
        Type.PUBLIC_HEALTH_FACULTY_LIBRARY,
        Type.DENTISTRY_PHARMACY_FACULTY_LIBRARY,
        Type.UNIVERSITY_CENTRAL_LIBRARY,
        Type.POLTEKKES_LIBRARY,
        Type.STIKES_LIBRARY,
    },
}
FAMILY_OF = {one: family for family, types in FAMILIES.items() for one in types}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record: where it is shown, who may see it, its keys and what else is compared.

    `codes` are official: two records in which one of them differs are never the same.
    `weights` and `threshold` are what is installed; the secretariat's rule wins.
    """

    name: str
    label: Any
    one: Any
    icon: str
    model: Any
    endpoint: str
    argument: str
    visible: Callable[[User], sa.Select[Any]]
    keys: Callable[[Any], Iterable[tuple[str, str]]]
    keyed: Sequence[str]
    codes: Sequence[str]
    compared: Callable[[Sequence[int]], dict[int, Told]]
    weights: Mapping[str, int]
    threshold: int


def _told(**values: object) -> Told:
    return {sign: [str(value)] for sign, value in values.items() if value}


def person_facts(ids: Sequence[int]) -> dict[int, Told]:
    """Birth dates, towns and workplaces of some people. Two statements."""
    columns = (Person.id, Person.born_on, Person.city, Person.regency_code)
    rows = db.session.execute(sa.select(*columns).where(Person.id.in_(ids)))
    facts = {
        person_id: _told(birth_date=born_on, city=city.casefold() or regency)
        for person_id, born_on, city, regency in rows
    }
    worked = sa.select(
        Affiliation.person_id, Affiliation.institution_id, Affiliation.parent_body_id
    ).where(Affiliation.person_id.in_(ids))
    for person_id, institution_id, body_id in db.session.execute(worked):
        place = f"institution {institution_id}" if institution_id else f"parent_body {body_id}"
        facts[person_id].setdefault("workplace", []).append(place)
    return facts


def institution_facts(ids: Sequence[int]) -> dict[int, Told]:
    """Regencies and families of types of some institutions. One statement."""
    columns = (Institution.id, Institution.regency_code, Institution.type)
    rows = db.session.execute(sa.select(*columns).where(Institution.id.in_(ids)))
    return {
        found: _told(regency=regency, family=FAMILY_OF.get(type_)) for found, regency, type_ in rows
    }


def body_facts(ids: Sequence[int]) -> dict[int, Told]:
    """Regencies of some parent bodies. One statement."""
    columns = (ParentBody.id, ParentBody.regency_code)
    rows = db.session.execute(sa.select(*columns).where(ParentBody.id.in_(ids)))
    return {found: _told(regency=regency) for found, regency in rows}


_PLACES = {
    "name": 40,
    "near_name": 25,
    "phone": 25,
    "email": 30,
    "site": 15,
    "regency": 20,
    "other_regency": -30,
}

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="institution",
            label=_l("Institutions"),
            one=_l("Institution"),
            icon="building-bank",
            model=Institution,
            endpoint="institutions.show",
            argument="institution_id",
            visible=institutions_visible_to,
            keys=institution_keys,
            keyed=("name", "name_en", "short_name", "phone", "email", "web"),
            codes=("code", "npp"),
            compared=institution_facts,
            weights={**_PLACES, "other_family": -30},
            threshold=60,
        ),
        Kind(
            name="parent_body",
            label=_l("Parent bodies"),
            one=_l("Parent body"),
            icon="sitemap",
            model=ParentBody,
            endpoint="parent_bodies.show",
            argument="parent_body_id",
            visible=parent_bodies_visible_to,
            keys=body_keys,
            keyed=("name", "name_en", "short_name", "phone", "email", "web"),
            codes=("code",),
            compared=body_facts,
            weights=_PLACES,
            threshold=60,
        ),
        Kind(
            name="person",
            label=_l("People"),
            one=_l("Person"),
            icon="users",
            model=Person,
            endpoint="people.show",
            argument="person_id",
            visible=people_visible_to,
            keys=person_keys,
            keyed=("name", "phone", "email"),
            codes=("nip",),
            compared=person_facts,
            weights={
                "name": 40,
                "near_name": 25,
                "phone": 35,
                "email": 50,
                "birth_date": 25,
                "workplace": 20,
                "city": 10,
                "other_birth_date": -60,
            },
            threshold=60,
        ),
    )
}


def kind_of(record: Any) -> Kind:
    """The kind of a record."""
    return KINDS[record.__tablename__]
