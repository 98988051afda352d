"""Questions about accounts."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import SignedIn, User
from crm.core.db import db
from crm.network.models import Network
from crm.permissions import Role


def session_with(digest: str) -> sa.Select[SignedIn, Network]:
    """The session whose secret has this digest, with its user, and the network of every page."""
    return (
        sa.select(SignedIn, Network)
        .join(Network, sa.true())
        .where(SignedIn.digest == digest)
        .order_by(Network.id)
        .limit(1)
    )


def sessions_of(user: User) -> sa.Select[SignedIn]:
    """Where a user is signed in, the newest first."""
    return (
        sa.select(SignedIn)
        .where(SignedIn.user_id == user.id, SignedIn.epoch == user.epoch)
        .order_by(SignedIn.last_seen_at.desc(), SignedIn.id.desc())
    )


def users() -> sa.Select[User]:
    """Every account with its institution."""
    return sa.select(User).options(joinedload(User.institution))


def colleagues() -> sa.Select[User]:
    """The people of the secretariat with an open account, by name."""
    return (
        sa.select(User)
        .where(User.role == Role.SECRETARIAT, User.active)
        .order_by(User.name, User.id)
    )


def administrators() -> sa.Select[User]:
    """The administrators with an open account."""
    return sa.select(User).where(User.role == Role.ADMIN, User.active).order_by(User.id)


def user_with_email(email: str) -> sa.Select[User]:
    """The account with this address; case does not matter."""
    return sa.select(User).where(User.email == email.strip().casefold())


def other_admins(user: User) -> sa.Select[User]:
    """The active administrators besides this one, held until the end of the work at hand."""
    return (
        sa.select(User)
        .where(User.role == Role.ADMIN, User.active, User.id != user.id)
        .order_by(User.id)
        .with_for_update()
    )


def network_colleagues() -> list[tuple[int, str]]:
    """Who works for the network and can be handed something, by name. Costs one statement."""
    roles = (Role.SECRETARIAT, Role.CAMPAIGN_MANAGER, Role.ADMIN)
    found = sa.select(User.id, User.name).where(User.active, User.role.in_(roles))
    return [(row.id, row.name) for row in db.session.execute(found.order_by(User.name, User.id))]
