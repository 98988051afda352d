"""What administrators do to accounts; what they cannot is lose the last of them (A44)."""

import sqlalchemy as sa

from crm.accounts.models import SignedIn, User
from crm.accounts.queries import other_admins, user_with_email
from crm.core.actors import Actor
from crm.core.db import db
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.institutions.calling import institution_called
from crm.institutions.models import Institution
from crm.permissions import Role


def free_address(email: str, *, but: User | None = None) -> None:
    """Refuse an address that another account has."""
    found = db.session.scalar(user_with_email(email))
    if found is not None and found is not but:
        raise NotValid(_("Someone else already signs in with this address."))


def institution_for(role: Role, words: str) -> Institution | None:
    """The institution a user speaks for; a partner needs exactly one."""
    if not words:
        if role is Role.PARTNER:
            raise NotValid(_("A partner speaks for one institution. Name it."))
        return None
    return institution_called(words)


def keep_an_admin(user: User) -> None:
    """Refuse to take the right from the last administrator, whoever asks at the same time."""
    if user.role is not Role.ADMIN or not user.active:
        return
    db.session.execute(sa.select(User.id).where(User.role == Role.ADMIN).with_for_update())
    if db.session.scalars(other_admins(user)).first() is None:
        raise NotPossible(
            _("This is the last administrator. Make someone else administrator first.")
        )


def close(user: User, *, by: Actor) -> None:
    """Close an account and end its sessions."""
    keep_an_admin(user)
    user.close(by=by)
    end_sessions(user)


def end_sessions(user: User) -> None:
    """Sign a user out everywhere."""
    db.session.execute(sa.delete(SignedIn).where(SignedIn.user_id == user.id))
