"""What institutions, parent bodies and people say to the search."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from crm.core.db import db
from crm.core.phones import phones_e164
from crm.core.spans import among
from crm.core.text import folded
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import current, today
from crm.labels.queries import told_values
from crm.people.models import Affiliation, Person
from crm.people.models.persons import with_titles
from crm.people.queries import IN_RANK
from crm.places.models import Province, Regency
from crm.search.models import Scope, SearchEntry
from crm.search.words import Words

_OF_INSTITUTIONS = (
    *("id", "name", "name_en", "short_name", "former_names", "code", "npp"),
    *("address", "phone", "email", "web", "published"),
)
_OF_PEOPLE = ("id", "name", "title_before", "title_after", "email", "phone", "position", "city")
Region = Sequence[str | None]
"""The names of a regency and its province, where a record has one."""
_WRITTEN_OUT = re.compile(r"\+\d{8,15}")


def numbers_in(text: str) -> list[str]:
    """The ways in which somebody may type the telephone numbers of a text: 62812…, 0812…, 812…."""
    if not text:
        return []
    numbers = [text] if _WRITTEN_OUT.fullmatch(text) else phones_e164(text)
    digits = [number.lstrip("+") for number in numbers]
    home = [number.removeprefix("62") for number in digits if number.startswith("62")]
    return [*digits, *(f"0{number}" for number in home), *home]


def code_words(*codes: str | None) -> list[str]:
    """Codes as one word each, beside the parts that punctuation makes of them."""
    return [folded(code).replace(" ", "") for code in codes if code]


def labels_of_records(kind: str, record_id: Any) -> tuple[Any, Any]:
    """What the network's own fields hold of records, and whether they once held something."""
    stands = sa.exists().where(
        SearchEntry.kind == kind,
        SearchEntry.record_id == record_id,
        SearchEntry.scope == Scope.LABELS,
    )
    return told_values(kind, record_id).label("labels"), stands.label("has_labels")


def labels_in(found: Any) -> str | None:
    """The words of the network's own fields in a row; none where there is nothing to enter.

    They are sorted: in which order a database joins values is its own affair.
    """
    if not found.labels:
        return "" if found.has_labels else None
    return " ".join(sorted(found.labels.split()))


def institution_words(ids: Sequence[int]) -> Iterable[Words]:
    """Institutions; what others see of them is name, region and web address."""
    rows = db.session.execute(
        sa.select(
            *(Institution.__table__.c[name] for name in _OF_INSTITUTIONS),
            Regency.name.label("regency"),
            Province.name.label("province"),
            *labels_of_records("institution", Institution.id),
        )
        .outerjoin(Regency, Regency.code == Institution.regency_code)
        .outerjoin(Province, Province.code == Institution.province_code)
        .where(among(Institution.id, ids))
    )
    for found in rows:
        yield _of_institution(found, [found.regency, found.province], labels_in(found))


def new_institution_words(new: Institution) -> Words:
    """An institution that was registered just now."""
    return _of_institution(new, _region_of(new), None)


def _of_institution(found: Any, region: Region, labels: str | None) -> Words:
    former = [str(old["name"]) for old in found.former_names or []]
    public = [found.name, found.name_en, found.short_name, *former, *region, found.web]
    codes = [found.code, found.npp]
    contacts = [found.address, found.email, *numbers_in(found.phone)]
    return Words(
        record_id=found.id,
        title=found.name,
        second=", ".join(filter(None, region)),
        full=[*public, *codes, *code_words(*codes), *contacts],
        public=public if found.published else (),
        own_of=[found.id],
        labels=labels,
    )


def parent_body_words(ids: Sequence[int]) -> Iterable[Words]:
    """Parent bodies."""
    table = ParentBody.__table__
    rows = db.session.execute(
        sa.select(
            table,
            Regency.name.label("regency"),
            Province.name.label("province"),
            *labels_of_records("parent_body", ParentBody.id),
        )
        .outerjoin(Regency, Regency.code == ParentBody.regency_code)
        .outerjoin(Province, Province.code == ParentBody.province_code)
        .where(among(ParentBody.id, ids))
    )
    for found in rows:
        yield _of_parent_body(found, [found.regency, found.province], labels_in(found))


def new_parent_body_words(new: ParentBody) -> Words:
    """A parent body that was registered just now."""
    return _of_parent_body(new, _region_of(new), None)


def _of_parent_body(found: Any, region: Region, labels: str | None) -> Words:
    names = [found.name, found.name_en, found.short_name, found.code, found.approver_name]
    return Words(
        record_id=found.id,
        title=found.name,
        second=", ".join(filter(None, region)),
        full=[*names, *region, found.email, *numbers_in(found.phone)],
        labels=labels,
    )


def _region_of(new: Institution | ParentBody) -> Region:
    """The names of its region, asked where it has one."""
    if not new.province_code:
        return []
    named = sa.select(Regency.name, Province.name).select_from(Province)
    named = named.outerjoin(Regency, Regency.code == new.regency_code)
    found = db.session.execute(named.where(Province.code == new.province_code)).one_or_none()
    return list(found or ())


def person_words(ids: Sequence[int]) -> Iterable[Words]:
    """People; of several workplaces the first in rank gives the second line."""
    places: dict[int, list[tuple[int | None, str]]] = {}
    for person_id, institution_id, name in db.session.execute(_workplaces(ids)):
        places.setdefault(person_id, []).append((institution_id, name))
    told = (Person.__table__.c[name] for name in _OF_PEOPLE)
    people = sa.select(*told, *labels_of_records("person", Person.id))
    for found in db.session.execute(people.where(among(Person.id, ids))):
        yield _of_person(found, places.get(found.id, []), labels_in(found))


def new_person_words(new: Person) -> Words:
    """A person who was registered just now; where one works is told by the facts that follow."""
    return _of_person(new, [], None)


def _of_person(found: Any, places: Sequence[tuple[int | None, str]], labels: str | None) -> Words:
    names = [name for _, name in places]
    full_name = with_titles(found.title_before, found.name, found.title_after)
    return Words(
        record_id=found.id,
        title=full_name,
        second=" · ".join(filter(None, [found.position, *names[:1]])),
        full=[
            *(full_name, found.email, found.position, found.city),
            *(*numbers_in(found.phone), *names),
        ],
        own_of=[place for place, _ in places],
        labels=labels,
    )


def _workplaces(ids: Sequence[int]) -> sa.Select[int, int | None, str]:
    return (
        sa.select(
            Affiliation.person_id,
            Affiliation.institution_id,
            sa.func.coalesce(Institution.name, ParentBody.name),
        )
        .outerjoin(Institution, Institution.id == Affiliation.institution_id)
        .outerjoin(ParentBody, ParentBody.id == Affiliation.parent_body_id)
        .where(among(Affiliation.person_id, ids), current(Affiliation, today()))
        .order_by(Affiliation.person_id, IN_RANK, Affiliation.id)
    )
