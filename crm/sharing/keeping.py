"""What this room keeps about a person: told, passed on to a successor, held by law."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crm.core.addresses import path_of
from crm.core.db import Model, db
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.documents.models import Document
from crm.files.models import Attachment
from crm.files.queries import attachments_by_record
from crm.people.keepers import Chapter, Held, Keeper, Kept, Leaving
from crm.people.models import Affiliation, Person
from crm.people.noted import forget_files, forget_noted
from crm.reminders.announcing import announce
from crm.sharing.authority import contacts_of
from crm.sharing.models import (
    AWAITING,
    ENDED,
    AgreementParty,
    Assignment,
    Party,
    SharingAgreement,
    SignOff,
)
from crm.sharing.occasions import about, asked, details_of, proposed_on
from crm.sharing.queries.assignments import WITH_PARTIES, standing_at

HOLD = {
    "id": "Dokumen bertanda tangan disimpan selama menjadi bukti perjanjian.",
    "en": "Signed documents are kept for as long as they prove what was agreed.",
}
PAPERS = {
    "id": "Surat tugas dan surat lain tentang penugasan",
    "en": "Duty letters and other papers",
}
SIGNATURES = {"id": "PKS dan MoU yang ditandatangani", "en": "Agreements signed as signatory"}
SCANS = {"id": "Berkas pada penugasan", "en": "Files of assignments"}
ANSWERS = {"id": "Jawaban atas usulan sharing SDM", "en": "Answers to staff sharing proposals"}


def tells(person: Person) -> Iterable[Chapter]:
    """Where the person helped or was asked to, and every answer given."""
    helped = db.session.scalars(_assignments().where(Assignment.person_id == person.id))
    yield Chapter(_l("Staff sharing"), _all_told(list(helped)))
    answers = db.session.scalars(sa.select(SignOff).where(SignOff.by_person_id == person.id))
    yield Chapter(_l("Answers given"), [_answered(one) for one in answers])


def _all_told(helped: list[Assignment]) -> list[dict[str, Any]]:
    files = attachments_by_record("assignment", [one.id for one in helped])
    return [_told(one, files.get(one.id, [])) for one in helped]


def _told(assignment: Assignment, files: list[Attachment]) -> dict[str, Any]:
    version = assignment.promise
    return {
        "code": assignment.code,
        "host": assignment.host.name,
        "state": assignment.state.value,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "files": [one.name for one in files],
    }


def _answered(answer: SignOff) -> dict[str, Any]:
    return {
        "assignment": answer.assignment_id,
        "version": answer.version,
        "party": answer.party.value,
        "decision": answer.decision.value,
        "note": answer.note,
        "at": answer.at.isoformat(),
    }


def holds(leaving: Leaving) -> Iterable[Held]:
    """Proposals that await the head's word; what the person does in person stays."""
    for assignment in _awaiting(leaving):
        title = _("To confirm: %(code)s, %(host)s", code=assignment.code, host=assignment.host.name)
        yield Held(title, assignment.person.full_name, _page(assignment))
    for assignment in _own(leaving):
        title = _("Helps %(host)s: %(code)s", host=assignment.host.name, code=assignment.code)
        stays = _("another person needs a new proposal: end it or withdraw it")
        yield Held(title, url=_page(assignment), stays=stays)


def _page(assignment: Assignment) -> str:
    return path_of("assignments.show", assignment_id=assignment.id)


def passes(leaving: Leaving) -> None:
    """Ask the successor at once; the links of who leaves are void already."""
    for assignment in _awaiting(leaving):
        contacts = contacts_of([assignment])[assignment.id]
        named = asked(assignment, contacts)
        to = [one for one in named if one.person_id == leaving.successor.id]
        if to:
            details = details_of(assignment)
            announce("R18", about(assignment, to, on=proposed_on(assignment), details=details))


def _assignments() -> sa.Select[Assignment]:
    return sa.select(Assignment).options(*WITH_PARTIES).order_by(Assignment.id)


def _awaiting(leaving: Leaving) -> list[Assignment]:
    """The proposals on which the place of who leaves has not said its word."""
    place = leaving.institution_id
    if place is None or not leaving.affiliation.may_confirm:
        return []
    either = sa.or_(Assignment.home_id == place, Assignment.host_id == place)
    found = db.session.scalars(_assignments().where(either, standing_at(AWAITING)))
    return [one for one in found if _side(one, place) in one.awaited]


def _side(assignment: Assignment, institution_id: int) -> Party:
    return Party.HOME_HEAD if assignment.home_id == institution_id else Party.HOST_HEAD


def _own(leaving: Leaving) -> list[Assignment]:
    place = leaving.institution_id
    query = _assignments().where(
        Assignment.person_id == leaving.person.id,
        Assignment.home_id.is_not_distinct_from(place),
        Assignment.state.not_in(ENDED),
    )
    return list(db.session.scalars(query))


def forgets(person: Person) -> Iterable[Kept]:
    """Keep what was signed; take name and address off every other answer, and notes away."""
    forget_noted("assignment", _helped(person))
    forget_files("assignment", _helped(person).where(Assignment.number_in_force.is_(None)))
    found = [
        (PAPERS, _papers(person)),
        (SIGNATURES, _signatures(person)),
        (ANSWERS, _forget_answers(person)),
        (SCANS, _scans(person)),
    ]
    for what, count in found:
        if count:
            yield Kept(what, HOLD, count)


def _helped(person: Person) -> sa.Select[int]:
    return sa.select(Assignment.id).where(Assignment.person_id == person.id)


def _papers(person: Person) -> int:
    """How many papers about the person's own assignments there are."""
    about = Document.about_id.in_(_helped(person))
    return _count(Document, Document.about_kind == "assignment", about)


def _scans(person: Person) -> int:
    """How many files hang on assignments that came into force: signed scans are among them."""
    about = Attachment.record_id.in_(_helped(person))
    return _count(Attachment, Attachment.record_kind == "assignment", about)


def _signatures(person: Person) -> int:
    """How many agreements name the person as the one who signs for a place they worked at."""
    worked = sa.select(Affiliation.institution_id).where(Affiliation.person_id == person.id)
    signed = sa.select(SharingAgreement.id).where(SharingAgreement.issued_version.is_not(None))
    return _count(
        AgreementParty,
        AgreementParty.signatory_name.in_([person.name, person.full_name]),
        AgreementParty.institution_id.in_(worked),
        AgreementParty.agreement_id.in_(signed),
    )


def _forget_answers(person: Person) -> int:
    """How many answers stand because a version in force rests on them; the others lose the name."""
    binding = sa.select(Assignment.id).where(Assignment.number_in_force.is_not(None))
    theirs = SignOff.by_person_id == person.id
    loose = sa.update(SignOff).where(theirs, SignOff.assignment_id.not_in(binding))
    nameless = f"Orang terhapus {person.id}"
    db.session.execute(loose.values(by_name=nameless, by_email="", note=""))
    return _count(SignOff, theirs, SignOff.assignment_id.in_(binding))


def _count(kind: type[Model], *conditions: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(kind).where(*conditions)
    return db.session.scalar(query) or 0


KEEPER = Keeper(tells=tells, holds=holds, passes=passes, forgets=forgets)
