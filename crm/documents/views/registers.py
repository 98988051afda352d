"""The books of numbers and their patterns."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.documents.forms import RegisterForm
from crm.documents.queries import registers
from crm.permissions import Permission

bp = Blueprint("registers", __name__, url_prefix="/settings/registers")


@bp.get("")
@requires(Permission.EDIT_REGISTERS)
def index() -> ResponseReturnValue:
    books = list(db.session.scalars(registers()))
    return render_template("documents/registers/index.html", registers=books)


@bp.get("/<int:register_id>")
@requires(Permission.EDIT_REGISTERS)
def edit(register_id: int) -> ResponseReturnValue:
    register = get_or_404(registers(), register_id)
    form = RegisterForm(obj=register)
    return render_template("documents/registers/edit.html", form=form, register=register)


@bp.post("/<int:register_id>")
@requires(Permission.EDIT_REGISTERS)
def update(register_id: int) -> ResponseReturnValue:
    register, form = get_or_404(registers(), register_id), RegisterForm()
    if not form.validate():
        page = render_template("documents/registers/edit.html", form=form, register=register)
        return page, 422
    form.populate_obj(register)
    flash(_("The next number of %(code)s follows the new pattern.", code=register.code))
    return redirect(url_for("registers.index"), 303)
