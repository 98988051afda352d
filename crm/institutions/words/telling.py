"""Days, strengths and single values of a record as a page says them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.institutions.models import Strength
from crm.institutions.models.strengths import DEEPEST
from crm.institutions.queries import today
from crm.institutions.subjects import Subject
from crm.institutions.words.names import (
    ACCESS_NAMES,
    AUTOMATION_NAMES,
    CONNECTION_NAMES,
    GRADE_NAMES,
    SYSTEM_NAMES,
)

YESTERDAY, WEEKS_FROM, MONTHS_FROM = 1, 14, 60


def ago(day: date) -> str:
    """How long ago a day was, in the words nearest to it: yesterday, 5 weeks ago, 14 months ago."""
    days = (today() - day).days
    if days <= YESTERDAY:
        return str({0: _("today"), YESTERDAY: _("yesterday")}.get(days) or _("soon"))
    if days < WEEKS_FROM:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", days))
    if days < MONTHS_FROM:
        return str(ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7))
    return str(ngettext("%(num)s month ago", "%(num)s months ago", days * 12 // 365))


def subject_name(strength: Strength) -> str:
    """The subject of a strength, with what it is more exactly."""
    return Subject(strength.scheme, strength.subject).name


def strengths_named(strengths: Iterable[Strength]) -> str:
    """Strengths in one line, each with its depth."""
    return "; ".join(f"{subject_name(one)} {one.depth}/{DEEPEST}" for one in strengths)


FIELD_NAMES: dict[str, dict[Any, Any]] = {
    "grade": GRADE_NAMES,
    "access_policy": ACCESS_NAMES,
    "library_system": SYSTEM_NAMES,
    "automation": AUTOMATION_NAMES,
    "connection": CONNECTION_NAMES,
}


def field_value(field: str, value: Any) -> Any:
    """A plain value of a record as the page shows it."""
    if value is None or value == "":
        return None
    if field in FIELD_NAMES:
        return str(FIELD_NAMES[field][value])
    if field.endswith("_on"):
        return plain_date(date.fromisoformat(value))
    return "\n".join(value) if isinstance(value, list) else value
