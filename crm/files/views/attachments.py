"""The files of one record: what hangs on it, more of them, one less."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import reference_to
from crm.core.rates import UPLOAD, limited
from crm.core.records import kind_named, known_record
from crm.core.undoing import flash_with_undo
from crm.core.words import gettext as _
from crm.files.attaching import removable_attachment
from crm.files.forms import FilesForm
from crm.permissions import Permission

bp = Blueprint("attachments", __name__)


@bp.get("/records/<kind>/<int:record_id>/attachments")
@requires(Permission.SEE_HOME)
def index(kind: str, record_id: int) -> ResponseReturnValue:
    record, of = known_record(kind, record_id, visitor()), kind_named(kind)
    return render_template("files/attachments/index.html", record=record, of=of, form=FilesForm())


@bp.post("/records/<kind>/<int:record_id>/attachments")
@requires(Permission.ATTACH_FILES)
@limited(UPLOAD)
def create(kind: str, record_id: int) -> ResponseReturnValue:
    about = reference_to(known_record(kind, record_id, visitor()))
    form, by = FilesForm(), visitor().as_actor()
    if not (form.validate() and form.attaches(about, by=by)):
        record, of = known_record(kind, record_id, visitor()), kind_named(kind)
        page = render_template("files/attachments/index.html", record=record, of=of, form=form)
        return page, 422
    flash(_("The files are attached."))
    return redirect(kind_named(kind).url_of(record_id), 303)


@bp.post("/attachments/<int:attachment_id>/deletion")
@requires(Permission.ATTACH_FILES)
def destroy(attachment_id: int) -> ResponseReturnValue:
    attachment = removable_attachment(attachment_id, visitor())
    attachment.remove(by=visitor().as_actor())
    undo = url_for("attachment_restorations.create", attachment_id=attachment_id)
    flash_with_undo(_("%(name)s is removed.", name=attachment.name), undo)
    return redirect(kind_named(attachment.record_kind).url_of(attachment.record_id), 303)
