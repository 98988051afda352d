"""Backings: what a parent body was asked to give, and what came of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, save
from crm.core.words import gettext as _
from crm.institutions.backing import last_day_to_answer
from crm.institutions.finding import visible_parent_body
from crm.institutions.forms.backings import BackingForm
from crm.institutions.models import Backing
from crm.institutions.queries import backings_of, today
from crm.permissions import Permission

bp = Blueprint("backings", __name__, url_prefix="/parent-bodies/<int:parent_body_id>/backings")


@bp.get("/new")
@requires(Permission.EDIT_PARENT_BODIES)
def new(parent_body_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    form = BackingForm(asked_on=today(), reply_by=last_day_to_answer(body, asked_on=today()))
    return render_template("institutions/backings/new.html", body=body, form=form)


@bp.post("")
@requires(Permission.EDIT_PARENT_BODIES)
def create(parent_body_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    form = BackingForm()
    if not form.validate():
        return render_template("institutions/backings/new.html", body=body, form=form), 422
    save(Backing.ask(body, by=visitor().as_actor(), **form.facts()))
    flash(_("Noted. It counts for how far %(name)s is involved.", name=body.name))
    return redirect(url_for("parent_bodies.show", parent_body_id=body.id), 303)


@bp.get("/<int:backing_id>/edit")
@requires(Permission.EDIT_PARENT_BODIES)
def edit(parent_body_id: int, backing_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    backing = get_or_404(backings_of(body), backing_id)
    words = {"body": body, "backing": backing, "form": BackingForm(obj=backing)}
    return render_template("institutions/backings/edit.html", **words)


@bp.post("/<int:backing_id>")
@requires(Permission.EDIT_PARENT_BODIES)
def update(parent_body_id: int, backing_id: int) -> ResponseReturnValue:
    body = visible_parent_body(parent_body_id)
    backing = get_or_404(backings_of(body), backing_id)
    form = BackingForm(obj=backing)
    if not form.validate():
        words = {"body": body, "backing": backing, "form": form}
        return render_template("institutions/backings/edit.html", **words), 422
    backing.change(by=visitor().as_actor(), **form.facts())
    return redirect(url_for("parent_bodies.show", parent_body_id=body.id), 303)
