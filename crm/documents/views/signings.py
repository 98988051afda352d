"""Note that a paper was signed."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.documents.forms import SigningForm, VoidForm
from crm.documents.queries import documents_visible_to
from crm.network.queries import the_network
from crm.permissions import Permission

bp = Blueprint("signings", __name__, url_prefix="/documents/<int:document_id>/signing")


@bp.post("")
@requires(Permission.VOID_DOCUMENTS)
def create(document_id: int) -> ResponseReturnValue:
    document, form = get_or_404(documents_visible_to(visitor()), document_id), SigningForm()
    if not form.validate():
        page = render_template(
            "documents/documents/show.html",
            document=document,
            void_form=VoidForm(formdata=None),
            signing_form=form,
        )
        return page, 422
    signed_at = datetime.combine(form.on.data, time(12), ZoneInfo(the_network().zone))
    document.sign(on=signed_at, signed_by=form.signed_by.data, by=visitor().as_actor())
    flash(_("%(number)s is signed.", number=document.number))
    return redirect(url_for("documents.show", document_id=document_id), 303)
