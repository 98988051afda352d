"""What types, owners, states and moves are called on the page, and how old things read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.institutions.hours import told_exceptions, told_week
from crm.institutions.models import (
    AccessPolicy,
    Automation,
    Connection,
    Format,
    Grade,
    Institution,
    InstitutionType,
    LearningMethod,
    LegalType,
    LibrarySystem,
    MembershipState,
    NeedKind,
    NeedState,
    Ownership,
    RelationKind,
    Requirement,
    Strength,
)
from crm.institutions.models.strengths import DEEPEST
from crm.institutions.queries import today
from crm.institutions.subjects import Subject

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

DEPTH_NAMES: tuple[Any, ...] = (
    _l("nothing to speak of"),
    _l("a few basic works"),
    _l("enough to begin with"),
    _l("enough to teach"),
    _l("enough for research"),
    _l("all there is"),
)

LEGAL_NAMES: dict[LegalType, Any] = {
    LegalType.NATIONAL: _l("National library"),
    LegalType.PUBLIC: _l("Library for the public"),
    LegalType.SCHOOL: _l("School library"),
    LegalType.UNIVERSITY: _l("University library"),
    LegalType.SPECIAL: _l("Special library"),
}

GRADE_NAMES: dict[Grade, Any] = {grade: grade.value for grade in Grade}

ACCESS_NAMES: dict[AccessPolicy, Any] = {
    AccessPolicy.OPEN: _l("open to everybody"),
    AccessPolicy.REGISTERED: _l("open after registration"),
    AccessPolicy.INTERNAL: _l("own users only"),
}

SYSTEM_NAMES: dict[LibrarySystem, Any] = {
    LibrarySystem.SLIMS: "SLiMS",
    LibrarySystem.INLISLITE: "INLISLite",
    LibrarySystem.KOHA: "Koha",
    LibrarySystem.OTHER: _l("another programme"),
    LibrarySystem.NONE: _l("no programme"),
}

AUTOMATION_NAMES: dict[Automation, Any] = {
    Automation.NONE: _l("by hand"),
    Automation.CATALOGUE: _l("the catalogue"),
    Automation.LOANS: _l("catalogue and loans"),
    Automation.WHOLE: _l("all of the work"),
}

CONNECTION_NAMES: dict[Connection, Any] = {
    Connection.FIBRE: _l("fibre"),
    Connection.WIRELESS: _l("wireless"),
    Connection.NONE: _l("no connection"),
}

METHOD_NAMES: dict[LearningMethod, Any] = {
    LearningMethod.SELF_LED: _l("learning, not teaching"),
    LearningMethod.STUDENT_CENTRED: _l("student centred"),
    LearningMethod.CROSS_DISCIPLINE: _l("across disciplines"),
    LearningMethod.PROBLEM_BASED: _l("problem based"),
    LearningMethod.COLLABORATIVE: _l("collaborative"),
    LearningMethod.COMPUTER_MEDIATED: _l("with the computer"),
    LearningMethod.DISTANCE: _l("at a distance"),
}

FORMAT_NAMES: dict[Format, Any] = {
    Format.BOOKS: _l("books"),
    Format.PRINT_JOURNALS: _l("printed journals"),
    Format.E_JOURNALS: _l("electronic journals"),
    Format.THESES: _l("theses"),
    Format.LOCAL_CONTENT: _l("local content"),
    Format.MODELS: _l("models and specimens"),
    Format.AUDIOVISUAL: _l("audiovisual material"),
}

NEED_NAMES: dict[NeedKind, Any] = {
    NeedKind.SKILL: _l("Skill"),
    NeedKind.LITERATURE: _l("Literature"),
    NeedKind.PROCESSING: _l("Processing"),
    NeedKind.PROMOTION: _l("Promotion"),
}

NEED_STANDINGS: dict[NeedState, tuple[Any, str]] = {
    NeedState.OPEN: (_l("Open"), "wait"),
    NeedState.MET: (_l("Met"), "good"),
    NeedState.CLOSED: (_l("Closed"), "past"),
}

RELATION_NAMES: dict[RelationKind, tuple[Any, Any]] = {
    RelationKind.TEACHING_HOSPITAL_OF: (_l("teaching hospital of"), _l("teaches at")),
    RelationKind.BRANCH_OF: (_l("branch of"), _l("has as a branch")),
    RelationKind.MEMBER_OF: (_l("member of"), _l("has as a member")),
    RelationKind.SUPPORTS: (_l("supports"), _l("is supported by")),
    RelationKind.PARTNER_OF: (_l("partner of"), _l("partner of")),
    RelationKind.SUCCEEDED_BY: (_l("became part of"), _l("took over")),
}
"""What the near one is for the far one, and the far one for the near."""

REQUIREMENT_NAMES: dict[Requirement, Any] = {
    Requirement.JOINING_LETTER: _l("the joining letter, signed by the parent body"),
    Requirement.LIAISON: _l("a liaison who consented to be written to"),
    Requirement.NPP: _l("the NPP, or the reason why there is none"),
    Requirement.ETHICS: _l("the acknowledgement of the ethics policy"),
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
    """A state as a badge shows it."""

    label: str
    tone: str


def standing_of(state: MembershipState) -> Standing:
    """The words and the tone of a membership state."""
    return Standing(str(STATE_NAMES[state]), STATE_TONES[state])


def need_standing(state: NeedState) -> Standing:
    """The words and the tone of a need's state."""
    name, tone = NEED_STANDINGS[state]
    return Standing(str(name), tone)


