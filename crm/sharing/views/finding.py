"""Finding the assignment or agreement that an address names, for whoever asks."""

from flask import abort

from crm.accounts.session import current_user
from crm.core.db import get_or_404
from crm.institutions.queries import today
from crm.sharing.amendments.amending import may_take_back, refuse_without_change
from crm.sharing.models import Assignment, SharingAgreement, SharingNeed, SharingOffer
from crm.sharing.models.work import TimeEntry
from crm.sharing.queries import agreements_visible_to, assignments_visible_to
from crm.sharing.queries.postings import needs_visible_to, offers_visible_to
from crm.sharing.queries.work import entries_of


def assignment_or_404(assignment_id: int) -> Assignment:
    """The assignment, if the reader may see it."""
    return get_or_404(assignments_visible_to(current_user(), on=today()), assignment_id)


def open_change_or_403(assignment_id: int) -> Assignment:
    """The assignment, if the reader's side asked for the change that is open; 409 without one."""
    assignment = assignment_or_404(assignment_id)
    refuse_without_change(assignment)
    if not may_take_back(current_user(), assignment):
        abort(403)
    return assignment


def agreement_or_404(agreement_id: int) -> SharingAgreement:
    """The agreement, if the reader may see it."""
    return get_or_404(agreements_visible_to(current_user(), on=today()), agreement_id)


def need_or_404(need_id: int) -> SharingNeed:
    """The need, if the reader may see it."""
    return get_or_404(needs_visible_to(current_user(), on=today()), need_id)


def offer_or_404(offer_id: int) -> SharingOffer:
    """The offer, if the reader may see it."""
    return get_or_404(offers_visible_to(current_user(), on=today()), offer_id)


def entry_or_404(assignment: Assignment, entry_id: int) -> TimeEntry:
    """One of the hours noted of an assignment."""
    return get_or_404(entries_of(assignment), entry_id)
