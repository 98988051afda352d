"""People: contacts, staff and expert partners."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.labels.filling import fill
from crm.labels.listing import listing_of
from crm.people.entering import enter_person, place_named
from crm.people.filters import PersonFilter
from crm.people.forms import AffiliationFields, new_person_form, person_form
from crm.people.portraits import person_portrait_of
from crm.people.queries import people_in_full, people_visible_to, workplaces_of
from crm.permissions import Permission

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@requires(Permission.SEE_PEOPLE)
def index() -> ResponseReturnValue:
    filters = PersonFilter.read(request.args, visitor())
    query = filters.narrowed(people_visible_to(visitor()))
    listing = listing_of("person", request.args, visitor())
    page = listing.page(query)
    places = workplaces_of([one.id for one in page.rows], visitor(), on=today())
    words = {"page": page, "filters": filters, "listing": listing, "places": places}
    return render_template("people/people/index.html", **words)


@bp.get("/new")
@requires(Permission.EDIT_PEOPLE)
def new() -> ResponseReturnValue:
    place = place_named(request.args, visitor())
    form, role = new_person_form(visitor()), AffiliationFields()
    return render_template("people/people/new.html", form=form, role=role, place=place)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create() -> ResponseReturnValue:
    place = place_named(request.args, visitor())
    form, role = new_person_form(visitor()), AffiliationFields()
    if not form.validate() or (place and not role.validate()):
        page = render_template("people/people/new.html", form=form, role=role, place=place)
        return page, 422
    person = enter_person(form.facts(), place, role.facts(), by=visitor().as_actor())
    fill(person, form, by=visitor().as_actor())
    flash(_("%(name)s is in the register.", name=person.full_name))
    return redirect(url_for(".show", person_id=person.id), 303)


@bp.get("/<int:person_id>")
@requires(Permission.SEE_PEOPLE)
def show(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_in_full(visitor()), person_id)
    return render_template(
        "people/people/show.html",
        person=person,
        portrait=person_portrait_of(person, visitor()),
        today=today(),
    )


@bp.get("/<int:person_id>/edit")
@requires(Permission.EDIT_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = person_form(person, visitor())
    return render_template("people/people/edit.html", person=person, form=form)


@bp.post("/<int:person_id>")
@requires(Permission.EDIT_PEOPLE)
def update(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = person_form(person, visitor())
    if not form.validate():
        return render_template("people/people/edit.html", person=person, form=form), 422
    person.change(by=visitor().as_actor(), **form.facts())
    fill(person, form, by=visitor().as_actor())
    flash(_("The data of %(name)s are saved.", name=person.full_name))
    return redirect(url_for(".show", person_id=person.id), 303)
