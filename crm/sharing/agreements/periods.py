"""Periods of agreements of the same two parties and kind do not overlap (domain 3.3, 3.5)."""

from datetime import date

import sqlalchemy as sa

from crm.core.db import db
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.sharing.forms import AgreementForm
from crm.sharing.models import AgreementKind, SharingAgreement
from crm.sharing.queries.renewals import agreements_overlapping

Sides = tuple[int | None, int | None]


def has_room(form: AgreementForm, sides: Sides, *, but: set[int]) -> bool:
    """Tell whether the form's period is free; else the form says which agreement stands there.

    Whoever asks holds the two parties until the work at hand is settled, so that of two people who
    enter the same period at once one is refused.
    """
    content = form.content()
    kind, first, last = content["kind"], content["valid_from"], content["valid_to"]
    other = standing_there(kind, sides, first, last, but=but)
    if other is not None:
        form.say("valid_from", words_about(other))
    return other is None


def standing_there(
    kind: AgreementKind, sides: Sides, first: date, last: date | None, *, but: set[int]
) -> SharingAgreement | None:
    """The signed or issued agreement of the same parties and kind in a span of days, if any."""
    held = sa.select(Institution.id).where(Institution.id.in_([one for one in sides if one]))
    db.session.execute(held.order_by(Institution.id).with_for_update(key_share=True))
    return db.session.scalar(agreements_overlapping(kind, sides, first, last, but=but))


def words_about(other: SharingAgreement) -> str:
    """What stands there, and what can be done."""
    if other.valid_to is None:
        return str(
            _(
                "%(code)s of the same parties holds without an end. Open it, and write what takes"
                " its place.",
                code=other.code,
            )
        )
    return str(
        _(
            "%(code)s of the same parties holds until %(day)s. Begin after that, or open it and"
            " write what takes its place.",
            code=other.code,
            day=plain_date(other.valid_to),
        )
    )


def sides_of(agreement: SharingAgreement) -> Sides:
    """The two parties; none stands for the network."""
    first, second = agreement.parties
    return first.institution_id, second.institution_id


def own_line(agreement: SharingAgreement) -> set[int]:
    """Itself and what it takes the place of: these do not stand against it."""
    return {agreement.id, agreement.renews_id or agreement.id}
