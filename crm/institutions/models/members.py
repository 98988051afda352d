"""Institutions: libraries that joined or may join, partners, and health units without a library."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model, Words
from crm.places.models import Province, Regency


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


WITHOUT_LIBRARY = frozenset(
    {
        InstitutionType.PROFESSIONAL_ASSOCIATION,
        InstitutionType.MEDIA_PARTNER,
        InstitutionType.VENDOR,
        InstitutionType.SPONSOR,
        InstitutionType.HOSPITAL,
        InstitutionType.PUSKESMAS,
        InstitutionType.HEALTH_SCHOOL,
        InstitutionType.HEALTH_OFFICE,
        InstitutionType.OTHER,
    }
)


class Ownership(StrEnum):
    """Who owns the institution."""

    CENTRAL = "pusat"
    LOCAL = "pemda"
    STATE_UNIVERSITY = "ptn"
    PRIVATE_UNIVERSITY = "pts"
    PRIVATE = "swasta"
    SOCIETY = "ormas"


class MembershipState(StrEnum):
    """Where an institution stands with the network (domain 5.3); NONE never applied."""

    NONE = "none"
    PROSPECT = "prospect"
    APPLIED = "applied"
    VERIFIED = "verified"
    ACTIVE = "active"
    GRACE = "grace"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    HONORARY = "honorary"
    MERGED = "merged"


class Institution(Model):
    """A library, a partner or a health unit; equal official codes mean the same one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    npp: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    name_en: Mapped[str] = mapped_column(sa.String(255), default="")
    short_name: Mapped[str] = mapped_column(sa.String(80), default="")
    sort_name: Mapped[str] = mapped_column(sa.String(255))
    type: Mapped[InstitutionType] = mapped_column(Words(InstitutionType))
    ownership: Mapped[Ownership | None] = mapped_column(Words(Ownership))
    is_library: Mapped[bool] = mapped_column(default=False)
    state: Mapped[MembershipState] = mapped_column(
        Words(MembershipState), default=MembershipState.NONE
    )
    joined_on: Mapped[date | None]
    last_confirmed_on: Mapped[date | None]
    published: Mapped[bool] = mapped_column(default=False)
    regency_code: Mapped[str | None] = mapped_column(sa.ForeignKey("regency.code"))
    province_code: Mapped[str | None] = mapped_column(sa.ForeignKey("province.code"))
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    address: Mapped[str] = mapped_column(sa.Text, default="")
    postcode: Mapped[str] = mapped_column(sa.String(10), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    web: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    regency: Mapped[Regency | None] = relationship()
    province: Mapped[Province | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_institution_sort_name_id", "sort_name", "id"),
        sa.Index("ix_institution_province_code_sort_name", "province_code", "sort_name", "id"),
        sa.Index("ix_institution_type_sort_name", "type", "sort_name", "id"),
        sa.Index("ix_institution_state_sort_name", "state", "sort_name", "id"),
        sa.Index("ix_institution_regency_code", "regency_code"),
    )
