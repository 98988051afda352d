"""Offers: whom homes can spare, and which needs they fit."""

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
from crm.sharing.board.lists import offer_list
from crm.sharing.board.pages import OfferPage
from crm.sharing.board.posting import Start, form_of
from crm.sharing.board.rights import refuse_unless_for
from crm.sharing.views.finding import offer_or_404

bp = Blueprint("sharing_offers", __name__, url_prefix="/sharing/offers")


@bp.get("")
@requires(Permission.SEE_SHARING_BOARD)
def index() -> ResponseReturnValue:
    listing = offer_list(current_user(), request.args)
    page = "sharing/offers/index.html"
    return render_template(page, listing=listing, told=posting_words)


@bp.get("/new")
@requires(Permission.PROPOSE_SHARING)
def new() -> ResponseReturnValue:
    start = Start(current_user(), request.args)
    return render_template("sharing/offers/new.html", start=start, form=start.offer_form)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    start = Start(current_user(), request.form)
    form = start.offer_form
    if not form.validate():
        return render_template("sharing/offers/new.html", start=start, form=form), 422
    offer = start.offer(form)
    flash(_("The offer stands on the board. Here are the needs it fits."))
    return redirect(url_for("sharing_offers.show", offer_id=offer.id), 303)


@bp.get("/<int:offer_id>")
@requires(Permission.SEE_SHARING_BOARD)
def show(offer_id: int) -> ResponseReturnValue:
    page = OfferPage(current_user(), offer_or_404(offer_id))
    words = {"words": match_words, "wording": wording, "told": posting_words}
    return render_template("sharing/offers/show.html", page=page, **words)


@bp.get("/<int:offer_id>/edit")
@requires(Permission.PROPOSE_SHARING)
def edit(offer_id: int) -> ResponseReturnValue:
    offer = offer_or_404(offer_id)
    refuse_unless_for(current_user(), offer.place.id)
    form = form_of(offer)
    return render_template("sharing/offers/edit.html", offer=offer, form=form)


@bp.post("/<int:offer_id>")
@requires(Permission.PROPOSE_SHARING)
def update(offer_id: int) -> ResponseReturnValue:
    offer = offer_or_404(offer_id)
    refuse_unless_for(current_user(), offer.place.id)
    form = form_of(offer)
    if not form.validate():
        return render_template("sharing/offers/edit.html", offer=offer, form=form), 422
    offer.change(by=current_user().as_actor(), on=today(), **form.facts())
    flash(_("The offer is kept."))
    return redirect(url_for("sharing_offers.show", offer_id=offer.id), 303)
