"""Who signs for the network."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.db import get_or_404, save
from crm.core.words import gettext as _
from crm.network.forms import SignatoryForm
from crm.network.models import Signatory
from crm.network.queries import all_signatories
from crm.permissions import Permission

bp = Blueprint("signatories", __name__, url_prefix="/settings/signatories")


@bp.get("/new")
@requires(Permission.EDIT_NETWORK)
def new() -> ResponseReturnValue:
    return render_template("network/signatories/new.html", form=SignatoryForm())


@bp.post("")
@requires(Permission.EDIT_NETWORK)
def create() -> ResponseReturnValue:
    form = SignatoryForm()
    if not form.validate():
        return render_template("network/signatories/new.html", form=form), 422
    signatory = Signatory()
    form.populate_obj(signatory)
    save(signatory)
    flash(_("%(name)s can sign from now on.", name=signatory.name))
    return redirect(url_for("settings.edit"), 303)


@bp.get("/<int:signatory_id>")
@requires(Permission.EDIT_NETWORK)
def edit(signatory_id: int) -> ResponseReturnValue:
    signatory = get_or_404(all_signatories(), signatory_id)
    form = SignatoryForm(obj=signatory)
    return render_template("network/signatories/edit.html", form=form, signatory=signatory)


@bp.post("/<int:signatory_id>")
@requires(Permission.EDIT_NETWORK)
def update(signatory_id: int) -> ResponseReturnValue:
    signatory, form = get_or_404(all_signatories(), signatory_id), SignatoryForm()
    if not form.validate():
        page = render_template("network/signatories/edit.html", form=form, signatory=signatory)
        return page, 422
    form.populate_obj(signatory)
    flash(_("The signatory is saved."))
    return redirect(url_for("settings.edit"), 303)
