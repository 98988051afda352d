"""Who may ask and offer for whom: the secretariat for all, a member where it may confirm."""

from flask import abort

from crm.accounts.models import User
from crm.core.db import db
from crm.institutions.queries import today
from crm.permissions import Permission, Role
from crm.sharing.queries import confirmed_by


def may_post_for(user: User, institution_id: int) -> bool:
    """Tell whether a user may ask or offer for an institution (domain 3.3: a current right)."""
    if not user.can(Permission.PROPOSE_SHARING):
        return False
    if user.role is Role.SECRETARIAT:
        return True
    return institution_id in set(db.session.scalars(confirmed_by(user, on=today())))


def may_post(user: User) -> bool:
    """Tell whether there is any institution for which a user may ask or offer."""
    if not user.can(Permission.PROPOSE_SHARING):
        return False
    if user.role is Role.SECRETARIAT:
        return True
    return db.session.scalar(confirmed_by(user, on=today()).limit(1)) is not None


def refuse_unless_for(user: User, institution_id: int) -> None:
    """Stop who may not speak for an institution; the page exists, the right does not."""
    if not may_post_for(user, institution_id):
        abort(403)
