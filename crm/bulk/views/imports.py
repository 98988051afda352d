"""Files on their way in, and those that were brought in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.findings import MOST_MEGABYTES
from crm.bulk.forms import FileForm
from crm.bulk.models import Import
from crm.bulk.portraits import portrait_of
from crm.bulk.queries import conflicts_waiting, imports
from crm.bulk.staging import throw_away
from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.limits import MIB
from crm.core.pages import page_of
from crm.core.rates import IMPORT, limited
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.url_value_preprocessor
def admit_large_files(endpoint: str | None, _values: object) -> None:
    """Let this one page take larger files than the others, before anybody reads the form."""
    if endpoint == "imports.create":
        request.max_content_length = (MOST_MEGABYTES + 1) * MIB


@bp.get("")
@requires(Permission.IMPORT_RECORDS)
def index() -> ResponseReturnValue:
    page = page_of(imports(), Import.created_at, Import.id, descending=True)
    waiting = list(db.session.scalars(conflicts_waiting().limit(5)))
    return render_template("bulk/imports/index.html", page=page, waiting=waiting)


@bp.get("/new")
@requires(Permission.IMPORT_RECORDS)
def new() -> ResponseReturnValue:
    return render_template("bulk/imports/new.html", form=FileForm(request.args))


@bp.post("")
@requires(Permission.IMPORT_RECORDS)
@limited(IMPORT)
def create() -> ResponseReturnValue:
    form = FileForm()
    of = form.staged(by=visitor().as_actor()) if form.validate() else None
    if of is None:
        return render_template("bulk/imports/new.html", form=form), 422
    return redirect(url_for("mappings.edit", import_id=of.id), 303)


@bp.get("/<int:import_id>")
@requires(Permission.IMPORT_RECORDS)
def show(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    return render_template("bulk/imports/show.html", portrait=portrait_of(of, visitor()))


@bp.post("/<int:import_id>/deletion")
@requires(Permission.IMPORT_RECORDS)
def destroy(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    name = of.file_name
    throw_away(of)
    flash(_("%(file)s was thrown away. Nothing of it was written.", file=name))
    return redirect(url_for(".index"), 303)
