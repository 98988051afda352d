"""Agreements between institutions, and their papers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.agreements.pages import Pact, entered, parties_chosen, rewritten
from crm.sharing.forms import AgreementForm, filled_agreement
from crm.sharing.models import SharingAgreement
from crm.sharing.queries import agreements_visible_to
from crm.sharing.renewals.lines import PactAhead
from crm.sharing.views.finding import agreement_or_404

bp = Blueprint("agreements", __name__, url_prefix="/sharing/agreements")


@bp.get("")
@requires(Permission.SEE_SHARING)
def index() -> ResponseReturnValue:
    query = agreements_visible_to(current_user(), on=today())
    page = page_of(query, SharingAgreement.valid_from, SharingAgreement.id, descending=True)
    return render_template(
        "sharing/agreements/index.html", page=page, today=today(), wording=wording
    )


@bp.get("/new")
@requires(Permission.PROPOSE_SHARING)
def new() -> ResponseReturnValue:
    parties = parties_chosen(current_user(), request.args)
    form = AgreementForm()
    return render_template("sharing/agreements/new.html", parties=parties, form=form)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    parties, form = parties_chosen(current_user(), request.form), AgreementForm()
    agreement = entered(parties, form, by=current_user()) if form.validate() else None
    if agreement is None:
        return render_template("sharing/agreements/new.html", parties=parties, form=form), 422
    flash(_("The agreement is kept. Its paper can be issued when both signatories are named."))
    return redirect(url_for("agreements.show", agreement_id=agreement.id), 303)


@bp.get("/<int:agreement_id>")
@requires(Permission.SEE_SHARING)
def show(agreement_id: int) -> ResponseReturnValue:
    pact = Pact(agreement_or_404(agreement_id), current_user())
    ahead = PactAhead(pact.agreement, pact.user)
    page = "sharing/agreements/show.html"
    return render_template(page, pact=pact, ahead=ahead, wording=wording)


@bp.get("/<int:agreement_id>/edit")
@requires(Permission.PROPOSE_SHARING)
def edit(agreement_id: int) -> ResponseReturnValue:
    agreement = agreement_or_404(agreement_id)
    form = AgreementForm(data=filled_agreement(agreement))
    return render_template("sharing/agreements/edit.html", agreement=agreement, form=form)


@bp.post("/<int:agreement_id>")
@requires(Permission.PROPOSE_SHARING)
def update(agreement_id: int) -> ResponseReturnValue:
    agreement, form = agreement_or_404(agreement_id), AgreementForm()
    if not (form.validate() and rewritten(agreement, form, by=current_user())):
        page = render_template("sharing/agreements/edit.html", agreement=agreement, form=form)
        return page, 422
    flash(_("The agreement is kept."))
    return redirect(url_for("agreements.show", agreement_id=agreement.id), 303)
