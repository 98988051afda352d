"""`mitra report`: a report as a file, as the whole network's house sees it."""

from pathlib import Path

from crm.accounts.models import User
from crm.core.languages import spoken
from crm.permissions import Role
from crm.reports.catalogue import made


def write_report(name: str, of: int | None, language: str, out: Path) -> int:
    """Print a report into a file; give its size in bytes."""
    house = User(name="Mitra", email="", role=Role.ADMIN, language=language)
    with spoken(language):
        return out.write_bytes(made(name, house, of).as_pdf())
