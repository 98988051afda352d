"""Hours that a person has to give, beside the days away."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.people.expert_forms import AbsenceForm, AvailabilityForm
from crm.people.queries import availabilities_of, people_visible_to
from crm.people.timetable import offer_hours, take_hours_back, timetable_of
from crm.permissions import Permission

bp = Blueprint("availabilities", __name__, url_prefix="/people/<int:person_id>/availabilities")
PAGE = "people/availabilities/index.html"


@bp.get("")
@requires(Permission.EDIT_PEOPLE)
def index(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    forms = {"free": AvailabilityForm(), "away": AbsenceForm()}
    return render_template(PAGE, person=person, times=timetable_of(person), **forms)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = AvailabilityForm()
    if not form.validate():
        words = {"times": timetable_of(person), "free": form, "away": AbsenceForm(formdata=None)}
        return render_template(PAGE, person=person, **words), 422
    offer_hours(person, form.facts(), by=visitor().as_actor())
    return redirect(url_for(".index", person_id=person.id), 303)


@bp.post("/<int:availability_id>/deletion")
@requires(Permission.EDIT_PEOPLE)
def destroy(person_id: int, availability_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    hours = get_or_404(availabilities_of(person), availability_id)
    take_hours_back(person, hours, by=visitor().as_actor())
    return redirect(url_for(".index", person_id=person.id), 303)
