"""What roles, kinds of experts and levels of skills are called on the page."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.people.models import (
    Channel,
    ContactRole,
    ErasureState,
    ExpertKind,
    PersonCategory,
    Purpose,
    Way,
)

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

CHANNEL_NAMES: dict[Channel, Any] = {
    Channel.EMAIL: _l("E-mail"),
    Channel.PHONE: _l("Telephone"),
    Channel.WHATSAPP: _l("WhatsApp"),
    Channel.LETTER: _l("Letter on paper"),
}

LANGUAGE_NAMES: dict[str, Any] = {
    "id": _l("Indonesian"),
    "en": _l("English (language)"),
    "jv": _l("Javanese"),
    "su": _l("Sundanese"),
    "ms": _l("Malay"),
    "ar": _l("Arabic"),
    "zh": _l("Mandarin"),
    "ja": _l("Japanese"),
    "nl": _l("Dutch"),
    "de": _l("German"),
    "fr": _l("French"),
}

PURPOSE_NAMES: dict[Purpose, Any] = {
    Purpose.OPERATIONAL: _l("Letters about work"),
    Purpose.PROMOTIONAL: _l("Promotion"),
    Purpose.PHOTO: _l("Publication of the photo"),
    Purpose.CONTACT: _l("Contact details for other members"),
}

PURPOSE_HINTS: dict[Purpose, Any] = {
    Purpose.OPERATIONAL: _l("Invitations, requests, reminders"),
    Purpose.PROMOTIONAL: _l("Campaigns, workshops, news"),
    Purpose.PHOTO: _l("On the portal and in reports"),
    Purpose.CONTACT: _l("In the directory and on the institution's page"),
}

WAY_NAMES: dict[Way, Any] = {
    Way.LETTER: _l("signed letter"),
    Way.EMAIL: _l("e-mail"),
    Way.FORM: _l("form"),
    Way.SPOKEN: _l("spoken"),
    Way.LINK: _l("link in a letter"),
}

ERASURE_STATES: dict[ErasureState, tuple[Any, str]] = {
    ErasureState.DUE: (_l("Due"), "wait"),
    ErasureState.DONE: (_l("Erased"), "past"),
    ErasureState.LAID_ASIDE: (_l("Laid aside"), "idle"),
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "preferred_channel": lambda channel: str(CHANNEL_NAMES[channel]),
    "erasure_state": lambda state: ERASURE_STATES[state],
    "expert_name": lambda kind: str(EXPERT_NAMES[kind]),
    "language_names": lambda codes: ", ".join(str(LANGUAGE_NAMES.get(one, one)) for one in codes),
    "level_name": lambda level: str(LEVEL_NAMES[level]),
    "purpose_hint": lambda purpose: str(PURPOSE_HINTS[purpose]),
    "purposes": lambda: list(Purpose),
    "purpose_name": lambda purpose: str(PURPOSE_NAMES[purpose]),
    "role_name": lambda role: str(ROLE_NAMES[role]),
    "way_name": lambda way: str(WAY_NAMES[way]),
}
"""What templates may call, of this room and of those above."""
