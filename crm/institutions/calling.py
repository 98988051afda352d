"""The institution that is meant by what somebody typed."""

import sqlalchemy as sa

from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import is_choosable


def institution_called(words: str) -> Institution:
    """The one institution in use with exactly this name or code; a refusal says why none is."""
    meant = sa.select(Institution).where(
        sa.or_(Institution.code == words, Institution.name == words)
    )
    found = list(db.session.scalars(meant.where(is_choosable()).limit(2)))
    if len(found) == 1:
        return found[0]
    if not found and db.session.scalar(meant.limit(1)) is not None:
        raise NotValid(_("This institution is in the archive or part of another one by now."))
    raise NotValid(_("Enter the exact name or the code of one institution."))
