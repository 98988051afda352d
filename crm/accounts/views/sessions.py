"""Sign in and out."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts import session
from crm.accounts.forms import SignInForm
from crm.accounts.models import User
from crm.accounts.signing_in import come_in, remember_half, with_password
from crm.core.access import public
from crm.core.rates import SIGN_IN, limited
from crm.core.words import gettext as _

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@public
def new() -> ResponseReturnValue:
    return render_template("accounts/sessions/new.html", form=SignInForm())


@bp.post("/sign-in")
@public
@limited(SIGN_IN)
def create() -> ResponseReturnValue:
    form = SignInForm()
    user = (
        with_password(form.email.data or "", form.password.data or "") if form.validate() else None
    )
    if user is None:
        return _refused(form)
    return _let_in(user)


@bp.post("/sign-out")
@public
def destroy() -> ResponseReturnValue:
    flash(_("You are signed out."))
    return session.sign_out(make_response(redirect(url_for("sessions.new"), 303)))


def _refused(form: SignInForm) -> ResponseReturnValue:
    if not form.errors:
        form.say("password", _("E-mail and password do not belong together. Check both."))
    return render_template("accounts/sessions/new.html", form=form), 422


def _let_in(user: User) -> ResponseReturnValue:
    if user.totp_secret is None:
        return come_in(user)
    remember_half(user)
    return redirect(url_for("codes.new", next=request.args.get("next")), 303)
