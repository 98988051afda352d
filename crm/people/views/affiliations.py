"""Affiliations: where somebody works, in which role, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404, save
from crm.core.words import gettext as _
from crm.people.forms import AffiliationFields, AffiliationForm, EndForm
from crm.people.models import Affiliation
from crm.people.queries import affiliations_of, people_visible_to
from crm.permissions import Permission

bp = Blueprint("affiliations", __name__, url_prefix="/people/<int:person_id>/affiliations")


@bp.get("/new")
@requires(Permission.EDIT_PEOPLE)
def new(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = AffiliationForm(q=request.args.get("q", ""))
    return render_template("people/affiliations/new.html", person=person, form=form)


@bp.post("")
@requires(Permission.EDIT_PEOPLE)
def create(person_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    form = AffiliationForm()
    if not form.validate():
        return render_template("people/affiliations/new.html", person=person, form=form), 422
    save(Affiliation.begin(person, form.chosen, by=visitor().as_actor(), **form.facts()))
    flash(_("%(name)s is noted there.", name=person.full_name))
    return redirect(url_for("people.show", person_id=person.id), 303)


@bp.get("/<int:affiliation_id>/edit")
@requires(Permission.EDIT_PEOPLE)
def edit(person_id: int, affiliation_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    affiliation = get_or_404(affiliations_of(person), affiliation_id)
    return render_template(
        "people/affiliations/edit.html",
        person=person,
        affiliation=affiliation,
        form=AffiliationFields(obj=affiliation),
        end=EndForm(),
    )


@bp.post("/<int:affiliation_id>")
@requires(Permission.EDIT_PEOPLE)
def update(person_id: int, affiliation_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    affiliation = get_or_404(affiliations_of(person), affiliation_id)
    form = AffiliationFields()
    if not form.validate():
        words = {"person": person, "affiliation": affiliation, "form": form, "end": EndForm()}
        return render_template("people/affiliations/edit.html", **words), 422
    affiliation.change(by=visitor().as_actor(), **form.facts())
    return redirect(url_for("people.show", person_id=person.id), 303)


@bp.post("/<int:affiliation_id>/deletion")
@requires(Permission.EDIT_PEOPLE)
def destroy(person_id: int, affiliation_id: int) -> ResponseReturnValue:
    person = get_or_404(people_visible_to(visitor()), person_id)
    affiliation = get_or_404(affiliations_of(person), affiliation_id)
    form = EndForm()
    if not form.validate():
        words = {"person": person, "affiliation": affiliation, "end": form}
        fields = AffiliationFields(formdata=None, obj=affiliation)
        return render_template("people/affiliations/edit.html", form=fields, **words), 422
    affiliation.end(by=visitor().as_actor(), on=form.ends_on.data)
    return redirect(url_for("people.show", person_id=person.id), 303)
