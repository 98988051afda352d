"""Records of institutions and parent bodies."""

from crm.institutions.models.members import (
    Institution,
    InstitutionType,
    Ownership,
)
from crm.institutions.models.memberships import MEMBERS, MOVES, MembershipState
from crm.institutions.models.parents import Belonging, ParentBody, Subordination
from crm.institutions.models.services import OfferedService, Service

__all__ = [
    "MEMBERS",
    "MOVES",
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
