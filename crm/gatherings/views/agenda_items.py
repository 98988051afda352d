"""The points of an agenda."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.drafting import add_point, change_point, remove_point
from crm.gatherings.forms import AgendaItemForm
from crm.gatherings.queries import agenda_items, meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint("agenda_items", __name__, url_prefix="/gatherings/<int:gathering_id>/agenda")


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    return render_template(
        "gatherings/agenda_items/new.html", form=AgendaItemForm(), gathering=gathering
    )


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    form = AgendaItemForm()
    if not form.validate():
        return render_template(
            "gatherings/agenda_items/new.html", form=form, gathering=gathering
        ), 422
    add_point(gathering, form.entered(), form.position.data)
    flash(_("The point is on the agenda."))
    return redirect(url_for("agenda_items.new", gathering_id=gathering.id), 303)


@bp.get("/<int:item_id>")
@requires(Permission.PLAN_GATHERINGS)
def edit(gathering_id: int, item_id: int) -> ResponseReturnValue:
    gathering = get_or_404(meetings_visible_to(current_user()), gathering_id)
    item = get_or_404(agenda_items(gathering), item_id)
    form = AgendaItemForm(obj=item)
    return render_template(
        "gatherings/agenda_items/edit.html", form=form, item=item, gathering=gathering
    )


@bp.post("/<int:item_id>")
@requires(Permission.PLAN_GATHERINGS)
def update(gathering_id: int, item_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    item, form = get_or_404(agenda_items(gathering), item_id), AgendaItemForm()
    if not form.validate():
        page = "gatherings/agenda_items/edit.html"
        return render_template(page, form=form, item=item, gathering=gathering), 422
    change_point(gathering, item, form.entered(), form.position.data)
    flash(_("The point is saved."))
    return redirect(url_for("agenda_items.new", gathering_id=gathering.id), 303)


@bp.post("/<int:item_id>/deletion")
@requires(Permission.PLAN_GATHERINGS)
def destroy(gathering_id: int, item_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    remove_point(gathering, get_or_404(agenda_items(gathering), item_id))
    flash(_("The point is off the agenda."))
    return redirect(url_for("agenda_items.new", gathering_id=gathering.id), 303)
