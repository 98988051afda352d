"""What needs a hand: letters given up, addresses that refuse, sources that could not answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.db import db
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.desk.addresses import trust_again
from crm.desk.queries import dead_letters, refusing_addresses
from crm.files.queries import damaged
from crm.permissions import Permission
from crm.reminders.models import Message

bp = Blueprint("attention", __name__, url_prefix="/desk/attention")


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    page = page_of(dead_letters(), Message.id)
    addresses = db.session.execute(refusing_addresses()).all()
    files = db.session.execute(damaged()).all()
    return render_template("desk/attention/index.html", page=page, addresses=addresses, files=files)


@bp.post("/addresses/deletion")
@requires(Permission.EDIT_REMINDERS)
def destroy() -> ResponseReturnValue:
    address = request.form.get("address", "")[:254]
    trust_again(address)
    flash(_("Reminders go to %(address)s again.", address=address))
    return redirect(url_for("attention.index"))
