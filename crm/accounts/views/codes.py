"""The second factor at sign-in."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.forms import CodeForm
from crm.accounts.second_factor import accepts
from crm.accounts.signing_in import come_in, forget_half, half_signed_in
from crm.core.access import public
from crm.core.rates import SIGN_IN, limited
from crm.core.words import gettext as _

bp = Blueprint("codes", __name__, url_prefix="/sign-in/code")


@bp.get("")
@public
def new() -> ResponseReturnValue:
    half_signed_in()
    return render_template("accounts/codes/new.html", form=CodeForm())


@bp.post("")
@public
@limited(SIGN_IN)
def create() -> ResponseReturnValue:
    form, user = CodeForm(), half_signed_in()
    if not (form.validate() and accepts(user, user.totp_secret or "", form.code.data or "")):
        form.say("code", _("This code is not right now. Wait for the next one and type it."))
        return render_template("accounts/codes/new.html", form=form), 422
    forget_half()
    return come_in(user)
