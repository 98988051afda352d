"""From what was typed to the record: refusals are said in the form, and nothing typed is lost."""

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.transactions import rollback
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.sharing.forms import AssignmentForm, CounterForm, filled_draft
from crm.sharing.models import Assignment, Voice
from crm.sharing.negotiation import counter, version_named
from crm.sharing.queries import agreements_between


def form_for(assignment: Assignment) -> AssignmentForm:
    """The form of a draft, with the agreements it may rest on."""
    agreements = db.session.scalars(
        agreements_between(assignment.home_id, assignment.host_id, on=today())
    )
    return AssignmentForm(data=filled_draft(assignment)).offer(list(agreements))


def rewrite(assignment: Assignment, form: AssignmentForm, *, by: User) -> bool:
    """Take the form's content; False when somebody else saved the draft in the meantime.

    What was typed stays in the form, which then carries the newer revision: saving again is meant.
    """
    assignment.hold()
    revision = str(assignment.revision)
    if form.revision.data != revision:
        form.revision.data = revision
        form.say(
            "revision",
            _("Somebody saved this draft while you were typing. Save again to keep your words."),
        )
        return False
    assignment.rewrite(by=by.as_actor(), **form.frame(), **form.content())
    return True


def counter_with(assignment: Assignment, voice: Voice, form: CounterForm) -> bool:
    """Propose the form's changes; False, with the refusal in the form, when they can't be."""
    version = version_named(form.data)
    try:
        counter(assignment, voice, version=version, changes=form.promise(), note=form.note.data)
    except (NotValid, NotPossible) as refusal:
        rollback()
        form.say("note", " ".join([str(refusal.message), *map(str, refusal.missing)]))
        return False
    return True
