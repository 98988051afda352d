"""What may be chosen for something new: nothing that ended, and nothing out of the archive."""

import sqlalchemy as sa

from crm.institutions.models import Institution, MembershipState, ParentBody
from crm.labels.queries import is_archived


def is_choosable() -> sa.ColumnElement[bool]:
    """Hold for institutions that stand for themselves and are in use."""
    stands = Institution.state != MembershipState.MERGED
    return stands & ~is_archived(Institution, "institution")


def is_choosable_body() -> sa.ColumnElement[bool]:
    """Hold for parent bodies in use."""
    return ~is_archived(ParentBody, "parent_body")
