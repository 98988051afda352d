"""What kinds of institutions, services and collections are called."""

from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.institutions.models import (
    AccessPolicy,
    Automation,
    Connection,
    Format,
    Grade,
    InstitutionType,
    LearningMethod,
    LegalType,
    LibrarySystem,
    Ownership,
)

_T = InstitutionType

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

AUDIENCE_NAMES: dict[str, Any] = {
    "own": _l("own users"),
    "members": _l("members of the network"),
    "public": _l("everybody"),
}


def type_name(kind: InstitutionType) -> str:
    """What a type of institution is called."""
    return str(TYPE_NAMES[kind])
