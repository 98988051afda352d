"""What this room reminds about: R40 and R41 of domain 6, and what `silences` adds to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer_group

from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.institutions.checking import PURPOSE, answerable_until
from crm.institutions.models import MEMBERS, Institution
from crm.institutions.models.profiles import GROUP
from crm.institutions.queries import current, today
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.silences import SOURCES as PRIVACY_AND_EXPERTS
from crm.reminders.sources import LinkWanted, Nature, Occasion, Recipient, Source, Span

LETTERS_GO_TO = (ContactRole.HEAD, ContactRole.LIAISON)
HEAD_FIRST = (ContactRole.LIAISON, ContactRole.HEAD)
EXPIRIES = {
    "accreditation": (_l("The accreditation"), Institution.accreditation_ends_on),
    "membership": (_l("The membership"), Institution.membership_ends_on),
}
LONGEST = 20
"""After so many years without a word nobody is asked any more."""


def old_profiles(span: Span) -> Iterable[Occasion]:
    """Members whose data were confirmed one or more years before a day of the span.

    Costs two statements.
    """
    institutions = list(db.session.scalars(confirmed_years_before(span)))
    contacts = contacts_of([one.id for one in institutions])
    for institution in institutions:
        for day in anniversaries(institution.last_confirmed_on, span):
            yield Occasion(
                subject_kind="institution",
                subject_id=institution.id,
                title=institution.name,
                occurrence=day.isoformat(),
                on=day,
                zone=institution.zone,
                recipients=tuple(
                    replace(to, link=_check_wanted(institution, day))
                    for to in recipients(institution, contacts.get(institution.id))
                ),
                facts={"institution": institution.name, "checked": institution.last_confirmed_on},
                url=path_of("institutions.show", institution_id=institution.id),
            )


def _check_wanted(institution: Institution, day: date) -> LinkWanted:
    """The link that the yearly letter carries, as long as it may be answered."""
    return LinkWanted(purpose=PURPOSE, expires_at=answerable_until(day, institution.zone))


def confirmed_years_before(span: Span) -> sa.Select[Institution]:
    """Members whose data were confirmed on a day of the span, whole years earlier."""
    dates = Institution.last_confirmed_on
    earlier = (
        dates.between(years_before(span.first, count), years_before(span.last, count))
        for count in range(1, LONGEST + 1)
    )
    return (
        sa.select(Institution)
        .where(Institution.state.in_(MEMBERS), sa.or_(*earlier))
        .order_by(Institution.id)
    )


def anniversaries(confirmed: date | None, span: Span) -> Iterator[date]:
    """The days of the span on which whole years have passed since a confirmation."""
    for year in range(span.first.year, span.last.year + 1):
        if confirmed is not None and year > confirmed.year:
            day = years_before(confirmed, confirmed.year - year)
            if span.first <= day <= span.last:
                yield day


def years_before(day: date, count: int) -> date:
    """The same day so many years earlier; the 29th of February is the 28th in other years."""
    try:
        return day.replace(year=day.year - count)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year - count)


def contacts_of(
    institution_ids: list[int], *, last_wins: Sequence[ContactRole] = LETTERS_GO_TO
) -> dict[int, Person]:
    """The liaison of each institution, else its head, of those who have an e-mail address."""
    found = db.session.scalars(
        sa.select(Affiliation)
        .join(Affiliation.person)
        .where(
            Affiliation.institution_id.in_(institution_ids),
            Affiliation.role.in_(LETTERS_GO_TO),
            Person.email.is_not(None),
            current(Affiliation, today()),
        )
        .options(joinedload(Affiliation.person, innerjoin=True))
    )
    ranked = sorted(found, key=lambda one: (last_wins.index(one.role), -one.id))
    return {one.institution_id: one.person for one in ranked if one.institution_id}


def near_expiries(span: Span) -> Iterable[Occasion]:
    """Accreditations and memberships that end on a day of the span, for the head of the member.

    Costs two statements.
    """
    institutions = list(db.session.scalars(ending_between(span)))
    heads = contacts_of([one.id for one in institutions], last_wins=HEAD_FIRST)
    for institution in institutions:
        for what, (name, column) in EXPIRIES.items():
            on = getattr(institution, column.key)
            if on is not None and span.first <= on <= span.last:
                yield Occasion(
                    subject_kind="institution",
                    subject_id=institution.id,
                    title=institution.name,
                    occurrence=f"{what} {on.isoformat()}",
                    on=on,
                    zone=institution.zone,
                    recipients=tuple(
                        recipients(institution, heads.get(institution.id), audience="head")
                    ),
                    facts={"institution": institution.name, "what": name},
                    url=path_of("institutions.show", institution_id=institution.id),
                )


def ending_between(span: Span) -> sa.Select[Institution]:
    """Members of which something ends on a day of the span."""
    ends = (column.between(span.first, span.last) for _name, column in EXPIRIES.values())
    return (
        sa.select(Institution)
        .where(Institution.state.in_(MEMBERS), sa.or_(*ends))
        .options(undefer_group(GROUP))
        .order_by(Institution.id)
    )


def recipients(
    institution: Institution, person: Person | None, *, audience: str = "liaison"
) -> Iterator[Recipient]:
    """Who is written to: the person, else the institution's own address."""
    email = person.email if person and person.email else institution.email
    if email:
        yield Recipient(
            email=email,
            name=person.full_name if person else institution.name,
            language=person.language if person else "id",
            zone=institution.zone,
            province_code=institution.province_code,
            institution_id=institution.id,
            user_id=person.user_id if person else None,
            person_id=person.id if person else None,
            audience=audience,
        )


PROFILE_OLD = Source(
    code="profile_old",
    label=_l("A member's data were confirmed a year ago"),
    nature=Nature.AFTER,
    occasions=old_profiles,
    tokens={"institution": "institusi", "checked": "diperiksa"},
    audiences={"liaison": _l("The liaison, else the head")},
)
"""Fallback to the institution's own address where nobody is noted."""

EXPIRY_NEAR = Source(
    code="expiry_near",
    label=_l("A member's accreditation or membership ends soon"),
    nature=Nature.BEFORE,
    occasions=near_expiries,
    tokens={"institution": "institusi", "what": "apa"},
    audiences={"head": _l("The head, else the liaison")},
    tells_moves=False,
)
"""Another date means that it was renewed: nobody needs a letter about that."""

SOURCES = (PROFILE_OLD, EXPIRY_NEAR, *PRIVACY_AND_EXPERTS)
