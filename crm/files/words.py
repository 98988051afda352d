"""How files read on the page."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.core.access import visitor
from crm.core.db import Model, db, reference_to
from crm.core.templating import number
from crm.core.words import lazy_gettext as _l
from crm.files.models import Attachment
from crm.files.queries import attachments_by_record, attachments_of
from crm.permissions import Permission

FAULT_NAMES: dict[str, Any] = {
    "lost": _l("not on the disk any more"),
    "changed": _l("not what was attached"),
}
UNITS = ("B", "kB", "MB", "GB")
STEP = 1000


def size_name(size: float) -> str:
    """12 kB, 3,4 MB."""
    unit = 0
    while size >= STEP and unit < len(UNITS) - 1:
        size, unit = size / STEP, unit + 1
    return f"{number(size, 1 if unit > 1 else 0)} {UNITS[unit]}"


def files_on(record: Model) -> list[Attachment]:
    """What hangs on a record, newest first. Costs one statement."""
    return list(db.session.scalars(attachments_of(reference_to(record))))


def may_attach() -> bool:
    """Tell whether this reader may hang files on what they know."""
    return visitor().can(Permission.ATTACH_FILES)


ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "attachments_by_record": attachments_by_record,
    "fault_name": lambda fault: str(FAULT_NAMES[fault]),
    "files_on": files_on,
    "may_attach": may_attach,
    "size_name": size_name,
}
"""What templates may call."""