def relation_name(kind: RelationKind, *, from_near: bool) -> str:
    """What a relation is called from one of its sides."""
    near, far = RELATION_NAMES[kind]
    return str(near if from_near else far)


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


def subject_name(strength: Strength) -> str:
    """The subject of a strength, with what it is more exactly."""
    return Subject(strength.scheme, strength.subject).name


def strengths_named(strengths: Iterable[Strength]) -> str:
    """Strengths in one line, each with its depth."""
    return "; ".join(f"{subject_name(one)} {one.depth}/{DEEPEST}" for one in strengths)


def field_value(field: str, value: Any) -> Any:
    """A plain value of a record as the page shows it."""
    if value is None or value == "":
        return None
    if field in FIELD_NAMES:
        return str(FIELD_NAMES[field][value])
    if field.endswith("_on"):
        return plain_date(date.fromisoformat(value))
    return "\n".join(value) if isinstance(value, list) else value


FIELD_NAMES: dict[str, dict[Any, Any]] = {
    "grade": GRADE_NAMES,
    "access_policy": ACCESS_NAMES,
    "library_system": SYSTEM_NAMES,
    "automation": AUTOMATION_NAMES,
    "connection": CONNECTION_NAMES,
}

ON_PAGES: Mapping[str, Callable[..., Any]] = {
    "ago": ago,
    "audience_name": lambda audience: str(AUDIENCE_NAMES.get(audience, audience)),
    "access_name": lambda policy: str(ACCESS_NAMES[policy]),
    "automation_name": lambda level: str(AUTOMATION_NAMES[level]),
    "connection_name": lambda kind: str(CONNECTION_NAMES[kind]),
    "field_value": field_value,
    "formats_named": lambda words: ", ".join(str(FORMAT_NAMES[Format(word)]) for word in words),
    "legal_name": lambda kind: str(LEGAL_NAMES[kind]),
    "methods_named": lambda words: ", ".join(str(METHOD_NAMES[LearningMethod(w)]) for w in words),
    "move_name": lambda state: str(MOVE_NAMES[state]),
    "need_name": lambda kind: str(NEED_NAMES[kind]),
    "need_standing": need_standing,
    "next_step_of": next_step_of,
    "ownership_name": lambda owner: str(OWNERSHIP_NAMES[owner]),
    "relation_name": relation_name,
    "requirement_name": lambda requirement: str(REQUIREMENT_NAMES[requirement]),
    "standing_of": standing_of,
    "strengths_named": strengths_named,
    "subject_name": subject_name,
    "system_name": lambda system: str(SYSTEM_NAMES[system]),
    "told_exceptions": told_exceptions,
    "told_week": told_week,
    "type_name": type_name,
}
"""What templates may call, of this room and of those above."""
