"""The receipt of an answer that came by hand: to the party's own address."""

from crm.core.events import Event
from crm.reminders.outbox import placeholder
from crm.sharing.authority import contacts_for
from crm.sharing.behalf.objecting import objection_link
from crm.sharing.behalf.recording import receipt_to
from crm.sharing.writing import assignment_of, write_to


def acknowledge_recorded(event: Event) -> None:
    """Tell the party what was written down in its name, how it came and by whom."""
    assignment = assignment_of(event)
    answer = assignment.sign_offs[-1]
    contact = receipt_to(assignment, answer)
    if contact is not None:
        link = placeholder(objection_link(answer, contact))
        version, move = assignment.version(answer.version), f"{answer.id}"
        write_to(
            assignment, "recorded", contact, version=version, move=move, answer=answer, link=link
        )


def tell_voided(event: Event) -> None:
    """Tell whoever speaks for the party, and its own address, that the answer counts no more."""
    assignment = assignment_of(event)
    answer = next(one for one in assignment.sign_offs if one.id == event.facts()["answer"])
    contacts = contacts_for(assignment).get(answer.party, [])
    receiver = receipt_to(assignment, answer)
    told = {one.email: one for one in [receiver, *contacts] if one and one.email}
    for contact in told.values():
        version, move = assignment.version(answer.version), f"{answer.id}"
        write_to(assignment, "voided", contact, version=version, move=move, answer=answer)


def acknowledge_handed(event: Event) -> None:
    """Tell the party what was answered by the link that somebody passed on by hand."""
    assignment = assignment_of(event)
    answers = assignment.answers_to(event.version or assignment.current_number)
    answer = next(one for one in reversed(answers) if one.party == event.facts()["party"])
    contact = receipt_to(assignment, answer)
    if contact is not None:
        version, clerk = assignment.version(answer.version), event.facts()["clerk"]
        write_to(assignment, "handed", contact, version=version, answer=answer, clerk=clerk)
