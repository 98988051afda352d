"""Records of institutions and parent bodies."""

from crm.institutions.models.members import (
    Institution,
    InstitutionType,
    MembershipState,
    Ownership,
)
from crm.institutions.models.parents import Belonging, ParentBody, Subordination

__all__ = [
    "Belonging",
    "Institution",
    "InstitutionType",
    "MembershipState",
    "Ownership",
    "ParentBody",
    "Subordination",
]
