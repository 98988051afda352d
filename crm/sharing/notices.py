"""Letters when something happens to an assignment: who asks, who answered, what changed."""

from typing import Any

from crm.core.addresses import link_to
from crm.core.events import Event
from crm.links import issuing as links
from crm.reminders.announcing import announce
from crm.sharing.amendments.notices import ask_everyone
from crm.sharing.authority import contacts_for, contacts_of
from crm.sharing.models import AWAITING, State
from crm.sharing.occasions import (
    ANSWER,
    APPROVAL,
    about,
    asked,
    changes_of,
    details_of,
    note_of,
    proposed_on,
)
from crm.sharing.work.appointments import calendar_files
from crm.sharing.writing import (
    ask_approver,
    assignment_of,
    everyone,
    those_who_answered,
    write_to,
)


def ask_parties(event: Event) -> None:
    """Ask everyone whose answer a new proposal awaits, in the words of R18."""
    assignment = assignment_of(event)
    recipients = asked(assignment, contacts_of([assignment])[assignment.id])
    details = details_of(assignment)
    announce("R18", about(assignment, recipients, on=proposed_on(assignment), details=details))


def ask_again(event: Event) -> None:
    """Void the links to the version before, and send the others what changed, as R19 says."""
    assignment = assignment_of(event)
    links.revoke(assignment, purpose=ANSWER)
    if assignment.amendment:
        ask_everyone(assignment)
        return
    recipients = asked(assignment, contacts_of([assignment])[assignment.id])
    facts = {"changes": changes_of(assignment), "note": note_of(assignment)}
    on, version = proposed_on(assignment), assignment.current
    announce("R19", about(assignment, recipients, on=on, version=version, **facts))


def acknowledge(event: Event) -> None:
    """Send who agreed a receipt; the last yes is acknowledged by the letter to everyone."""
    assignment = assignment_of(event)
    if assignment.question not in AWAITING:
        return
    answer = assignment.answers_to(assignment.current_number)[-1]
    for contact in contacts_for(assignment).get(answer.party, ()):
        if contact.email and contact.email == answer.by_email and not answer.recorded_by:
            write_to(assignment, "agreed", contact, answer=answer)


def tell_confirmed(event: Event) -> None:
    """Send everyone the receipt of a confirmed version, and ask the parent body if it must."""
    assignment = assignment_of(event)
    links.revoke(assignment, purpose=ANSWER)
    for contact in those_who_answered(assignment):
        write_to(assignment, "confirmed", contact)
    if assignment.current.needs_parent:
        ask_approver(assignment)


def tell_approved(event: Event) -> None:
    """Tell the parties, and acknowledge to the approver."""
    assignment = assignment_of(event)
    links.revoke(assignment, purpose=APPROVAL)
    for contact in those_who_answered(assignment):
        write_to(assignment, "approved", contact, approver=event.by.on_behalf_of or event.by.name)


def tell_declined(event: Event) -> None:
    """Tell everyone who said no and why; the answerer has the same letter as receipt."""
    _tell_all(event, "declined", answer=assignment_of(event).sign_offs[-1])


def tell_withdrawn(event: Event) -> None:
    """Tell everyone who was asked that it was taken back. Nobody was asked about a draft."""
    if event.from_state != State.DRAFT:
        files = calendar_files(assignment_of(event))
        _tell_all(event, "withdrawn", by=event.by.name, reason=event.reason, enclosed=files)


def tell_expired(event: Event) -> None:
    """Tell everyone that the time to answer is over."""
    _tell_all(event, "expired")


def tell_turned(event: Event) -> None:
    """Tell the parties that work rests, goes on, ended early or is completed."""
    assignment = assignment_of(event)
    done = assignment.state is State.COMPLETED
    for contact in everyone(assignment):
        write_to(
            assignment,
            "turned",
            contact,
            enclosed=[] if done else calendar_files(assignment),
            version=assignment.promise,
            move=f"{assignment.moved_at:%Y%m%dT%H%M%S%f}",
            state=str(assignment.state),
            resumed=event.from_state == State.SUSPENDED,
            by=event.by.name,
            reason=event.reason,
        )


def tell_documented(event: Event) -> None:
    """Tell the parties that the duty letter is there, with its number."""
    assignment = assignment_of(event)
    number, address = event.after["number"], link_to("verifications.show", code=event.after["code"])
    for contact in those_who_answered(assignment):
        write_to(
            assignment,
            "documented",
            contact,
            version=assignment.promise,
            number=number,
            address=address,
        )


def _tell_all(event: Event, letter: str, **words: Any) -> None:
    assignment = assignment_of(event)
    links.revoke(assignment)
    for contact in everyone(assignment):
        write_to(assignment, letter, contact, **words)
