"""What types, owners, states and moves are called on the page, and how old things read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from crm.institutions.models import Institution, InstitutionType, MembershipState, Ownership
from crm.institutions.queries import today

YESTERDAY, WEEKS_FROM, MONTHS_FROM = 1, 14, 60

_T = InstitutionType
_S = MembershipState

TYPE_NAMES: dict[InstitutionType, Any] = {
    _T.HOSPITAL_LIBRARY: _l("Hospital library"),
    _T.TEACHING_HOSPITAL_LIBRARY: _l("Teaching hospital library"),
    _T.MEDICAL_FACULTY_LIBRARY: _l("Medical faculty library"),
    _T.NURSING_FACULTY_LIBRARY: _l("Nursing faculty library"),
    _T.PUBLIC_HEALTH_FACULTY_LIBRARY: _l("Public health faculty library"),
    _T.DENTISTRY_PHARMACY_FACULTY_LIBRARY: _l("Dentistry or pharmacy faculty library"),
    _T.UNIVERSITY_CENTRAL_LIBRARY: _l("University central library"),
    _T.POLTEKKES_LIBRARY: _l("Health polytechnic library"),
    _T.STIKES_LIBRARY: _l("Health college library"),
    _T.MOH_UNIT_LIBRARY: _l("Library of a Ministry of Health unit"),
    _T.RESEARCH_BODY_LIBRARY: _l("Library of a research body"),
    _T.HEALTH_OFFICE_LIBRARY: _l("Health office library"),
    _T.PUSKESMAS_CORNER: _l("Reading corner of a puskesmas"),
    _T.PROFESSIONAL_ASSOCIATION: _l("Professional association"),
    _T.SPECIAL_LIBRARY_OTHER: _l("Other special library"),
    _T.PUBLIC_LIBRARY_PARTNER: _l("Public library"),
    _T.MEDIA_PARTNER: _l("Media partner"),
    _T.VENDOR: _l("Vendor"),
    _T.SPONSOR: _l("Sponsor"),
    _T.HOSPITAL: _l("Hospital without a library"),
    _T.PUSKESMAS: _l("Puskesmas"),
    _T.HEALTH_SCHOOL: _l("Health school without a library"),
    _T.HEALTH_OFFICE: _l("Health office"),
    _T.OTHER: _l("Other institution"),
}

OWNERSHIP_NAMES: dict[Ownership, Any] = {
    Ownership.CENTRAL: _l("Central government"),
    Ownership.LOCAL: _l("Local government"),
    Ownership.STATE_UNIVERSITY: _l("State university"),
    Ownership.PRIVATE_UNIVERSITY: _l("Private university"),
    Ownership.PRIVATE: _l("Private owner"),
    Ownership.SOCIETY: _l("Society or foundation"),
}

STATE_NAMES: dict[MembershipState, Any] = {
    _S.NONE: _l("Not a member"),
    _S.PROSPECT: _l("Prospect"),
    _S.APPLIED: _l("Applied"),
    _S.VERIFIED: _l("Verified"),
    _S.ACTIVE: _l("Active member"),
    _S.GRACE: _l("In grace"),
    _S.LAPSED: _l("Lapsed"),
    _S.SUSPENDED: _l("Suspended"),
    _S.WITHDRAWN: _l("Withdrawn"),
    _S.HONORARY: _l("Honorary member"),
    _S.MERGED: _l("Merged"),
}

STATE_TONES: dict[MembershipState, str] = {
    _S.NONE: "past",
    _S.PROSPECT: "idle",
    _S.APPLIED: "wait",
    _S.VERIFIED: "move",
    _S.ACTIVE: "good",
    _S.GRACE: "wait",
    _S.LAPSED: "stop",
    _S.SUSPENDED: "stop",
    _S.WITHDRAWN: "past",
    _S.HONORARY: "good",
    _S.MERGED: "past",
}

MOVE_NAMES: dict[MembershipState, Any] = {
    _S.PROSPECT: _l("Note as a prospect"),
    _S.APPLIED: _l("Note the application"),
    _S.VERIFIED: _l("Verify the application"),
    _S.ACTIVE: _l("Activate the membership"),
    _S.GRACE: _l("Give a time of grace"),
    _S.LAPSED: _l("Let the membership lapse"),
    _S.SUSPENDED: _l("Suspend the membership"),
    _S.WITHDRAWN: _l("Note the withdrawal"),
    _S.HONORARY: _l("Make an honorary member"),
}

NEXT_STEPS: dict[MembershipState, tuple[MembershipState, Any]] = {
    _S.PROSPECT: (_S.APPLIED, _l("the joining letter, signed by the parent body.")),
    _S.APPLIED: (_S.VERIFIED, _l("check the letter, the liaison and the ethics statement.")),
    _S.VERIFIED: (_S.ACTIVE, _l("say from which day the membership is active.")),
    _S.GRACE: (_S.ACTIVE, _l("renew the membership, or let it lapse.")),
}

AUDIENCE_NAMES: dict[str, Any] = {
    "own": _l("own users"),
    "members": _l("members of the network"),
    "public": _l("everybody"),
}


class Standing(NamedTuple):
    """A membership state as a badge shows it."""

    label: str
    tone: str


def standing_of(state: MembershipState) -> Standing:
    """The words and the tone of a membership state."""
    return Standing(str(STATE_NAMES[state]), STATE_TONES[state])


def type_name(kind: InstitutionType) -> str:
    """What a type of institution is called."""
    return str(TYPE_NAMES[kind])


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


class NextStep(NamedTuple):
    """What comes next for a membership, in words, and the move that does it."""

    text: str
    act_label: str
    to: MembershipState


def next_step_of(institution: Institution) -> NextStep | None:
    """The next step of a membership that is on its way; none where nothing has to happen."""
    if institution.state not in NEXT_STEPS:
        return None
    to, text = NEXT_STEPS[institution.state]
    return NextStep(str(text), str(MOVE_NAMES[to]), to)


ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "ago": ago,
    "audience_name": lambda audience: str(AUDIENCE_NAMES.get(audience, audience)),
    "move_name": lambda state: str(MOVE_NAMES[state]),
    "next_step_of": next_step_of,
    "ownership_name": lambda owner: str(OWNERSHIP_NAMES[owner]),
    "standing_of": standing_of,
    "type_name": type_name,
}
"""What templates may call, of this room and of those above."""
