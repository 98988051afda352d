"""Accounts, for administrators."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.administration import free_address, institution_for, keep_an_admin
from crm.accounts.forms import UserForm
from crm.accounts.invitations import invite, new_user
from crm.accounts.models import User
from crm.accounts.queries import users
from crm.accounts.session import current_user
from crm.accounts.words import ROLE_NAMES
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.permissions import Permission, Role

bp = Blueprint("users", __name__, url_prefix="/users")


@bp.get("")
@requires(Permission.MANAGE_USERS)
def index() -> ResponseReturnValue:
    page = page_of(users(), User.name, User.id)
    return render_template("accounts/users/index.html", page=page, roles=ROLE_NAMES)


@bp.get("/new")
@requires(Permission.MANAGE_USERS)
def new() -> ResponseReturnValue:
    return render_template("accounts/users/new.html", form=UserForm())


@bp.post("")
@requires(Permission.MANAGE_USERS)
def create() -> ResponseReturnValue:
    form = UserForm()
    if not form.validate():
        return render_template("accounts/users/new.html", form=form), 422
    free_address(form.email.data)
    user = new_user(
        form.email.data,
        role=form.role_chosen(),
        name=form.name.data,
        institution=institution_for(form.role_chosen(), form.institution.data),
        language=form.language.data,
    )
    invite(user, by=current_user().as_actor())
    flash(_("%(name)s gets a letter with a link to choose a password.", name=user.name))
    return redirect(url_for("users.index"), 303)


@bp.get("/<int:user_id>")
@requires(Permission.MANAGE_USERS)
def edit(user_id: int) -> ResponseReturnValue:
    user = get_or_404(users(), user_id)
    form = UserForm.showing(user)
    return render_template("accounts/users/edit.html", form=form, user=user)


@bp.post("/<int:user_id>")
@requires(Permission.MANAGE_USERS)
def update(user_id: int) -> ResponseReturnValue:
    user, form = get_or_404(users(), user_id), UserForm()
    if not form.validate():
        return render_template("accounts/users/edit.html", form=form, user=user), 422
    _take(form, user)
    flash(_("The account of %(name)s is changed.", name=user.name))
    return redirect(url_for("users.index"), 303)


def _take(form: UserForm, user: User) -> None:
    role = form.role_chosen()
    free_address(form.email.data, but=user)
    if role is not Role.ADMIN:
        keep_an_admin(user)
    user.change(
        by=current_user().as_actor(),
        name=form.name.data,
        email=form.email.data.casefold(),
        role=role,
        institution=institution_for(role, form.institution.data),
        language=form.language.data,
    )
