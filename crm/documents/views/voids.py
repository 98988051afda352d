"""Take a paper back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.documents.forms import SigningForm, VoidForm
from crm.documents.queries import documents_visible_to
from crm.permissions import Permission

bp = Blueprint("voids", __name__, url_prefix="/documents/<int:document_id>/void")


@bp.post("")
@requires(Permission.VOID_DOCUMENTS)
def create(document_id: int) -> ResponseReturnValue:
    document, form = get_or_404(documents_visible_to(visitor()), document_id), VoidForm()
    if not form.validate():
        page = render_template(
            "documents/documents/show.html",
            document=document,
            void_form=form,
            signing_form=SigningForm(formdata=None),
        )
        return page, 422
    document.void(reason=form.reason.data, by=visitor().as_actor())
    flash(_("%(number)s is void. The number stays in the register.", number=document.number))
    return redirect(url_for("documents.show", document_id=document_id), 303)
