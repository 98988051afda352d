"""What this room and those below it keep about a person: told, and forgotten."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.accounts.models import SignedIn, User
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.institutions.queries import today
from crm.labels.models import Charge, FieldValue, Tagging
from crm.links.issuing import revoke_addressed
from crm.links.models import Link
from crm.people.consenting import addresses_of
from crm.people.keepers import Keeper, Kept
from crm.people.models import (
    Absence,
    Affiliation,
    Availability,
    Consent,
    Expert,
    Person,
    PersonSkill,
)
from crm.people.noted import forget_files, forget_noted
from crm.people.telling import own_chapters
from crm.reminders.models import Message, MessageState, Redirection, Reminder, Unsubscription
from crm.timeline.models import Entry

NOT_BEGUN = (MessageState.QUEUED, MessageState.CLAIMED)
TRAIL = Kept(
    {"id": "Jejak audit: siapa berbuat apa", "en": "The audit trail: who did what"},
    {
        "id": "Jejak audit tidak bisa diubah; ia membuktikan apa yang terjadi dan tidak memuat"
        " alamat, telepon, atau NIP.",
        "en": "The trail cannot be changed; it proves what happened and holds no address, telephone"
        " or NIP.",
    },
)
CONSENTS = {"id": "Catatan persetujuan", "en": "The consent log"}
PROOF = {
    "id": "Bukti bahwa data dipakai dengan izin, dan kapan izin itu dicabut.",
    "en": "Proof that data were used with consent, and when it was withdrawn.",
}


def forget(person: Person) -> Iterable[Kept]:
    """Forget letters, links, reminders, the account and all that was noted here."""
    addresses = addresses_of(person)
    _forget_letters(addresses)
    _forget_links(person, addresses)
    _forget_reminders(person, addresses)
    _forget_history(person)
    _forget_facts(person)
    forget_files("person", _only(person))
    _forget_labels(person)
    _forget_account(person)
    for known in (Unsubscription, Redirection):
        db.session.execute(sa.delete(known).where(known.address.in_(addresses)))
    yield TRAIL
    count = _forget_evidence(person)
    if count:
        yield Kept(CONSENTS, PROOF, count)


def _forget_letters(addresses: list[str]) -> None:
    theirs = sa.func.lower(Message.recipient).in_(addresses)
    waiting = sa.update(Message).where(theirs, Message.state.in_(NOT_BEGUN))
    db.session.execute(waiting.values(state=MessageState.CANCELLED))
    blank = {"recipient": "", "recipient_name": "", "subject": "", "body_text": "", "body_html": ""}
    db.session.execute(
        sa.update(Message)
        .where(theirs, Message.state != MessageState.TRANSMITTING)
        .values(**blank, attachments=[])
    )


def _forget_links(person: Person, addresses: list[str]) -> None:
    """Void what is open, whether a letter carried it or a message, and forget whose it was."""
    revoke_addressed(addresses)
    theirs = sa.update(Link).where(Link.person_id == person.id)
    is_open = sa.and_(Link.used_at.is_(None), Link.revoked_at.is_(None))
    db.session.execute(theirs.where(is_open).values(revoked_at=clock.now()))
    own = sa.func.lower(Link.recipient).in_(addresses) | (Link.person_id == person.id)
    links = sa.update(Link).where(own)
    db.session.execute(links.values(recipient="", recipient_name="", receipt={}))


def _forget_reminders(person: Person, addresses: list[str]) -> None:
    theirs = sa.or_(
        sa.func.lower(Reminder.recipient).in_(addresses), Reminder.person == f"person:{person.id}"
    )
    blank = {"recipient": "", "recipient_name": "", "words": ""}
    db.session.execute(sa.update(Reminder).where(theirs).values(**blank))


def _forget_history(person: Person) -> None:
    """Let notes go, and every line that names the person say a number instead."""
    nameless = {"id": f"orang terhapus {person.id}", "en": f"erased person {person.id}"}
    forget_noted("person", _only(person))
    own = sa.and_(Entry.subject_kind == "person", Entry.subject_id == person.id)
    shown = sa.and_(Entry.record_kind == "person", Entry.record_id == person.id)
    names = [person.name, person.full_name]
    for entry in db.session.scalars(sa.select(Entry).where(own | shown)):
        said = {key: nameless if value in names else value for key, value in entry.facts.items()}
        entry.facts = said
        entry.reason = ""


def _forget_facts(person: Person) -> None:
    for kind in (Expert, PersonSkill, Availability, Absence):
        db.session.execute(sa.delete(kind).where(kind.person_id == person.id))
    last = sa.update(Affiliation).where(Affiliation.person_id == person.id)
    db.session.execute(last.values(position="", may_confirm=False))
    open_ended = Affiliation.ends_on.is_(None) | (Affiliation.ends_on > today())
    begun = Affiliation.starts_on.is_(None) | (Affiliation.starts_on <= today())
    db.session.execute(last.where(open_ended, begun).values(ends_on=today()))


def _only(person: Person) -> sa.Select[int]:
    return sa.select(Person.id).where(Person.id == person.id)


def _forget_labels(person: Person) -> None:
    """Take off what others fastened to the person: tags, who is in charge, further data."""
    theirs = {"record_kind": "person", "record_id": person.id}
    for kind in (Tagging, Charge, FieldValue):
        db.session.execute(sa.delete(kind).filter_by(**theirs))


def _forget_account(person: Person) -> None:
    account = db.session.get(User, person.user_id) if person.user_id else None
    if account is not None:
        db.session.execute(sa.delete(SignedIn).where(SignedIn.user_id == account.id))
        account.forget(by=SYSTEM)


def _forget_evidence(person: Person) -> int:
    lines = sa.update(Consent).where(Consent.person_id == person.id).values(evidence="")
    return len(db.session.scalars(lines.returning(Consent.id)).all())


KEEPER = Keeper(tells=own_chapters, forgets=forget)
