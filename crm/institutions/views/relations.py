"""Relations: what an institution is for another, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.finding import visible_institution
from crm.institutions.forms.parents import EndForm
from crm.institutions.forms.relations import RelationForm
from crm.institutions.queries import relations_of
from crm.institutions.succession import relate, unrelate
from crm.permissions import Permission

bp = Blueprint("relations", __name__, url_prefix="/institutions/<int:institution_id>/relations")


@bp.get("/new")
@requires(Permission.EDIT_INSTITUTIONS)
def new(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = RelationForm(q=request.args.get("q", ""))
    return render_template("institutions/relations/new.html", institution=institution, form=form)


@bp.post("")
@requires(Permission.EDIT_INSTITUTIONS)
def create(institution_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    form = RelationForm()
    if not form.validate():
        words = {"institution": institution, "form": form}
        return render_template("institutions/relations/new.html", **words), 422
    relate(institution, form.other, by=visitor().as_actor(), **form.facts())
    flash(_("The relation to %(name)s is noted.", name=form.other.name))
    return _back(institution_id)


@bp.get("/<int:relation_id>/edit")
@requires(Permission.EDIT_INSTITUTIONS)
def edit(institution_id: int, relation_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    relation = get_or_404(relations_of(institution), relation_id)
    words = {"institution": institution, "relation": relation, "form": EndForm(obj=relation)}
    return render_template("institutions/relations/edit.html", **words)


@bp.post("/<int:relation_id>")
@requires(Permission.EDIT_INSTITUTIONS)
def update(institution_id: int, relation_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    relation = get_or_404(relations_of(institution), relation_id)
    form = EndForm()
    if not form.validate():
        words = {"institution": institution, "relation": relation, "form": form}
        return render_template("institutions/relations/edit.html", **words), 422
    relation.end(by=visitor().as_actor(), on=form.ends_on.data)
    return _back(institution_id)


@bp.post("/<int:relation_id>/deletion")
@requires(Permission.EDIT_INSTITUTIONS)
def destroy(institution_id: int, relation_id: int) -> ResponseReturnValue:
    institution = visible_institution(institution_id)
    unrelate(
        get_or_404(relations_of(institution), relation_id),
        by=visitor().as_actor(),
    )
    flash(_("The mistaken relation is removed."))
    return _back(institution_id)


def _back(institution_id: int) -> ResponseReturnValue:
    return redirect(
        url_for("institutions.show", institution_id=institution_id, part="profile"), 303
    )
