"""Settings of the network."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db
from crm.core.words import gettext as _
from crm.network.forms import NetworkForm
from crm.network.logos import logo_from
from crm.network.models import Network
from crm.network.queries import all_signatories, the_network
from crm.permissions import Permission

bp = Blueprint("settings", __name__, url_prefix="/settings")


@bp.get("")
@requires(Permission.EDIT_NETWORK)
def edit() -> ResponseReturnValue:
    return _page(NetworkForm(obj=the_network()))


@bp.post("")
@requires(Permission.EDIT_NETWORK)
def update() -> ResponseReturnValue:
    form = NetworkForm(obj=the_network())
    if not form.validate():
        return _page(form), 422
    _take(form, the_network())
    flash(_("The settings are saved. Letters issued before stay as they are."))
    return redirect(url_for("settings.edit"), 303)


def _take(form: NetworkForm, network: Network) -> None:
    changes = {name: value for name, value in form.data.items() if hasattr(network, name)}
    if form.logo.data:
        changes["logo_sha256"] = logo_from(form.logo.data.read()).sha256
    network.change(by=visitor().as_actor(), **changes)


def _page(form: NetworkForm) -> str:
    signatories = list(db.session.scalars(all_signatories()))
    return render_template("network/settings/edit.html", form=form, signatories=signatories)
