"""Letters about changes of what was agreed: who asks what, and what became of it."""

from crm.core.db import db
from crm.core.events import Event
from crm.links import issuing as links
from crm.people.models import Person
from crm.reminders.outbox import placeholder
from crm.sharing.amendments.events import AmendmentDropped, AmendmentTookForce
from crm.sharing.authority import contacts_of, the_person
from crm.sharing.models import Assignment
from crm.sharing.occasions import ANSWER
from crm.sharing.work.appointments import calendar_files
from crm.sharing.writing import ask_approver, assignment_of, everyone, link_for, write_to


def ask_for_change(event: Event) -> None:
    """Ask everyone whose answer a change awaits, with what would differ."""
    ask_everyone(assignment_of(event))


def ask_everyone(assignment: Assignment) -> None:
    """Send each party that is awaited the change in words, and a link to answer by."""
    contacts = contacts_of([assignment])[assignment.id]
    for party in assignment.awaited:
        for contact in contacts.get(party, ()):
            if contact.email:
                link = placeholder(link_for(assignment, contact, ANSWER))
                write_to(assignment, "change_asked", contact, link=link)


def ask_approver_of_change(event: Event) -> None:
    """Ask the parent body to approve a change to which all parties have agreed."""
    assignment = assignment_of(event)
    links.revoke(assignment)
    ask_approver(assignment)


def tell_change(event: Event) -> None:
    """Send everyone what holds from now on, and the person who is relieved as well.

    Once the duty letter is there, the calendar goes along: it replaces the one that was sent.
    """
    assignment = assignment_of(event)
    links.revoke(assignment)
    told, files = list(everyone(assignment)), calendar_files(assignment)
    left = event.left_id if isinstance(event, AmendmentTookForce) else 0
    if left != assignment.person_id:
        relieved = the_person(assignment, db.session.get_one(Person, left))
        told += [relieved] if relieved.email not in {"", *(one.email for one in told)} else []
    for contact in told:
        write_to(assignment, "changed", contact, before=assignment.before, enclosed=files)


def tell_dropped(event: Event) -> None:
    """Tell everyone who was asked that the change did not come about, and what stays in force."""
    assignment = assignment_of(event)
    links.revoke(assignment, purpose=ANSWER)
    why = event.why if isinstance(event, AmendmentDropped) else ""
    asked = assignment.version(event.version or assignment.current_number)
    for contact in everyone(assignment):
        by = event.by.on_behalf_of or event.by.name
        words = {"why": str(why), "by": by, "reason": event.reason}
        write_to(assignment, "change_dropped", contact, version=asked, **words)
