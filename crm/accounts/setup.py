"""The first run: one private address makes the first administrator, then closes for ever (A39)."""

import sqlalchemy as sa
from flask import abort

from crm.accounts.invitations import new_user
from crm.accounts.models import User
from crm.core import clock
from crm.core.addresses import link_to
from crm.core.db import db
from crm.core.tokens import derived_secret, same
from crm.network.models import Network
from crm.network.queries import the_network
from crm.permissions import Role


def setup_token() -> str:
    """The secret of the first run, made again from SECRET_KEY each time."""
    return derived_secret("setup", the_network().id)


def setup_address() -> str:
    """Where the first administrator is made."""
    return link_to("setups.new", token=setup_token())


def is_open() -> bool:
    """Tell whether nobody has an account yet and the first run was never finished."""
    nobody = db.session.scalar(sa.select(User.id).limit(1)) is None
    return nobody and the_network().setup_done_at is None


def check_setup(token: str) -> None:
    """Only the right secret, and only once; to everyone else there is nothing here."""
    if not same(token, setup_token()) or not is_open():
        abort(404)


def finish_setup(*, network_name: str, name: str, email: str, password_hash: str) -> User:
    """Name the network, make its first administrator, and close the first run."""
    closed = db.session.execute(
        sa.update(Network)
        .where(Network.setup_done_at.is_(None))
        .values(setup_done_at=clock.now(), name=network_name)
        .returning(Network.id)
    ).scalar()
    if closed is None:
        abort(404)
    user = new_user(email, role=Role.ADMIN, name=name)
    user.set_password(password_hash)
    return user


def close_setup() -> None:
    """Close the first run, because someone has an account now."""
    db.session.execute(
        sa.update(Network).where(Network.setup_done_at.is_(None)).values(setup_done_at=clock.now())
    )
