"""The consent log of a person: what they said, purpose by purpose."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.people.consenting import note_consents
from crm.people.privacy_forms import ConsentForm
from crm.people.queries import consents_of, people_visible_to
from crm.permissions import Permission

bp = Blueprint("consents", __name__, url_prefix="/people/<int:person_id>/consents")


@bp.get("")
@requires(Permission.KEEP_CONSENTS)
def index(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    log = list(db.session.scalars(consents_of(person.id)))
    return render_template("people/consents/index.html", person=person, log=log)


@bp.get("/new")
@requires(Permission.KEEP_CONSENTS)
def new(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    return render_template("people/consents/new.html", person=person, form=ConsentForm())


@bp.post("")
@requires(Permission.KEEP_CONSENTS)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = ConsentForm()
    if not form.validate():
        return render_template("people/consents/new.html", person=person, form=form), 422
    note_consents(person, by=visitor().as_actor(), **form.facts())
    flash(_("What %(name)s said is noted.", name=person.full_name))
    return redirect(url_for(".index", person_id=person.id), 303)
