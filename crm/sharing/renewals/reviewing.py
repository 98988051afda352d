"""A look of the secretariat at a promise renewed as often as the network allows (domain 3.5)."""

from collections.abc import Mapping

from crm.core.actors import Actor
from crm.core.errors import NotPossible, NotValid
from crm.core.events import record
from crm.core.words import gettext as _
from crm.sharing.forms.promises import LONGEST_TEXT
from crm.sharing.models import Assignment, SharingAgreement
from crm.sharing.renewals.events import RenewalsReviewed
from crm.sharing.renewals.renewing import needs_review


def review(promise: Assignment | SharingAgreement, *, by: Actor, note: str) -> None:
    """Keep what the secretariat found: from here the renewals are counted anew."""
    if not needs_review(promise):
        raise NotPossible(_("No review is due: it may still be renewed."))
    promise.times_renewed = 0
    code, around = promise.code, _near(promise)
    record(RenewalsReviewed(subject=promise, by=by, reason=note, code=code, around=around))


def said_in(given: Mapping[str, str]) -> str:
    """The words of a small form with one box. Raises NotValid for none, or for too many."""
    said = given.get("reason", "").strip()
    if not said or len(said) > LONGEST_TEXT:
        raise NotValid(_("Write why, in a few sentences."))
    return said


def _near(promise: Assignment | SharingAgreement) -> tuple[Assignment | SharingAgreement, ...]:
    return (promise.renews,) if promise.renews is not None else ()
