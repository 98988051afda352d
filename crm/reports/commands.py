"""`mitra report`: a report as a file, as the whole network's house sees it."""

from pathlib import Path

from werkzeug.exceptions import NotFound

from crm.accounts.models import User
from crm.core.errors import NotPossible
from crm.core.languages import spoken
from crm.core.words import gettext as _
from crm.permissions import Role
from crm.reports.catalogue import made


def write_report(name: str, of: int | None, language: str, out: Path) -> int:
    """Print a report into a file; give its size in bytes."""
    house = User(name="Mitra", email="", role=Role.ADMIN, language=language)
    with spoken(language):
        try:
            printed = made(name, house, of).as_pdf()
        except NotFound as error:
            words = _("There is no record %(number)s for this report.", number=of)
            raise NotPossible(words) from error
    return out.write_bytes(printed)
