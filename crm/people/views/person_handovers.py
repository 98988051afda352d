"""Somebody leaves a place: what is open passes to a successor, in one step on one page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import ngettext
from crm.people.handing_over import hand_over, preview_for
from crm.people.keepers import Leaving
from crm.people.privacy_forms import HandoverForm
from crm.people.queries import affiliations_of, people_visible_to
from crm.permissions import Permission

bp = Blueprint(
    "person_handovers",
    __name__,
    url_prefix="/people/<int:person_id>/affiliations/<int:affiliation_id>/handover",
)


@bp.get("/new")
@requires(Permission.EDIT_PEOPLE)
def new(person_id: int, affiliation_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    affiliation = get_or_404(affiliations_of(person), affiliation_id)
    form = HandoverForm(affiliation, formdata=None, q=request.args.get("q", ""))
    form.successor.data = request.args.get("successor")
    preview = preview_for(affiliation, form.chosen, by=visitor().as_actor())
    words = {"affiliation": affiliation, "form": form, "preview": preview}
    return render_template("people/person_handovers/new.html", person=person, **words)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create(person_id: int, affiliation_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    affiliation = get_or_404(affiliations_of(person), affiliation_id)
    form, by = HandoverForm(affiliation), visitor().as_actor()
    if not form.validate() or form.chosen is None:
        words = {"form": form, "preview": preview_for(affiliation, form.chosen, by=by)}
        page = "people/person_handovers/new.html"
        return render_template(page, person=person, affiliation=affiliation, **words), 422
    leaving = Leaving(
        affiliation=affiliation, successor=form.chosen, last_day=form.last_day.data, by=by
    )
    count = hand_over(leaving, closes_account=form.closes_account.data)
    flash(ngettext("%(num)d thing has passed on.", "%(num)d things have passed on.", count))
    return redirect(url_for("people.show", person_id=leaving.successor.id), 303)
