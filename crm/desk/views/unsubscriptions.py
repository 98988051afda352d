"""Stopping promotion at /u/<token>: the token is the right to it.

Opening the page changes nothing; its button, or the mail program's own one (RFC 8058), does.
"""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.core.access import public
from crm.people.consenting import note_unsubscription
from crm.reminders.unsubscribing import address_of, stop_promotion

bp = Blueprint("unsubscriptions", __name__, url_prefix="/u/<token>")


@bp.get("")
@public
def new(token: str) -> ResponseReturnValue:
    return render_template("desk/unsubscriptions/new.html", address=address_of(token), token=token)


@bp.post("")
@public
def create(token: str) -> ResponseReturnValue:
    address = address_of(token)
    stop_promotion(address)
    note_unsubscription(address)
    return render_template("desk/unsubscriptions/create.html", address=address)


create.__dict__["from_anywhere"] = True
