"""The papers of this room: when each may be issued, and what it is told about."""

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.documents.issuing import issue
from crm.documents.models import Document
from crm.network.models import Signatory
from crm.network.queries import signatories
from crm.sharing import wording
from crm.sharing.agreements import periods
from crm.sharing.agreements.papers import PAPERS, AgreementCase
from crm.sharing.models import Assignment, SharingAgreement
from crm.sharing.occasions import in_each_language
from crm.sharing.papers.cases import Case
from crm.sharing.papers.kinds import DUTY
from crm.sharing.papers.readers import readers_at
from crm.sharing.papers.standing import texts_of
from crm.sharing.papers.telling import words_for, words_of_agreement

DUTY_LETTER = DUTY.name


def issue_duty_letter(assignment: Assignment, *, by: User) -> Document:
    """Number and freeze the duty letter of an assignment that is ready for it."""
    assignment.hold()
    if not assignment.is_ready_for_papers():
        raise NotPossible(
            _("The duty letter can't be issued yet."), missing=assignment.papers_need()
        )
    places = [place for place in (assignment.home, assignment.host) if place is not None]
    document = issue(
        DUTY.register,
        DUTY.template,
        assignment,
        kind=DUTY_LETTER,
        titles=in_each_language(lambda: _duty_letter_title(assignment)),
        by=by.as_actor(),
        version=assignment.promise.number,
        institution_id=assignment.home_id,
        readers=readers_at(places),
        facts={"assignment": assignment.code, "person": assignment.person.name},
        **words_for(Case(assignment, DUTY), texts_of(DUTY), _signatory()),
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
    paper, places = PAPERS[agreement.kind], agreement.institutions
    document = issue(
        paper.register,
        paper.template,
        agreement,
        kind=paper.name,
        titles=in_each_language(lambda: _agreement_title(agreement)),
        by=by.as_actor(),
        version=agreement.document_version,
        institution_id=places[0].id if places else None,
        readers=readers_at(places),
        facts={"agreement": agreement.code},
        **words_of_agreement(AgreementCase(agreement, paper), texts_of(paper)),
    )
    agreement.issue(document, by=by.as_actor())
    return document


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
