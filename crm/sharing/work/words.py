"""Words about work: what is judged and how, and how much was done."""

from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.sharing.models.work import Mark

MARKS: dict[Mark, Any] = {
    Mark.SKILL: _l("Knowledge and skill"),
    Mark.RELIABILITY: _l("Reliability with hours and promises"),
    Mark.COOPERATION: _l("Working together"),
    Mark.SUPPORT: _l("Guidance and place of work"),
    Mark.RESULT: _l("The result"),
}
DEGREES: dict[int, Any] = {
    1: _l("poor"),
    2: _l("fair"),
    3: _l("good"),
    4: _l("very good"),
}
