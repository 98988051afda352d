"""Who stands in the directory: members that agreed, with what they offer and are strong in.

Read as plain rows: a national network has thousands.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.institutions.models import (
    MEMBERS,
    Institution,
    InstitutionType,
    OfferedService,
    Scheme,
    Service,
    Strength,
)
from crm.institutions.subjects import NAMES
from crm.places.models import Province, Regency

STRONG = 3
"""So deep is enough to teach."""
Ids = sa.Select[int]
ByMember = dict[int, list[str]]


class Listed(NamedTuple):
    """One member as the directory prints it."""

    id: int
    name: str
    type: InstitutionType
    province: str | None
    regency: str | None
    npp: str
    address: str
    phone: str
    email: str
    web: str
    opac_url: str
    services: Sequence[str]
    strengths: Sequence[str]


def listed_members(most: int | None = None) -> list[Listed]:
    """The first members of the directory, or all, by province and name. Three statements."""
    rows = db.session.execute(members_listed().limit(most)).all()
    these = _ids() if most is None else _ids().where(Institution.id.in_([one.id for one in rows]))
    services, strengths = _services(these), _strengths(these)
    return [Listed._make((*one, services[one.id], strengths[one.id])) for one in rows]


def members_listed() -> sa.Select[*tuple[Any, ...]]:
    """The members that agreed to be listed, those whose place nobody knows last."""
    return (
        sa.select(
            *(Institution.id, Institution.name, Institution.type, Province.name, Regency.name),
            *(sa.func.coalesce(Institution.npp, ""), Institution.address, Institution.phone),
            *(Institution.email, Institution.web, Institution.opac_url),
        )
        .outerjoin(Province, Province.code == Institution.province_code)
        .outerjoin(Regency, Regency.code == Institution.regency_code)
        .where(*_IS_LISTED)
        .order_by(*(Province.code.is_(None), Province.code, Institution.sort_name, Institution.id))
    )


_IS_LISTED = (Institution.state.in_(MEMBERS), Institution.published)


def provinces_listed() -> sa.Select[str | None, int]:
    """The provinces of the directory in its order, each with the number of its members."""
    return (
        sa.select(Province.name, sa.func.count(Institution.id))
        .select_from(Institution)
        .outerjoin(Province, Province.code == Institution.province_code)
        .where(*_IS_LISTED)
        .group_by(Province.code, Province.name)
        .order_by(Province.code.is_(None), Province.code)
    )


def _ids() -> Ids:
    return sa.select(Institution.id).where(*_IS_LISTED)


def _services(these: Ids) -> ByMember:
    """What each offers, in the reader's language."""
    query = (
        sa.select(OfferedService.institution_id, Service.name_id, Service.name_en)
        .join(Service, Service.id == OfferedService.service_id)
        .where(OfferedService.institution_id.in_(these))
        .order_by(OfferedService.service_id)
    )
    found: ByMember = defaultdict(list)
    for one, name_id, name_en in db.session.execute(query):
        found[one].append(in_reader_language({"id": name_id, "en": name_en}))
    return found


def _strengths(these: Ids) -> ByMember:
    """What each is strong enough in to teach, the deepest first."""
    query = (
        sa.select(Strength.institution_id, Strength.scheme, Strength.subject)
        .where(Strength.institution_id.in_(these), Strength.depth >= STRONG)
        .order_by(Strength.depth.desc(), Strength.subject)
    )
    found: ByMember = defaultdict(list)
    for one, scheme, subject in db.session.execute(query):
        found[one].append(str(NAMES[Scheme(scheme)].get(subject, subject)))
    return found
