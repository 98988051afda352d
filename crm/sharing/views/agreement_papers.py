"""Issuing the paper of an agreement."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.agreements.pages import refuse_paper_unless_allowed
from crm.sharing.letters import issue_agreement
from crm.sharing.views.finding import agreement_or_404

bp = Blueprint("agreement_papers", __name__, url_prefix="/sharing/agreements/<int:agreement_id>")


@bp.post("/papers")
@requires(Permission.ISSUE_SHARING_PAPERS)
def create(agreement_id: int) -> ResponseReturnValue:
    agreement = agreement_or_404(agreement_id)
    refuse_paper_unless_allowed(current_user(), agreement)
    document = issue_agreement(agreement, by=current_user())
    flash(_("Paper %(number)s is issued.", number=document.number))
    return redirect(url_for("agreements.show", agreement_id=agreement.id), 303)
