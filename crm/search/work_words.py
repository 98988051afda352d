"""What gatherings, campaigns, agreements and assignments say to the search."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from crm.campaigns.models import Campaign
from crm.core.db import db
from crm.core.templating import local
from crm.gatherings.models import Gathering
from crm.institutions.models import Institution
from crm.people.models import Person
from crm.search.words import Words
from crm.sharing.models import AgreementParty, Assignment, SharingAgreement

HOME, HOST = aliased(Institution), aliased(Institution)
"""Made once: each costs as much as asking the question."""


def gathering_words(ids: Sequence[int]) -> Iterable[Words]:
    """Gatherings by title, place and whom one met."""
    for found in db.session.execute(sa.select(Gathering.__table__).where(Gathering.id.in_(ids))):
        year = local(found.starts_at, found.zone).year
        yield Words(
            record_id=found.id,
            title=found.title,
            second=found.place,
            full=[found.title, found.place, found.met_with, str(year)],
        )


def campaign_words(ids: Sequence[int]) -> Iterable[Words]:
    """Campaigns by code and both titles."""
    for found in db.session.execute(sa.select(Campaign.__table__).where(Campaign.id.in_(ids))):
        yield Words(
            record_id=found.id,
            title=found.title_id,
            second=found.code,
            full=[found.title_id, found.title_en, found.code],
        )


def agreement_words(ids: Sequence[int]) -> Iterable[Words]:
    """Agreements by title, numbers and parties."""
    parties: dict[int, list[tuple[str, str | None]]] = {}
    rows = db.session.execute(
        sa.select(AgreementParty.agreement_id, AgreementParty.number, Institution.name)
        .outerjoin(Institution, Institution.id == AgreementParty.institution_id)
        .where(AgreementParty.agreement_id.in_(ids))
        .order_by(AgreementParty.place)
    )
    for agreement_id, number, name in rows:
        parties.setdefault(agreement_id, []).append((number, name))
    agreements = sa.select(SharingAgreement).where(SharingAgreement.id.in_(ids))
    for found in db.session.scalars(agreements):
        said = parties.get(found.id, [])
        yield Words(
            record_id=found.id,
            title=found.title,
            second=" · ".join(name for _number, name in said if name),
            full=[found.title, *(word for pair in said for word in pair)],
        )


def assignment_words(ids: Sequence[int]) -> Iterable[Words]:
    """Assignments by person, home and host."""
    rows = db.session.execute(
        sa.select(Assignment.id, Person.name, HOME.name, HOST.name)
        .join(Person, Person.id == Assignment.person_id)
        .outerjoin(HOME, HOME.id == Assignment.home_id)
        .join(HOST, HOST.id == Assignment.host_id)
        .where(Assignment.id.in_(ids))
    )
    for assignment_id, person, home_name, host_name in rows:
        yield Words(
            record_id=assignment_id,
            title=f"{person} \u2192 {host_name}",
            second=home_name or "",
            full=[person, home_name, host_name],
        )
