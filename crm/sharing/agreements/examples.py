"""Agreements to see a wording with: recent ones, or one that is invented."""

from collections.abc import Sequence
from datetime import timedelta

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.sharing.agreements.papers import AgreementCase, AgreementPaper
from crm.sharing.models import AgreementParty, SharingAgreement
from crm.sharing.queries import agreements_visible_to

MOST = 20


def recent_agreements(kind: AgreementPaper, user: User) -> Sequence[SharingAgreement]:
    """The agreements of a kind that a user sees, newest first."""
    query = (
        agreements_visible_to(user, on=today())
        .where(SharingAgreement.kind == kind.agrees)
        .order_by(SharingAgreement.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(query).unique().all()


def invented_agreement(kind: AgreementPaper) -> AgreementCase:
    """An agreement that there is not, in the language that is spoken now; it is never kept."""
    first = today() + timedelta(days=30)
    agreement = SharingAgreement(
        id=0,
        kind=kind.agrees,
        title=str(_("Staff sharing between two libraries")),
        legal_basis="",
        scope=[str(_("Cataloguing")), str(_("Training"))],
        valid_from=first,
        valid_to=first + timedelta(days=729),
        persons_cap=2,
        cost_principle="",
        auto_renew=False,
        document_version=1,
        created_at=clock.now(),
        parties=[
            _side(1, "Perpustakaan FK Universitas Lazuardi Nusantara", "Dewi Anggraini"),
            _side(2, "RSUD Puspa Lentera", "Yusuf Rahmadi"),
        ],
    )
    return AgreementCase(agreement, kind)


def _side(place: int, name: str, signatory: str) -> AgreementParty:
    return AgreementParty(
        place=place,
        institution=Institution(id=-place, name=name, address="", email=""),
        name="",
        number="",
        signatory_name=signatory,
        signatory_post=str(_("Head of %(place)s", place=name)),
        signatory_basis="",
    )
