"""Records of institutions and parent bodies."""

from crm.institutions.models.members import (
    Institution,
    InstitutionType,
    MembershipState,
    Ownership,
)
from crm.institutions.models.parents import Belonging, ParentBody, Subordination
from crm.institutions.models.services import OfferedService, Service

__all__ = [
    "Belonging",
    "Institution",
    "InstitutionType",
    "MembershipState",
    "OfferedService",
    "Ownership",
    "ParentBody",
    "Service",
    "Subordination",
]
