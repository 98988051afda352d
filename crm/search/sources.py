"""What is searchable: one declaration for each kind of record.

A declaration says who may look for such records at all (`permission`), who sees all of them
(`open_to`), which of them anybody else may see (`visible`) and of which more than the public facts
(`known`). The search asks these very questions of every result: there is no second policy.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from crm.accounts.models import User
from crm.core.db import db
from crm.core.text import folded, phones_e164
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.members import NETWORK_STAFF, SEES_ALL
from crm.institutions.queries import (
    current,
    institutions_known_to,
    institutions_visible_to,
    parent_bodies_visible_to,
    today,
)
from crm.people.models import Affiliation, Person
from crm.people.models.persons import with_titles
from crm.people.queries import IN_RANK, people_visible_to
from crm.permissions import Permission, Role
from crm.places.models import Province, Regency
from crm.search.models import Scope

Visible = Callable[[User], sa.Select[Any]]
_WRITTEN_OUT = re.compile(r"\+\d{8,15}")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What one record says to the search: its title, a second line, and all its words.

    `own_of` are the institutions whose own record it is: to their people it comes first.
    """

    record_id: int
    title: str
    second: str = ""
    full: Sequence[str | None] = ()
    public: Sequence[str | None] | None = None
    own_of: Sequence[int | None] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of record that can be found."""

    kind: str
    label: Any
    icon: str
    endpoint: str
    argument: str
    model: Any
    permission: Permission
    open_to: frozenset[Role]
    visible: Visible
    known: Visible
    words: Callable[[Sequence[int]], Iterable[Words]]


def shelf(kind: str, scope: Scope) -> str:
    """The word that all entries of one kind and scope share: where the search looks."""
    return f"0{kind.replace('_', '0')}0{scope}"


def own_shelf(kind: str, institution_id: int) -> str:
    """The word that all entries of one kind share that are an institution's own."""
    return f"0{kind.replace('_', '0')}0of{institution_id}"


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


def institution_words(ids: Sequence[int]) -> Iterable[Words]:
    """Institutions; what others see of them is name, region and web address."""
    table = Institution.__table__
    rows = db.session.execute(
        sa.select(table, Regency.name.label("regency"), Province.name.label("province"))
        .outerjoin(Regency, Regency.code == Institution.regency_code)
        .outerjoin(Province, Province.code == Institution.province_code)
        .where(Institution.id.in_(ids))
    )
    for found in rows:
        names = [found.name, found.name_en, found.short_name]
        former = [str(old["name"]) for old in found.former_names or []]
        public = [*names, *former, found.regency, found.province, found.web]
        codes = [found.code, found.npp, *code_words(found.code, found.npp)]
        contacts = [found.address, found.email, *numbers_in(found.phone)]
        yield Words(
            record_id=found.id,
            title=found.name,
            second=", ".join(filter(None, [found.regency, found.province])),
            full=[*public, *codes, *contacts],
            public=public if found.published else (),
            own_of=[found.id],
        )


def parent_body_words(ids: Sequence[int]) -> Iterable[Words]:
    """Parent bodies."""
    table = ParentBody.__table__
    rows = db.session.execute(
        sa.select(table, Regency.name.label("regency"), Province.name.label("province"))
        .outerjoin(Regency, Regency.code == ParentBody.regency_code)
        .outerjoin(Province, Province.code == ParentBody.province_code)
        .where(ParentBody.id.in_(ids))
    )
    for found in rows:
        names = [found.name, found.name_en, found.short_name, found.code, found.approver_name]
        region = [found.regency, found.province]
        yield Words(
            record_id=found.id,
            title=found.name,
            second=", ".join(filter(None, region)),
            full=[*names, *region, found.email, *numbers_in(found.phone)],
        )


def person_words(ids: Sequence[int]) -> Iterable[Words]:
    """People; of several workplaces the first in rank gives the second line."""
    places: dict[int, list[tuple[int | None, str]]] = {}
    for person_id, institution_id, name in db.session.execute(_workplaces(ids)):
        places.setdefault(person_id, []).append((institution_id, name))
    for found in db.session.execute(sa.select(Person.__table__).where(Person.id.in_(ids))):
        names = [name for _, name in places.get(found.id, [])]
        full_name = with_titles(found.title_before, found.name, found.title_after)
        yield Words(
            record_id=found.id,
            title=full_name,
            second=" · ".join(filter(None, [found.position, *names[:1]])),
            full=[
                *(full_name, found.email, found.position, found.city),
                *(*numbers_in(found.phone), *names),
            ],
            own_of=[place for place, _ in places.get(found.id, [])],
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
        .where(Affiliation.person_id.in_(ids), current(Affiliation, today()))
        .order_by(Affiliation.person_id, IN_RANK, Affiliation.id)
    )


SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        Source(
            kind="institution",
            label=_l("Institutions"),
            icon="building-bank",
            endpoint="institutions.show",
            argument="institution_id",
            model=Institution,
            permission=Permission.SEE_INSTITUTIONS,
            open_to=SEES_ALL,
            visible=institutions_visible_to,
            known=institutions_known_to,
            words=institution_words,
        ),
        Source(
            kind="person",
            label=_l("People"),
            icon="users",
            endpoint="people.show",
            argument="person_id",
            model=Person,
            permission=Permission.SEE_PEOPLE,
            open_to=NETWORK_STAFF,
            visible=people_visible_to,
            known=people_visible_to,
            words=person_words,
        ),
        Source(
            kind="parent_body",
            label=_l("Parent bodies"),
            icon="sitemap",
            endpoint="parent_bodies.show",
            argument="parent_body_id",
            model=ParentBody,
            permission=Permission.SEE_PARENT_BODIES,
            open_to=NETWORK_STAFF,
            visible=parent_bodies_visible_to,
            known=parent_bodies_visible_to,
            words=parent_body_words,
        ),
    )
}
