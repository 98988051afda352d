"""Questions about accounts."""

import sqlalchemy as sa

from crm.accounts.models import SignedIn, User


def session_with(digest: str) -> sa.Select[SignedIn]:
    """The session whose secret has this digest, with its user."""
    return sa.select(SignedIn).where(SignedIn.digest == digest)


def users() -> sa.Select[User]:
    """Every account, by name."""
    return sa.select(User).order_by(User.name, User.id)


def user_with_email(email: str) -> sa.Select[User]:
    """The account with this address; case does not matter."""
    return sa.select(User).where(User.email == email.strip().casefold())
