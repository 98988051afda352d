"""What roles, kinds of experts and levels of skills are called on the page."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from crm.people.models import ContactRole, ExpertKind, PersonCategory

ROLE_NAMES: dict[ContactRole, Any] = {
    ContactRole.HEAD: _l("Head"),
    ContactRole.DEPUTY: _l("Deputy head"),
    ContactRole.LIAISON: _l("Liaison"),
    ContactRole.IT: _l("IT contact"),
    ContactRole.PROMOTION: _l("Promotion contact"),
    ContactRole.TRAINING: _l("Training contact"),
    ContactRole.SIGNATORY: _l("Signatory"),
    ContactRole.STAFF: _l("Staff"),
}

CATEGORY_NAMES: dict[PersonCategory, Any] = {
    PersonCategory.CIVIL_SERVANT: _l("Civil servant (PNS)"),
    PersonCategory.CONTRACT: _l("Government contract (PPPK)"),
    PersonCategory.OTHER: _l("Other"),
}

EXPERT_NAMES: dict[ExpertKind, Any] = {
    ExpertKind.DOCTOR: _l("Doctor"),
    ExpertKind.NURSE: _l("Nurse"),
    ExpertKind.ACADEMIC: _l("Academic"),
    ExpertKind.NETWORK_EXPERT: _l("Network expert"),
    ExpertKind.INFORMATION_SYSTEM_EXPERT: _l("Information system expert"),
    ExpertKind.OTHER: _l("Other expert"),
}

LEVEL_NAMES: dict[int, Any] = {
    1: _l("can help"),
    2: _l("works alone"),
    3: _l("leads others"),
    4: _l("can teach"),
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "expert_name": lambda kind: str(EXPERT_NAMES[kind]),
    "level_name": lambda level: str(LEVEL_NAMES[level]),
    "role_name": lambda role: str(ROLE_NAMES[role]),
}
"""What templates may call, of this room and of those above."""
