"""Saved views of a list: the own ones and those for everybody."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.lists import list_named
from crm.core.words import gettext as _
from crm.labels.forms import ViewForm
from crm.labels.queries import tags_of_kind, views_for
from crm.labels.saving import forget_view, open_with, save_view, words_of_view
from crm.permissions import Permission

bp = Blueprint("saved_views", __name__, url_prefix="/lists/<kind>/views")


@bp.get("")
@requires(Permission.SEE_HOME)
def index(kind: str) -> ResponseReturnValue:
    of, asked = list_named(kind, visitor()), request.args.get("asked", "")
    return render_template(
        "labels/saved_views/index.html",
        kind=of,
        views=list(db.session.scalars(views_for(visitor(), kind))),
        tags=list(db.session.execute(tags_of_kind(of.record_kind))) if may_see_tags() else [],
        form=ViewForm(data={"query": words_of_view(of, asked, visitor())}),
    )


def may_see_tags() -> bool:
    """Tell whether this reader knows of labels."""
    return visitor().can(Permission.SEE_LABELS)


@bp.post("")
@requires(Permission.SEE_HOME)
def create(kind: str) -> ResponseReturnValue:
    of, form = list_named(kind, visitor()), ViewForm()
    if not form.validate():
        views = list(db.session.scalars(views_for(visitor(), kind)))
        words = {"kind": of, "views": views, "tags": [], "form": form}
        return render_template("labels/saved_views/index.html", **words), 422
    view = save_view(of, form, visitor())
    flash(_("The view %(name)s is saved.", name=view.name))
    return redirect(f"{of.url}?{view.asks}", 303)


@bp.post("/<int:view_id>")
@requires(Permission.SEE_HOME)
def update(kind: str, view_id: int) -> ResponseReturnValue:
    view = get_or_404(views_for(visitor(), kind), view_id)
    open_with(view, visitor())
    flash(_("The list opens with %(name)s.", name=view.name))
    return redirect(url_for("saved_views.index", kind=kind), 303)


@bp.post("/<int:view_id>/deletion")
@requires(Permission.SEE_HOME)
def destroy(kind: str, view_id: int) -> ResponseReturnValue:
    view = get_or_404(views_for(visitor(), kind), view_id)
    forget_view(view, visitor())
    flash(_("The view %(name)s is forgotten.", name=view.name))
    return redirect(url_for("saved_views.index", kind=kind), 303)
