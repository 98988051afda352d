"""A file that was taken off its record comes back."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.records import kind_named
from crm.core.words import gettext as _
from crm.files.attaching import removable_attachment
from crm.permissions import Permission

bp = Blueprint(
    "attachment_restorations", __name__, url_prefix="/attachments/<int:attachment_id>/restoration"
)


@bp.post("")
@requires(Permission.ATTACH_FILES)
def create(attachment_id: int) -> ResponseReturnValue:
    attachment = removable_attachment(attachment_id, visitor())
    attachment.restore(by=visitor().as_actor())
    flash(_("%(name)s is back.", name=attachment.name))
    return redirect(kind_named(attachment.record_kind).url_of(attachment.record_id), 303)
