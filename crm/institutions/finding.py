"""The record that an address names: not visible, not there; visible but not theirs, not allowed."""

from flask import abort
from sqlalchemy.orm import undefer_group

from crm.core.access import visitor
from crm.core.db import get_or_404
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.profiles import GROUP
from crm.institutions.queries import institutions_visible_to, parent_bodies_visible_to


def visible_institution(institution_id: int) -> Institution:
    """An institution that the visitor may see, with its profile. Costs one statement."""
    whole = institutions_visible_to(visitor()).options(undefer_group(GROUP))
    return get_or_404(whole, institution_id)


def editable_institution(institution_id: int) -> Institution:
    """An institution whose data the visitor may change."""
    institution = visible_institution(institution_id)
    if not institution.is_editable_by(visitor()):
        abort(403)
    return institution


def visible_parent_body(parent_body_id: int) -> ParentBody:
    """A parent body that the visitor may see."""
    return get_or_404(parent_bodies_visible_to(visitor()), parent_body_id)
