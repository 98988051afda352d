"""The papers of this room: when each may be issued, and what it is told about."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.documents.issuing import issue
from crm.documents.models import Document
from crm.institutions.models import Institution
from crm.institutions.queries import heirs, today
from crm.network.models import Signatory
from crm.network.queries import signatories
from crm.sharing import differences, wording
from crm.sharing.agreements import articles, periods, spelling
from crm.sharing.models import AgreementKind, Assignment, SharingAgreement
from crm.sharing.occasions import in_each_language
from crm.sharing.queries import bodies_copied

DUTY_LETTER = "P07-duty-letter"
PAPERS = {AgreementKind.PKS: ("PKS", "P07-pks"), AgreementKind.MOU: ("MOU", "P07-mou")}


def issue_duty_letter(assignment: Assignment, *, by: User) -> Document:
    """Number and freeze the duty letter of an assignment that is ready for it."""
    assignment.hold()
    if not assignment.is_ready_for_papers():
        raise NotPossible(
            _("The duty letter can't be issued yet."), missing=assignment.papers_need()
        )
    places = [place for place in (assignment.home, assignment.host) if place is not None]
    document = issue(
        "ST",
        "sharing/documents/duty_letter.html",
        assignment,
        kind=DUTY_LETTER,
        titles=in_each_language(lambda: _duty_letter_title(assignment)),
        by=by.as_actor(),
        version=assignment.promise.number,
        institution_id=assignment.home_id,
        readers=readers_at(places),
        facts={"assignment": assignment.code, "person": assignment.person.name},
        assignment=assignment,
        promise=assignment.promise,
        signatory=_signatory(),
        copies=copies_for(places),
        differences=differences,
        wording=wording,
    )
    assignment.document(document, by=by.as_actor())
    return document


def issue_agreement(agreement: SharingAgreement, *, by: User) -> Document:
    """Number and freeze the paper of an agreement."""
    if agreement.missing():
        raise NotPossible(_("The paper can't be issued yet."), missing=agreement.missing())
    other = periods.standing_there(
        agreement.kind,
        periods.sides_of(agreement),
        agreement.valid_from,
        agreement.valid_to,
        but=periods.own_line(agreement),
    )
    if other is not None:
        raise NotPossible(periods.words_about(other))
    register, kind = PAPERS[agreement.kind]
    places = agreement.institutions
    document = issue(
        register,
        "sharing/documents/agreement.html",
        agreement,
        kind=kind,
        titles=in_each_language(lambda: _agreement_title(agreement)),
        by=by.as_actor(),
        version=agreement.document_version,
        institution_id=places[0].id if places else None,
        readers=readers_at(places),
        facts={"agreement": agreement.code},
        agreement=agreement,
        day=today(),
        articles_of=articles.articles_of,
        spelling=spelling,
        wording=wording,
    )
    agreement.issue(document, by=by.as_actor())
    return document


def copies_for(places: Iterable[Institution]) -> list[str]:
    """Who gets a copy: the parent bodies above home and host, then the institutions' heads."""
    near = list(places)
    bodies = db.session.scalars(bodies_copied([place.id for place in near], on=today()))
    return [
        *(body.approver_post or body.name for body in bodies),
        *(place.name for place in near),
    ]


def readers_at(places: Iterable[Institution]) -> list[int]:
    """The institutions whose people read a paper: its own, and what became of these since."""
    line = heirs([place.id for place in places]).subquery()
    return list(db.session.scalars(sa.select(line.c.heir_id).distinct()))


def _signatory() -> Signatory:
    found = db.session.scalar(signatories().limit(1))
    if found is None:
        raise NotPossible(
            _("The duty letter can't be issued yet."),
            missing=[_("a signatory, entered in the settings of the network")],
        )
    return found


def _duty_letter_title(assignment: Assignment) -> str:
    person, host = assignment.person.name, assignment.host.name
    return str(_("Duty letter: %(person)s to %(host)s", person=person, host=host))


def _agreement_title(agreement: SharingAgreement) -> str:
    kind = wording.AGREEMENT_KINDS[agreement.kind]
    return str(_("%(kind)s: %(title)s", kind=kind, title=agreement.title))
