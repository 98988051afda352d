"""Needs: whom hosts lack, and who could fill them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.board import reasons as match_words
from crm.sharing.board import words as posting_words
from crm.sharing.board.lists import need_list
from crm.sharing.board.pages import NeedPage
from crm.sharing.board.posting import Start
from crm.sharing.board.rights import refuse_unless_for
from crm.sharing.forms import SharingNeedForm
from crm.sharing.views.finding import need_or_404

bp = Blueprint("sharing_needs", __name__, url_prefix="/sharing/needs")


@bp.get("")
@requires(Permission.SEE_SHARING_BOARD)
def index() -> ResponseReturnValue:
    listing = need_list(current_user(), request.args)
    page = "sharing/needs/index.html"
    return render_template(page, listing=listing, told=posting_words)


@bp.get("/new")
@requires(Permission.PROPOSE_SHARING)
def new() -> ResponseReturnValue:
    start = Start(current_user(), request.args)
    return render_template("sharing/needs/new.html", start=start, form=start.need_form)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    start = Start(current_user(), request.form)
    form = start.need_form
    if not form.validate():
        return render_template("sharing/needs/new.html", start=start, form=form), 422
    need = start.ask(form)
    flash(_("The need stands on the board. Here is who could fill it."))
    return redirect(url_for("sharing_needs.show", sharing_need_id=need.id), 303)


@bp.get("/<int:sharing_need_id>")
@requires(Permission.SEE_SHARING_BOARD)
def show(sharing_need_id: int) -> ResponseReturnValue:
    page = NeedPage(current_user(), need_or_404(sharing_need_id))
    words = {"words": match_words, "wording": wording, "told": posting_words}
    return render_template("sharing/needs/show.html", page=page, **words)


@bp.get("/<int:sharing_need_id>/edit")
@requires(Permission.PROPOSE_SHARING)
def edit(sharing_need_id: int) -> ResponseReturnValue:
    need = need_or_404(sharing_need_id)
    refuse_unless_for(current_user(), need.place.id)
    form = SharingNeedForm(obj=need)
    return render_template("sharing/needs/edit.html", need=need, form=form)


@bp.post("/<int:sharing_need_id>")
@requires(Permission.PROPOSE_SHARING)
def update(sharing_need_id: int) -> ResponseReturnValue:
    need = need_or_404(sharing_need_id)
    refuse_unless_for(current_user(), need.place.id)
    form = SharingNeedForm(obj=need)
    if not form.validate():
        return render_template("sharing/needs/edit.html", need=need, form=form), 422
    need.change(by=current_user().as_actor(), on=today(), **form.facts())
    flash(_("The need is kept."))
    return redirect(url_for("sharing_needs.show", sharing_need_id=need.id), 303)
