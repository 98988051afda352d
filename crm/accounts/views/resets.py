"""Ask for a link to choose a new password. The answer is the same whether the account exists."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.forms import ResetForm
from crm.accounts.invitations import ask_reset
from crm.core.access import public
from crm.core.rates import RESET, limited

bp = Blueprint("resets", __name__, url_prefix="/password-reset")


@bp.get("")
@public
def new() -> ResponseReturnValue:
    return render_template("accounts/resets/new.html", form=ResetForm())


@bp.post("")
@public
@limited(RESET)
def create() -> ResponseReturnValue:
    form = ResetForm()
    if not form.validate():
        return render_template("accounts/resets/new.html", form=form), 422
    ask_reset(form.email.data)
    return render_template("accounts/resets/show.html", email=form.email.data)
