"""Wishes to be forgotten: asked for a person, due within three days."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.people.erasing import ask_erasure
from crm.people.models import Erasure
from crm.people.privacy_forms import RefusalForm
from crm.people.queries import erasures, people_visible_to
from crm.permissions import Permission

bp = Blueprint("erasures", __name__)


@bp.get("/people/erasures")
@requires(Permission.KEEP_CONSENTS)
def index() -> ResponseReturnValue:
    page = page_of(erasures(), Erasure.due_at, Erasure.id, descending=True)
    return render_template("people/erasures/index.html", page=page, now=clock.now())


@bp.post("/people/<int:person_id>/erasures")
@requires(Permission.KEEP_CONSENTS)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    erasure = ask_erasure(person, by=visitor().as_actor())
    flash(_("The wish is noted. It has to be decided within three days."))
    return redirect(url_for(".show", erasure_id=erasure.id), 303)


@bp.get("/people/erasures/<int:erasure_id>")
@requires(Permission.KEEP_CONSENTS)
def show(erasure_id: int) -> ResponseReturnValue:
    erasure = get_or_404(erasures(), erasure_id)
    words = {"erasure": erasure, "form": RefusalForm(), "now": clock.now()}
    return render_template("people/erasures/show.html", **words)
