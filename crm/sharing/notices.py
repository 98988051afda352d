"""Letters when something happens to an assignment: who asks, who answered, what changed."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm.core import clock
from crm.core.addresses import link_to
from crm.core.events import Event
from crm.links import issuing as links
from crm.links.models import Link
from crm.network.queries import the_network
from crm.reminders.models import Lane
from crm.reminders.outbox import Addressee, placeholder, post
from crm.sharing import differences, wording
from crm.sharing.authority import Contact, approving_body, contacts_for
from crm.sharing.models import AWAITING, GRACE, Assignment, State
from crm.sharing.models.rules import approving_party

ANSWER = "sharing.answer"
APPROVAL = "sharing.approval"
LONGEST = timedelta(days=60)


def ask_parties(event: Event) -> None:
    """Ask everyone whose answer a new proposal awaits (R18)."""
    _ask(_assignment(event), "asked", rule="R18")


def ask_again(event: Event) -> None:
    """Void the links to the version before, and send the others what changed (R19)."""
    assignment = _assignment(event)
    links.revoke(assignment, purpose=ANSWER)
    _ask(assignment, "countered", rule="R19", note=event.reason)


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


def tell_documented(event: Event) -> None:
    """Tell the parties that the duty letter is there, with its number."""
    assignment = _assignment(event)
    for contact in _those_who_answered(assignment):
        _write(assignment, "documented", contact, number=event.after["number"])


def link_expiry(assignment: Assignment) -> datetime:
    """When an answer by link is no longer taken: the deadline plus 7 days, at most 60 days."""
    now = clock.now()
    deadline = assignment.current.reply_by
    if deadline is None or assignment.state is State.CONFIRMED:
        return now + LONGEST
    zone = ZoneInfo(the_network().zone)
    midnight = datetime.combine(deadline + GRACE + timedelta(days=1), time(), zone)
    return min(midnight.astimezone(UTC), now + LONGEST)


def addressee(contact: Contact) -> Addressee:
    """The contact as the outbox knows people."""
    return Addressee(
        email=contact.email,
        name=contact.name,
        language=contact.language,
        zone=contact.zone,
        province_code=contact.province_code,
        institution_id=contact.institution_id,
    )


def _ask(assignment: Assignment, letter: str, *, rule: str, **words: Any) -> None:
    contacts = contacts_for(assignment)
    for party in assignment.awaited:
        for contact in contacts.get(party, ()):
            if contact.email:
                link = _link(assignment, contact, ANSWER)
                _write(assignment, letter, contact, rule=rule, link=placeholder(link), **words)


def _ask_approver(assignment: Assignment) -> None:
    for contact in contacts_for(assignment)[approving_party(assignment)]:
        if contact.email:
            link = _link(assignment, contact, APPROVAL)
            body = approving_body(assignment)
            _write(assignment, "approval_asked", contact, link=placeholder(link), body=body)


def _link(assignment: Assignment, contact: Contact, purpose: str) -> Link:
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
    )


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
    assignment: Assignment, letter: str, contact: Contact, *, rule: str = "", **words: Any
) -> None:
    version = assignment.current
    post(
        f"sharing/mail/{letter}",
        addressee(contact),
        key=f"sharing:{assignment.id}:v{version.number}:{letter}:{contact.party}:{contact.email}",
        about=assignment,
        lane=Lane.LETTER,
        rule=rule,
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
