"""The form by which a change of what was agreed is asked for, and what its page offers."""

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.transactions import rollback
from crm.institutions.queries import today
from crm.people.models import Person
from crm.permissions import Role
from crm.sharing.amendments.amending import ask_for_change, voice_for_change
from crm.sharing.forms import AmendmentForm, filled_amendment
from crm.sharing.models import Assignment
from crm.sharing.negotiation import version_named
from crm.sharing.queries import people_to_take_over


def form_of_change(user: User, assignment: Assignment) -> AmendmentForm:
    """The form, filled with what is in force."""
    return AmendmentForm(data=filled_amendment(assignment)).offer(successors(user, assignment))


def successors(user: User, assignment: Assignment) -> list[Person]:
    """Who may help: who does now, and for the home and the secretariat the home's other people.

    Names of a member's staff are the member's to give.
    """
    home = assignment.home
    if not user.belongs_to(home) and user.role is not Role.SECRETARIAT:
        return [assignment.person]
    at_home = people_to_take_over(home.line[-1].id if home else None, on=today())
    staff = db.session.scalars(at_home)
    return [assignment.person, *(one for one in staff if one is not assignment.person)]


def change_with(assignment: Assignment, form: AmendmentForm, *, by: User) -> bool:
    """Ask for the form's change; False, with the refusal in the form, when it can't be."""
    voice, version = voice_for_change(by, assignment), version_named(form.data)
    changes, note = form.changes(assignment.person_id), form.note.data
    try:
        ask_for_change(assignment, voice, version=version, changes=changes, note=note)
    except (NotValid, NotPossible) as refusal:
        rollback()
        form.say("note", " ".join([str(refusal.message), *map(str, refusal.missing)]))
        return False
    return True
