"""The record that an address names: not visible, not there; visible but not theirs, not allowed."""

import sqlalchemy as sa
from flask import abort, redirect, url_for
from sqlalchemy.orm import joinedload, undefer_group

from crm.core.access import visitor
from crm.core.db import db, get_or_404, get_or_none
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.profiles import GROUP
from crm.institutions.queries import (
    heirs,
    institutions,
    institutions_visible_to,
    parent_bodies_visible_to,
)


def visible_institution(institution_id: int) -> Institution:
    """An institution that the visitor may see, with its profile. Costs one statement."""
    whole = institutions_visible_to(visitor()).options(undefer_group(GROUP))
    return get_or_404(whole, institution_id)


def shown_institution(institution_id: int, *, itself: bool) -> Institution:
    """An institution for its page, with what it took over. Costs one statement.

    The address of one that became part of another leads on to that one, also for those who may
    see only the latter; its own page is still there for who asks for it `itself`.
    """
    names = joinedload(Institution.forerunners).load_only(
        Institution.name, Institution.membership_ends_on
    )
    whole = institutions_visible_to(visitor()).options(undefer_group(GROUP), names)
    found = get_or_none(whole, institution_id)
    if found is None or (found.merged_into_id and not itself):
        _lead_on(found or get_or_none(institutions(), institution_id))
    return found or abort(404)


def _lead_on(gone: Institution | None) -> None:
    """Go to what an institution became in the end, where the visitor may see that."""
    if gone is None or not gone.merged_into_id:
        return
    line = heirs([gone.id]).subquery()
    became = Institution.id.in_(sa.select(line.c.heir_id)), Institution.merged_into_id.is_(None)
    heir = db.session.scalars(institutions_visible_to(visitor()).where(*became)).first()
    if heir is not None:
        address = url_for("institutions.show", institution_id=heir.id, was=gone.id)
        abort(redirect(address))


def editable_institution(institution_id: int) -> Institution:
    """An institution whose data the visitor may change."""
    institution = visible_institution(institution_id)
    if not institution.is_editable_by(visitor()):
        abort(403)
    return institution


def visible_parent_body(parent_body_id: int) -> ParentBody:
    """A parent body that the visitor may see."""
    return get_or_404(parent_bodies_visible_to(visitor()), parent_body_id)
