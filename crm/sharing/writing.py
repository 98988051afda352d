"""Writing one letter about an assignment to those whom it concerns."""

from collections.abc import Iterable
from typing import Any

from crm.core.addresses import link_to
from crm.core.events import Event
from crm.links import issuing as links
from crm.links.models import Link
from crm.reminders.models import Lane
from crm.reminders.outbox import placeholder, post
from crm.sharing import differences, wording
from crm.sharing.authority import Contact, approvers_of, contacts_for
from crm.sharing.models import Assignment, AssignmentVersion
from crm.sharing.models.rules import approving_party
from crm.sharing.occasions import APPROVAL, addressee, link_expiry


def link_for(
    assignment: Assignment, contact: Contact, purpose: str, *, handed_by: str = ""
) -> Link:
    """A private link by which a contact answers the current version."""
    return links.issue(
        purpose,
        assignment,
        recipient=contact.email,
        recipient_name=contact.name,
        party=contact.party.value,
        version=assignment.current_number,
        institution_id=contact.institution_id,
        language=contact.language,
        expires_at=link_expiry(assignment),
        handed_by=handed_by,
        person_id=contact.person_id,
    )


def ask_approver(assignment: Assignment) -> None:
    """Ask the parent body to approve the current version."""
    approver = approvers_of([assignment]).get(assignment.id)
    if approver is None or not approver.email:
        return
    link = link_for(assignment, approver, APPROVAL)
    write_to(assignment, "approval_asked", approver, link=placeholder(link))


def everyone(assignment: Assignment) -> Iterable[Contact]:
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


def those_who_answered(assignment: Assignment) -> Iterable[Contact]:
    """Of everyone, those who agreed to the current version; a party nobody knows keeps all."""
    answered = {answer.by_email for answer in assignment.answers_to(assignment.promise.number)}
    return [contact for contact in everyone(assignment) if contact.email in answered]


def write_to(
    assignment: Assignment,
    letter: str,
    contact: Contact,
    *,
    version: AssignmentVersion | None = None,
    move: str = "",
    **words: Any,
) -> None:
    """One letter for each address and version; `move` tells apart what may happen again."""
    version = version or assignment.current
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


def assignment_of(event: Event) -> Assignment:
    """The assignment that a fact is about."""
    subject = event.subject
    if not isinstance(subject, Assignment):
        raise TypeError(subject)
    return subject
