"""Renewing an assignment: a new one that follows it, and that everyone agrees to anew (3.5)."""

from typing import Any

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.permissions import Permission, Role
from crm.sharing.choosing import Choice, draft
from crm.sharing.forms import AssignmentForm, filled_draft
from crm.sharing.models import RENEWABLE, Assignment, Instrument, SharingAgreement
from crm.sharing.queries import agreements_between, workplaces_of
from crm.sharing.queries.renewals import renewals_living
from crm.sharing.renewals.spans import next_span


def may_renew(user: User, assignment: Assignment) -> bool:
    """Tell whether this user may ask for a renewal: home, host, the secretariat."""
    if not user.can(Permission.PROPOSE_SHARING):
        return False
    own = user.belongs_to(assignment.home, assignment.host)
    return own or user.role is Role.SECRETARIAT


def is_renewable(assignment: Assignment) -> bool:
    """Tell whether it was agreed by all and not broken off, so that it may go on."""
    formal = assignment.instrument is Instrument.PENUGASAN_PNS
    return assignment.state in RENEWABLE and not formal


def needs_review(promise: Assignment | SharingAgreement) -> bool:
    """Tell whether it was renewed as often as the network allows without a review."""
    return promise.times_renewed >= the_network().most_renewals


def refuse_unreviewed(promise: Assignment | SharingAgreement) -> None:
    """Refuse the next renewal until the secretariat has looked at the ones before."""
    if needs_review(promise):
        raise NotPossible(
            _(
                "Renewed %(count)s times already. Before the next time the secretariat reviews it.",
                count=promise.times_renewed,
            )
        )


def refuse_unless_renewable(assignment: Assignment) -> None:
    """Refuse what was never agreed or broken off, is renewed already, or was so too often."""
    if not is_renewable(assignment):
        raise NotPossible(_("Only what all parties agreed to, and kept, can be renewed."))
    following = db.session.scalar(renewals_living(assignment.id))
    if following is not None:
        raise NotPossible(_("Renewed already: %(code)s.", code=following.code))
    refuse_unreviewed(assignment)
    if assignment.home and _home_now(assignment) is None:
        name = assignment.person.name
        raise NotPossible(
            _("%(name)s does not work at the home any more. Write a new proposal.", name=name)
        )


def form_of_renewal(assignment: Assignment) -> AssignmentForm:
    """The draft that follows: all as it was, from the day after on and as long, under what holds.

    The agreement is the one that holds on all its days; without one the old one stands there, and
    the form says what is the matter with it.
    """
    first, last = next_span(assignment.first_day, assignment.promise.ends_on)
    home, host = _home_now(assignment), assignment.host.line[-1]
    found = db.session.scalars(agreements_between(home.id if home else None, host.id, on=today()))
    agreements = list(found)
    fitting = [one.id for one in agreements if one.covers(first, last)]
    named = assignment.agreement_id
    others = fitting or [one.id for one in agreements if one.id == named]
    chosen = named if named in fitting else next(iter(others), 0)
    filled = filled_draft(assignment, assignment.promise) | {
        "starts_on": first,
        "ends_on": last,
        "agreement_id": chosen if named else 0,
    }
    return AssignmentForm(data=filled).offer(agreements)


def renew(assignment: Assignment, *, by: User, **given: Any) -> Assignment:
    """Draft what follows; nobody is asked yet, and no old yes counts for it."""
    assignment.hold()
    refuse_unless_renewable(assignment)
    home = _home_now(assignment)
    choice = Choice(
        person=assignment.person,
        homes=[home] if home else [],
        home=home,
        host=assignment.host.line[-1],
    )
    line = {"renews": assignment, "times_renewed": assignment.times_renewed + 1}
    return draft(choice, by=by, **({"skills": assignment.promise.skills} | given | line))


def _home_now(assignment: Assignment) -> Institution | None:
    """Where the person works now: the home, or what it became part of."""
    workplaces = db.session.scalars(workplaces_of(assignment.person, on=today())).all()
    line = assignment.home.line if assignment.home else []
    return next((place for place in reversed(line) if place in workplaces), None)
