"""The network's own record."""

import sqlalchemy as sa
from flask import g

from crm.core.db import db
from crm.network.models import Network, Signatory


def the_network() -> Network:
    """The one network of this installation, read once for each request."""
    if "network" not in g:
        g.network = db.session.scalars(sa.select(Network).order_by(Network.id).limit(1)).one()
    found: Network = g.network
    return found


def keep_at_hand(network: Network) -> None:
    """Let the request use the network that was read along with who is signed in."""
    g.network = network


def all_signatories() -> sa.Select[Signatory]:
    """Everyone who signs or signed for the network, by office."""
    return sa.select(Signatory).order_by(Signatory.office, Signatory.id)


def signatories() -> sa.Select[Signatory]:
    """Who may sign now, by office."""
    return all_signatories().where(Signatory.active)


def first_signatory() -> Signatory | None:
    """Who signs when nobody is chosen."""
    return db.session.scalars(signatories().limit(1)).first()
