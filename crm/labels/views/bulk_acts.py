"""Acts on many records: count first, then do, then take back if it was wrong."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.lists import ListKind, list_kinds, list_named
from crm.core.undoing import flash_with_undo
from crm.labels.acting import act_on, take_back
from crm.labels.choosing import choice_of
from crm.labels.forms import ActForm
from crm.labels.models import BulkAct
from crm.labels.queries import acts_of
from crm.labels.words import result_of
from crm.permissions import Permission

bp = Blueprint("bulk_acts", __name__, url_prefix="/lists")


@bp.get("/<kind>/acts/new")
@requires(Permission.EDIT_LABELS)
def new(kind: str) -> ResponseReturnValue:
    chosen, asked = request.args.getlist("chosen"), request.args.get("asked", "")
    choice = choice_of(list_named(kind, visitor()), visitor(), chosen, asked)
    form = ActForm.made_for(choice, request.args.get("act", ""))
    return render_template("labels/bulk_acts/new.html", choice=choice, form=form)


@bp.post("/<kind>/acts")
@requires(Permission.EDIT_LABELS)
def create(kind: str) -> ResponseReturnValue:
    chosen, asked = request.form.get("chosen", "").split(","), request.form.get("asked", "")
    choice = choice_of(list_named(kind, visitor()), visitor(), chosen, asked)
    form = ActForm.made_for(choice)
    if not form.validate():
        return render_template("labels/bulk_acts/new.html", choice=choice, form=form), 422
    facts, is_all = form.facts(), form.which.data == "all"
    ids = choice.chosen(facts["act"], all_of_them=is_all)
    of = choice.kind
    return _said(of, act_on(of.record_kind, ids, **facts, by=visitor().as_actor()), asked)


@bp.post("/acts/<int:act_id>/deletion")
@requires(Permission.EDIT_LABELS)
def destroy(act_id: int) -> ResponseReturnValue:
    done = get_or_404(acts_of(visitor()), act_id)
    take_back(done, by=visitor().as_actor())
    return redirect(list_kinds()[done.record_kind].url, 303)


def _said(of: ListKind, done: BulkAct, asked: str) -> ResponseReturnValue:
    """Say what came of it and go back to the list as it was."""
    flash_with_undo(result_of(done), url_for("bulk_acts.destroy", act_id=done.id))
    return redirect(f"{of.url}?{asked}" if asked else of.url, 303)
