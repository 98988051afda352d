"""The first run."""

from flask import Blueprint, flash, make_response, redirect, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.forms import SetupForm
from crm.accounts.passwords import hashed
from crm.accounts.session import keep, sign_in
from crm.accounts.setup import check_setup, finish_setup
from crm.core.access import public
from crm.core.rates import ANSWER, limited
from crm.core.words import gettext as _

bp = Blueprint("setups", __name__, url_prefix="/setup/<token>")


@bp.get("")
@public
def new(token: str) -> ResponseReturnValue:
    check_setup(token)
    return render_template("accounts/setups/new.html", form=SetupForm())


@bp.post("")
@public
@limited(ANSWER)
def create(token: str) -> ResponseReturnValue:
    check_setup(token)
    form = SetupForm()
    if not form.validate():
        return render_template("accounts/setups/new.html", form=form), 422
    password_hash = hashed(form.password.data)
    user = finish_setup(
        network_name=form.network_name.data,
        name=form.name.data,
        email=form.email.data,
        password_hash=password_hash,
    )
    flash(_("Welcome. You are the administrator of %(network)s.", network=form.network_name.data))
    return keep(make_response(redirect("/", 303)), sign_in(user))
