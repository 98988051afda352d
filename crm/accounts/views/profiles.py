"""The own account: name, language, zone, and where one is signed in."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.browser import forget_language
from crm.accounts.forms import ProfileForm
from crm.accounts.queries import sessions_of
from crm.accounts.session import current_user, keep, sign_in
from crm.core.access import requires
from crm.core.db import db
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("profiles", __name__, url_prefix="/account")


@bp.get("")
@requires(Permission.SEE_HOME)
def edit() -> ResponseReturnValue:
    return _page(ProfileForm(obj=current_user()))


@bp.post("")
@requires(Permission.SEE_HOME)
def update() -> ResponseReturnValue:
    form, user = ProfileForm(), current_user()
    if not form.validate():
        return _page(form), 422
    user.change(by=user.as_actor(), **form.chosen())
    flash(_("Your account is changed."))
    response = make_response(redirect(url_for("profiles.edit"), 303))
    return forget_language(keep(response, sign_in(user)))


def _page(form: ProfileForm) -> str:
    user = current_user()
    sessions = list(db.session.scalars(sessions_of(user).limit(20)))
    return render_template("accounts/profiles/edit.html", form=form, user=user, sessions=sessions)
