"""Two records made one: the comparison, the act, its journal, and taking it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.duplicates.asked import preview_asked_for
from crm.duplicates.dossiers import dossier_of
from crm.duplicates.forms import merge_form
from crm.duplicates.merging import merge
from crm.duplicates.models import Merge
from crm.duplicates.queries import merges
from crm.duplicates.undoing import undo
from crm.permissions import Permission

bp = Blueprint("merges", __name__, url_prefix="/merges")


@bp.get("")
@requires(Permission.MERGE_RECORDS)
def index() -> ResponseReturnValue:
    page = page_of(merges(), Merge.merged_at, Merge.id, descending=True)
    return render_template("duplicates/merges/index.html", page=page)


@bp.get("/new")
@requires(Permission.MERGE_RECORDS)
def new() -> ResponseReturnValue:
    preview = preview_asked_for(request.args, current_user())
    return render_template("duplicates/merges/new.html", preview=preview, form=merge_form(preview))


@bp.post("")
@requires(Permission.MERGE_RECORDS)
def create() -> ResponseReturnValue:
    preview = preview_asked_for(request.form, current_user())
    form = merge_form(preview)
    if not form.validate():
        return render_template("duplicates/merges/new.html", preview=preview, form=form), 422
    done = merge(preview.kind, form.choice(), by=visitor().as_actor())
    said = _("%(other)s is part of %(name)s now.", other=done.gone_name, name=done.survivor_name)
    flash({"text": said, "undo_url": url_for("merges.destroy", merge_id=done.id)})  # type: ignore[arg-type]
    return redirect(url_for("merges.show", merge_id=done.id), 303)


@bp.get("/<int:merge_id>")
@requires(Permission.MERGE_RECORDS)
def show(merge_id: int) -> ResponseReturnValue:
    found = get_or_404(merges(), merge_id)
    return render_template("duplicates/merges/show.html", dossier=dossier_of(found))


@bp.post("/<int:merge_id>/deletion")
@requires(Permission.MERGE_RECORDS)
def destroy(merge_id: int) -> ResponseReturnValue:
    found = get_or_404(merges(), merge_id)
    undo(found, by=visitor().as_actor())
    flash(_("Undone: both records stand as they stood before."))
    return redirect(url_for("merges.show", merge_id=merge_id), 303)
