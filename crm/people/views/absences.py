"""Days on which a person is away; the page is that of the free hours."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.institutions.queries import today
from crm.people.expert_forms import AbsenceForm, AvailabilityForm
from crm.people.queries import absences_of, people_visible_to
from crm.people.timetable import note_absence, take_absence_back, timetable_of
from crm.people.views.availabilities import PAGE
from crm.permissions import Permission

bp = Blueprint("absences", __name__, url_prefix="/people/<int:person_id>/absences")


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = AbsenceForm()
    if not form.validate():
        words = {"times": timetable_of(person), "away": form, "free": AvailabilityForm(None)}
        return render_template(PAGE, person=person, **words), 422
    note_absence(person, form.facts(), by=visitor().as_actor())
    return redirect(url_for("availabilities.index", person_id=person.id), 303)


@bp.post("/<int:absence_id>/deletion")
@requires(Permission.EDIT_PEOPLE)
def destroy(person_id: int, absence_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    absence = get_or_404(absences_of(person, since=today()), absence_id)
    take_absence_back(person, absence, by=visitor().as_actor())
    return redirect(url_for("availabilities.index", person_id=person.id), 303)
