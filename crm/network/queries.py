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


def signatories() -> sa.Select[Signatory]:
    """Who may sign now, by office."""
    return sa.select(Signatory).where(Signatory.active).order_by(Signatory.office, Signatory.id)
