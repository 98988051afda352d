"""Choose a password: by the link of an invitation or a reset, or signed in."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.forms import OwnPasswordForm, PasswordForm
from crm.accounts.invitations import owner_of
from crm.accounts.passwords import hashed, verified
from crm.accounts.session import current_user, keep, sign_in
from crm.core.access import requires
from crm.core.errors import Gone
from crm.core.rates import SIGN_IN, limited
from crm.core.words import gettext as _
from crm.links.issuing import Answer, consume
from crm.links.models import Link
from crm.permissions import Permission

bp = Blueprint("passwords", __name__, url_prefix="/account/password")


@bp.get("")
@requires(Permission.SEE_HOME)
def edit() -> ResponseReturnValue:
    return render_template("accounts/passwords/edit.html", form=OwnPasswordForm())


@bp.post("")
@requires(Permission.SEE_HOME)
@limited(SIGN_IN)
def update() -> ResponseReturnValue:
    form, user = OwnPasswordForm(), current_user()
    form.known = (user.name, user.email.split("@")[0])
    if not form.validate() or not _proven(form):
        return render_template("accounts/passwords/edit.html", form=form), 422
    return _take(form.password.data, back="profiles.edit")


def show(link: Link) -> ResponseReturnValue:
    """Ask for a password."""
    return render_template("accounts/passwords/new.html", form=PasswordForm(), link=link)


def act(link: Link) -> ResponseReturnValue:
    """Take the password and use the link up."""
    form, user = PasswordForm(), owner_of(link)
    form.known = (user.name, user.email.split("@")[0])
    if not form.validate():
        return render_template("accounts/passwords/new.html", form=form, link=link), 422
    password_hash = hashed(form.password.data)
    user = owner_of(link)
    if not user.active or not consume(link, receipt={}):
        raise Gone(_("This link was used already. Ask for a new one."))
    user.set_password(password_hash)
    flash(_("Your password is set. You are signed in."))
    return keep(make_response(redirect("/", 303)), sign_in(user))


def closed(link: Link) -> ResponseReturnValue:
    """Explain a link that has done its work or has run out."""
    return render_template("accounts/passwords/closed.html", link=link), 410


ANSWER = Answer(show, act, closed)


def _proven(form: OwnPasswordForm) -> bool:
    if verified(current_user().password_hash, form.present.data):
        return True
    form.say("present", _("This is not your present password."))
    return False


def _take(password: str, *, back: str) -> ResponseReturnValue:
    user_id, password_hash = current_user().id, hashed(password)
    user = current_user()
    assert user.id == user_id  # noqa: S101
    user.set_password(password_hash)
    flash(_("Your password is changed. Other browsers are signed out."))
    return keep(make_response(redirect(url_for(back), 303)), sign_in(user))
