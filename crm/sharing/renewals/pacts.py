"""What follows an agreement: signed anew by both, or by the clause that it renews itself."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.transactions import unit_of_work
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.sharing.agreements.pages import Parties, entered
from crm.sharing.forms import AgreementForm, filled_agreement
from crm.sharing.models import AgreementParty, SharingAgreement
from crm.sharing.queries.renewals import agreements_renewing
from crm.sharing.renewals.renewing import needs_review, refuse_unreviewed
from crm.sharing.renewals.spans import DAY, next_span

KEPT = (
    "kind",
    "title",
    "legal_basis",
    "scope",
    "weekly_minutes_cap",
    "persons_cap",
    "cost_principle",
    "terms",
    "auto_renew",
    "signed_on",
)
SIGNED = (
    "place",
    "institution_id",
    "name",
    "number",
    "signatory_name",
    "signatory_post",
    "signatory_basis",
)


def form_of_next(agreement: SharingAgreement) -> AgreementForm:
    """What follows: all as it was, from the day after its end and as long; unsigned, no numbers.

    One without an end is followed from tomorrow on.
    """
    anew: dict[str, Any] = {"signed_on": None, "first_number": "", "second_number": ""}
    last = agreement.valid_to
    if last is not None:
        first, last = next_span(agreement.valid_from, last)
        anew |= {"valid_from": first, "valid_to": last}
    else:
        anew |= {"valid_from": today() + DAY}
    return AgreementForm(data=filled_agreement(agreement) | anew)


def refuse_unless_signed(agreement: SharingAgreement) -> None:
    """Refuse to follow what nobody signed, what is followed already, and a fourth time."""
    if agreement.signed_on is None:
        raise NotPossible(_("This agreement is not signed. Change it instead."))
    if agreement.renewals:
        raise NotPossible(_("Followed already: %(code)s.", code=agreement.renewals[-1].code))
    refuse_unreviewed(agreement)


def follow(
    agreement: SharingAgreement, form: AgreementForm, *, by: User
) -> SharingAgreement | None:
    """Enter what follows an agreement; None, with the refusal in the form, when it can't be."""
    refuse_unless_signed(agreement)
    sides = [party.institution for party in agreement.parties]
    content = {"renews": agreement, "times_renewed": agreement.times_renewed + 1}
    return entered(Parties(first=sides[0], second=sides[1]), form, by=by, **content)


def renew_by_clause() -> int:
    """Begin the next period of agreements whose last day has come, where their clause says so.

    Each is a unit of its own. One that was renewed as often as the network allows waits for the
    secretariat's review, and is renewed afterwards from the day after its end on.
    """
    due = [one.id for one in db.session.scalars(agreements_renewing(on=today()))]
    return sum(_renewed(number, on=today()) for number in due)


def _renewed(agreement_id: int, *, on: date) -> bool:
    with unit_of_work():
        held = sa.select(SharingAgreement).where(SharingAgreement.id == agreement_id)
        db.session.scalars(held.with_for_update()).one()
        due = agreements_renewing(on=on).where(SharingAgreement.id == agreement_id)
        agreement = db.session.scalar(due)
        if agreement is None or agreement.valid_to is None or needs_review(agreement):
            return False
        _next_period(agreement, agreement.valid_to)
        return True


def _next_period(agreement: SharingAgreement, last: date) -> SharingAgreement:
    first, until = next_span(agreement.valid_from, last)
    content: dict[str, Any] = {name: getattr(agreement, name) for name in KEPT}
    waiting = list(agreement.renewals)
    made = save(
        SharingAgreement(
            created_at=clock.now(),
            document_version=1,
            valid_from=first,
            valid_to=until,
            by_clause=True,
            renews=agreement,
            times_renewed=agreement.times_renewed + 1,
            parties=[_same(party) for party in agreement.parties],
            **content,
        )
    )
    made.write(by=SYSTEM)
    for draft in waiting:
        draft.renews = made
    return made


def _same(party: AgreementParty) -> AgreementParty:
    return AgreementParty(**{name: getattr(party, name) for name in SIGNED})
