"""Stopping promotion: an address in every such letter, good for ever, for this reader alone."""

import sqlalchemy as sa
from flask import abort, current_app
from itsdangerous import BadSignature, URLSafeSerializer

from crm.core import clock
from crm.core.db import db
from crm.reminders.models import Lane, Message, Unsubscription
from crm.reminders.outbox import cancel
from crm.reminders.upserts import insertion

BECAUSE = "The reader wants no promotion."


def token_for(address: str) -> str:
    """What stands in the address /u/… of one reader."""
    return str(_signer().dumps(address.casefold()))


def address_of(token: str) -> str:
    """The reader whom a token names; one that is not ours does not exist."""
    try:
        return str(_signer().loads(token))
    except BadSignature:
        abort(404)


def stop_promotion(address: str) -> None:
    """Send an address no promotion from now on; what it must know still reaches it."""
    row = {"address": address.casefold(), "at": clock.now()}
    db.session.execute(insertion(Unsubscription).on_conflict_do_nothing(), [row])
    to_them = sa.func.lower(Message.recipient) == address.casefold()
    cancel(sa.and_(to_them, Message.lane == Lane.PROMOTION), because=BECAUSE)


def welcome_promotion(address: str) -> None:
    """Let promotion reach an address again."""
    known = Unsubscription.address == address.casefold()
    db.session.execute(sa.delete(Unsubscription).where(known))


def _signer() -> URLSafeSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="unsubscribe")
