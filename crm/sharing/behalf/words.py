"""What readers see of answers that were written down."""

from crm.core.words import gettext as _
from crm.sharing.behalf.recording import receipt_to
from crm.sharing.models import Assignment, SignOff


def recorded_words(assignment: Assignment, answer: SignOff) -> str:
    """What became of it, and where the receipt goes."""
    said = _("The answer of %(who)s is recorded.", who=answer.by_name)
    contact = receipt_to(assignment, answer)
    if contact is None:
        receipt = _("No address of the party is on record, so no receipt goes out.")
    else:
        receipt = _("The receipt goes to %(address)s.", address=contact.email)
    return f"{said} {receipt}"
