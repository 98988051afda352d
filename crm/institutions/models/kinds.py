"""The vocabularies of an institution: type, owner, access, machines, lines (domain 5.1, 5.2)."""

from enum import StrEnum


class InstitutionType(StrEnum):
    """Types of domain 5.1."""

    HOSPITAL_LIBRARY = "hospital_library"
    TEACHING_HOSPITAL_LIBRARY = "teaching_hospital_library"
    MEDICAL_FACULTY_LIBRARY = "medical_faculty_library"
    NURSING_FACULTY_LIBRARY = "nursing_faculty_library"
    PUBLIC_HEALTH_FACULTY_LIBRARY = "public_health_faculty_library"
    DENTISTRY_PHARMACY_FACULTY_LIBRARY = "dentistry_pharmacy_faculty_library"
    UNIVERSITY_CENTRAL_LIBRARY = "university_central_library"
    POLTEKKES_LIBRARY = "poltekkes_library"
    STIKES_LIBRARY = "stikes_library"
    MOH_UNIT_LIBRARY = "moh_unit_library"
    RESEARCH_BODY_LIBRARY = "research_body_library"
    HEALTH_OFFICE_LIBRARY = "health_office_library"
    PUSKESMAS_CORNER = "puskesmas_corner"
    PROFESSIONAL_ASSOCIATION = "professional_association"
    SPECIAL_LIBRARY_OTHER = "special_library_other"
    PUBLIC_LIBRARY_PARTNER = "public_library_partner"
    MEDIA_PARTNER = "media_partner"
    VENDOR = "vendor"
    SPONSOR = "sponsor"
    HOSPITAL = "hospital"
    PUSKESMAS = "puskesmas"
    HEALTH_SCHOOL = "health_school"
    HEALTH_OFFICE = "health_office"
    OTHER = "other"


HEALTH_UNITS = frozenset(
    {
        InstitutionType.HOSPITAL,
        InstitutionType.PUSKESMAS,
        InstitutionType.HEALTH_SCHOOL,
        InstitutionType.HEALTH_OFFICE,
        InstitutionType.PROFESSIONAL_ASSOCIATION,
    }
)
"""Units that have to do with health and no library of their own (source S44)."""

WITHOUT_LIBRARY = HEALTH_UNITS | {
    InstitutionType.MEDIA_PARTNER,
    InstitutionType.VENDOR,
    InstitutionType.SPONSOR,
    InstitutionType.OTHER,
}


class Ownership(StrEnum):
    """Who owns the institution."""

    CENTRAL = "pusat"
    LOCAL = "pemda"
    STATE_UNIVERSITY = "ptn"
    PRIVATE_UNIVERSITY = "pts"
    PRIVATE = "swasta"
    SOCIETY = "ormas"


class LegalType(StrEnum):
    """Kinds of libraries in the law (UU 43/2007)."""

    NATIONAL = "national"
    PUBLIC = "public"
    SCHOOL = "school"
    UNIVERSITY = "university"
    SPECIAL = "special"


class Grade(StrEnum):
    """Grades of the national library's accreditation."""

    A = "A"
    B = "B"
    C = "C"


class AccessPolicy(StrEnum):
    """Who may come in and use the collection (source S04)."""

    OPEN = "open"
    REGISTERED = "registered"
    INTERNAL = "internal"


class LibrarySystem(StrEnum):
    """The programme that keeps catalogue and loans."""

    SLIMS = "slims"
    INLISLITE = "inlislite"
    KOHA = "koha"
    OTHER = "other"
    NONE = "none"


class Automation(StrEnum):
    """How much of the work is done with the programme (source S27)."""

    NONE = "none"
    CATALOGUE = "catalogue"
    LOANS = "loans"
    WHOLE = "whole"


class Connection(StrEnum):
    """How the library is connected (source S11)."""

    FIBRE = "fibre"
    WIRELESS = "wireless"
    NONE = "none"
