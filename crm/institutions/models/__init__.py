"""Records of institutions and parent bodies."""

from crm.institutions.models.backings import Backing, BackingKind, BackingState
from crm.institutions.models.checks import CheckState, DataCheck, DataCorrection, Verdict
from crm.institutions.models.joining import Filing, Requirement
from crm.institutions.models.kinds import (
    HEALTH_UNITS,
    AccessPolicy,
    Automation,
    Connection,
    Grade,
    InstitutionType,
    LegalType,
    LibrarySystem,
    Ownership,
)
from crm.institutions.models.members import Institution
from crm.institutions.models.memberships import GRACE, MEMBERS, MOVES, MembershipState
from crm.institutions.models.needs import Need, NeedKind, NeedState
from crm.institutions.models.parents import Belonging, ParentBody, Subordination
from crm.institutions.models.relations import Relation, RelationKind
from crm.institutions.models.services import LearningMethod, OfferedService, Service
from crm.institutions.models.strengths import Format, Scheme, Strength

__all__ = [
    "GRACE",
    "HEALTH_UNITS",
    "MEMBERS",
    "MOVES",
    "AccessPolicy",
    "Automation",
    "Backing",
    "BackingKind",
    "BackingState",
    "Belonging",
    "CheckState",
    "Connection",
    "DataCheck",
    "DataCorrection",
    "Filing",
    "Format",
    "Grade",
    "Institution",
    "InstitutionType",
    "LearningMethod",
    "LegalType",
    "LibrarySystem",
    "MembershipState",
    "Need",
    "NeedKind",
    "NeedState",
    "OfferedService",
    "Ownership",
    "ParentBody",
    "Relation",
    "RelationKind",
    "Requirement",
    "Scheme",
    "Service",
    "Strength",
    "Subordination",
    "Verdict",
]
