"""Letters of the yearly check: what became of a member's corrections."""

from typing import cast

from crm.core.events import Event
from crm.institutions.events import CorrectionsSettled
from crm.institutions.models import DataCheck
from crm.reminders.outbox import Addressee, post


def tell_settled(event: Event) -> None:
    """Tell who answered which corrections were accepted, and why the others were not."""
    check = cast("DataCheck", cast("CorrectionsSettled", event).check)
    institution = check.institution
    to = Addressee(
        email=check.by_email,
        name=check.by_name,
        language=check.language,
        zone=institution.zone,
        province_code=institution.province_code,
        institution_id=institution.id,
    )
    post(
        "institutions/mail/check_settled",
        to,
        key=f"data-check:{check.id}:settled",
        about=institution,
        institution=institution,
        check=check,
    )
