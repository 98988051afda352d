"""Letters when something happens to an assignment: who asks, who answered, what changed."""

from collections.abc import Iterable
from typing import Any

from crm.core.addresses import link_to
from crm.core.events import Event
from crm.links import issuing as links
from crm.reminders.announcing import announce
from crm.reminders.models import Lane
from crm.reminders.outbox import placeholder, post
from crm.sharing import differences, wording
from crm.sharing.authority import Contact, approvers_of, contacts_for, contacts_of
from crm.sharing.models import AWAITING, Assignment, State
from crm.sharing.models.rules import approving_party
from crm.sharing.occasions import (
    ANSWER,
    APPROVAL,
    about,
    addressee,
    asked,
    changes_of,
    details_of,
    link_expiry,
    note_of,
    proposed_on,
)


def ask_parties(event: Event) -> None:
    """Ask everyone whose answer a new proposal awaits, in the words of R18."""
    assignment = _assignment(event)
    recipients = asked(assignment, contacts_of([assignment])[assignment.id])
    details = details_of(assignment)
    announce("R18", about(assignment, recipients, on=proposed_on(assignment), details=details))


def ask_again(event: Event) -> None:
    """Void the links to the version before, and send the others what changed, as R19 says."""
    assignment = _assignment(event)
    links.revoke(assignment, purpose=ANSWER)
    recipients = asked(assignment, contacts_of([assignment])[assignment.id])
    facts = {"changes": changes_of(assignment), "note": note_of(assignment)}
    announce("R19", about(assignment, recipients, on=proposed_on(assignment), **facts))


def acknowledge(event: Event) -> None:
    """Send who agreed a receipt; the last yes is acknowledged by the letter to everyone."""
    assignment = _assignment(event)
    if assignment.state not in AWAITING:
        return
    answer = assignment.answers_to(assignment.current_number)[-1]
    for contact in contacts_for(assignment).get(answer.party, ()):
        if contact.email and contact.email == answer.by_email:
            _write(assignment, "agreed", contact, answer=answer)


def tell_confirmed(event: Event) -> None:
    """Send everyone the receipt of a confirmed version, and ask the parent body if it must."""
    assignment = _assignment(event)
    links.revoke(assignment, purpose=ANSWER)
    for contact in _those_who_answered(assignment):
        _write(assignment, "confirmed", contact)
    if assignment.current.needs_parent:
        _ask_approver(assignment)


def tell_approved(event: Event) -> None:
    """Tell the parties, and acknowledge to the approver."""
    assignment = _assignment(event)
    links.revoke(assignment, purpose=APPROVAL)
    for contact in _those_who_answered(assignment):
        _write(assignment, "approved", contact, approver=event.by.name)


def tell_declined(event: Event) -> None:
    """Tell everyone who said no and why; the answerer has the same letter as receipt."""
    _tell_all(event, "declined", answer=_assignment(event).sign_offs[-1])


def tell_withdrawn(event: Event) -> None:
    """Tell everyone who was asked that it was taken back. Nobody was asked about a draft."""
    if event.from_state != State.DRAFT:
        _tell_all(event, "withdrawn", by=event.by.name, reason=event.reason)


def tell_expired(event: Event) -> None:
    """Tell everyone that the time to answer is over."""
    _tell_all(event, "expired")


def tell_turned(event: Event) -> None:
    """Tell the parties that work rests, goes on, ended early or is completed."""
    assignment = _assignment(event)
    for contact in _everyone(assignment):
        _write(
            assignment,
            "turned",
            contact,
            move=f"{assignment.moved_at:%Y%m%dT%H%M%S%f}",
            state=str(assignment.state),
            resumed=event.from_state == State.SUSPENDED,
            by=event.by.name,
            reason=event.reason,
        )


def tell_documented(event: Event) -> None:
    """Tell the parties that the duty letter is there, with its number."""
    assignment = _assignment(event)
    number, address = event.after["number"], link_to("verifications.show", code=event.after["code"])
    for contact in _those_who_answered(assignment):
        _write(assignment, "documented", contact, number=number, address=address)


def _ask_approver(assignment: Assignment) -> None:
    approver = approvers_of([assignment]).get(assignment.id)
    if approver is None or not approver.email:
        return
    link = links.issue(
        APPROVAL,
        assignment,
        recipient=approver.email,
        recipient_name=approver.name,
        party=approver.party.value,
        version=assignment.current_number,
        institution_id=approver.institution_id,
        language=approver.language,
        expires_at=link_expiry(assignment),
    )
    _write(assignment, "approval_asked", approver, link=placeholder(link))


def _tell_all(event: Event, letter: str, **words: Any) -> None:
    assignment = _assignment(event)
    links.revoke(assignment)
    for contact in _everyone(assignment):
        _write(assignment, letter, contact, **words)


def _everyone(assignment: Assignment) -> Iterable[Contact]:
    """Everyone who may speak for a party that was asked, once for each address."""
    contacts = contacts_for(assignment)
    parties = [*assignment.current.parties]
    if any(answer.party is approving_party(assignment) for answer in assignment.sign_offs):
        parties.append(approving_party(assignment))
    named = {
        contact.email: contact
        for party in reversed(parties)
        for contact in reversed(contacts.get(party, []))
        if contact.email
    }
    return reversed(named.values())


def _those_who_answered(assignment: Assignment) -> Iterable[Contact]:
    """Of everyone, those who agreed to the current version; a party nobody knows keeps all."""
    answered = {answer.by_email for answer in assignment.answers_to(assignment.current_number)}
    return [contact for contact in _everyone(assignment) if contact.email in answered]


def _write(
    assignment: Assignment, letter: str, contact: Contact, *, move: str = "", **words: Any
) -> None:
    """One letter for each address and version; `move` tells apart what may happen again."""
    version = assignment.current
    occasion = f"sharing:{assignment.id}:v{version.number}:{letter}{move}"
    post(
        f"sharing/mail/{letter}",
        addressee(contact),
        key=f"{occasion}:{contact.party}:{contact.email}",
        about=assignment,
        lane=Lane.LETTER,
        assignment=assignment,
        version=version,
        contact=contact,
        differences=differences,
        wording=wording,
        page=link_to("assignments.show", assignment_id=assignment.id),
        **words,
    )


def _assignment(event: Event) -> Assignment:
    subject = event.subject
    if not isinstance(subject, Assignment):
        raise TypeError(subject)
    return subject
